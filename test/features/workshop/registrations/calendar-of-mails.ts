import ical, { type VEvent } from 'node-ical';
import type { Received } from '../../../harness/mail-server';

export interface ReadEntry {
  uid: string;
  sequence: number;
  method: string;
  status: string;
  /** ISO, UTC. */
  start: string;
  end: string;
  summary: string;
  location: string;
  organizer: string;
  attendee: string;
}

/** The calendar parts of a mail: as what they are announced, and their text. */
export function calendarParts({ raw }: Received): { contentType: string; text: string }[] {
  return [
    ...raw
      .toString('latin1')
      .matchAll(/Content-Type: ((?:text\/calendar|application\/ics)[^]*?)\r\n\r\n([^]*?)\r\n--/g),
  ].map(([, head = '', body = '']) => ({
    contentType: head.split(/\r\nContent-/)[0]?.replace(/\r\n[ \t]+/g, ' ') ?? '',
    text: decoded(head, body),
  }));
}

function decoded(head: string, body: string): string {
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  return /quoted-printable/i.test(head) ? fromQuotedPrintable(body) : body;
}

function fromQuotedPrintable(body: string): string {
  const octets = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1').toString('utf8');
}

/** The entries of a file, by a parser that shares nothing with the writer. */
export function readEntries(file: string): ReadEntry[] {
  const parsed = ical.sync.parseICS(file);
  return Object.values(parsed)
    .filter((one): one is VEvent => one?.type === 'VEVENT')
    .map((event) => ({
      uid: event.uid,
      sequence: Number(event.sequence),
      method: /^METHOD:(.*)$/m.exec(file)?.[1]?.trim() ?? '',
      status: String(event.status),
      start: event.start.toISOString(),
      end: event.end?.toISOString() ?? '',
      summary: textOf(event.summary),
      location: textOf(event.location),
      organizer: textOf(event.organizer),
      attendee: textOf(event.attendee),
    }));
}

function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'val' in value) return String(value.val);
  return typeof value === 'string' ? value : '';
}

/**
 * What a calendar shows after these mails, in whatever order they came: of each UID the state with
 * the highest SEQUENCE counts; what is cancelled is gone.
 */
export function calendarAfter(mails: Received[]): ReadEntry[] {
  const known = new Map<string, ReadEntry>();
  for (const mail of mails) {
    const [part] = calendarParts(mail);
    for (const entry of part === undefined ? [] : readEntries(part.text)) {
      const before = known.get(entry.uid);
      if (before === undefined || before.sequence < entry.sequence) known.set(entry.uid, entry);
    }
  }
  return [...known.values()]
    .filter(({ method, status }) => method === 'REQUEST' && status === 'CONFIRMED')
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}
