import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../db/transaction';
import { baseUrl } from '../lib/base-url';
import { now } from '../lib/clock';
import type { LinkSubject } from '../lib/link-tokens';
import type { CalendarMethod } from '../models/codes';
import type { MailContent } from './compose-mail';
import { addressKey, unsubscribeCategory, type MailKind } from './mail-kinds';
import { nudgeOutbox } from './nudge';
import { singleLine } from './plain-value';

export interface OutgoingMail {
  /** Says which mail this is, once for ever: "receipt:<response>:<correction>". */
  dedupeKey: string;
  kind: MailKind;
  to: { name: string; address: string };
  content: MailContent;
  /** What {{link}} in the content stands for. */
  linkSubject?: LinkSubject;
  personId?: number;
  invitationId?: number;
  mailingId?: number;
  /** Adds the headers of one-click unsubscribing; only for kinds that can be unsubscribed from. */
  listUnsubscribe?: boolean;
  /** A calendar file of one entry, which the mail program acts on. */
  calendar?: { method: CalendarMethod; file: string };
}

export type EnqueueResult = 'queued' | 'already_queued' | 'unsubscribed';

/** Bodies are a few kilobytes each, and a statement holds them all. */
const rowsAtOnce = 200;

/**
 * Puts a mail into the outbox, in the transaction of the change it tells of. It is sent after
 * the commit. The same dedupe key twice is one mail; no error is raised for it.
 */
export async function enqueue(tx: Tx, mail: OutgoingMail): Promise<EnqueueResult> {
  const [result] = await enqueueMany(tx, [mail]);
  if (result === undefined) throw new Error('One mail has one result.');
  return result;
}

/** The same for many mails, in a fixed number of statements for each 200; results in order. */
export async function enqueueMany(tx: Tx, mails: OutgoingMail[]): Promise<EnqueueResult[]> {
  const results: EnqueueResult[] = [];
  for (let start = 0; start < mails.length; start += rowsAtOnce) {
    results.push(...(await enqueueChunk(tx, mails.slice(start, start + rowsAtOnce))));
  }
  if (results.includes('queued')) tx.afterCommit(nudgeOutbox);
  return results;
}

async function enqueueChunk(tx: Tx, mails: OutgoingMail[]): Promise<EnqueueResult[]> {
  const unsubscribed = await unsubscribedAmong(tx, mails);
  const wanted = mails.filter((mail) => !unsubscribed.has(subscriptionOf(mail)));
  const queued = await insert(tx, wanted);
  return mails.map((mail) => {
    if (unsubscribed.has(subscriptionOf(mail))) return 'unsubscribed';
    // Deleting from the set tells the second of two equal keys in one call from the first.
    return queued.delete(mail.dedupeKey) ? 'queued' : 'already_queued';
  });
}

function subscriptionOf(mail: OutgoingMail): string {
  return `${unsubscribeCategory(mail.kind) ?? ''}\0${addressKey(mail.to.address)}`;
}

async function unsubscribedAmong(tx: Tx, mails: OutgoingMail[]): Promise<Set<string>> {
  const asked = mails.filter((mail) => unsubscribeCategory(mail.kind) !== undefined);
  if (asked.length === 0) return new Set();
  const rows = await db().query<{ address_key: string; kind: string }>(
    'SELECT address_key, kind FROM unsubscriptions WHERE address_key IN (:keys)',
    {
      type: QueryTypes.SELECT,
      transaction: tx,
      replacements: { keys: asked.map((mail) => addressKey(mail.to.address)) },
    },
  );
  return new Set(rows.map((row) => `${row.kind}\0${row.address_key}`));
}

async function insert(tx: Tx, mails: OutgoingMail[]): Promise<Set<string>> {
  if (mails.length === 0) return new Set();
  const time = now();
  const host = new URL(baseUrl()).hostname;
  const rows = mails.map((mail) => [
    mail.dedupeKey,
    mail.kind,
    mail.mailingId ?? null,
    mail.invitationId ?? null,
    mail.personId ?? null,
    singleLine(mail.to.name),
    singleLine(mail.to.address, 320),
    singleLine(mail.content.subject),
    mail.content.text,
    mail.content.html,
    mail.linkSubject ?? null,
    mail.listUnsubscribe === true && unsubscribeCategory(mail.kind) !== undefined,
    mail.calendar?.method ?? null,
    mail.calendar?.file ?? null,
    'queued',
    time,
    `${randomUUID()}@${host}`,
    time,
    time,
  ]);
  // Not an exception that is caught: that would end the transaction on PostgreSQL. The line
  // break after INSERT must stay: of "INSERT INTO" Sequelize gives no rows back on SQLite.
  const inserted = await db().query<{ dedupe_key: string }>(
    `INSERT
     INTO messages (dedupe_key, kind, mailing_id, invitation_id, person_id, to_name,
       to_address, subject, text_body, html_body, link_subject, list_unsubscribe,
       calendar_method, calendar_body, status, next_attempt_at, message_id, created_at, updated_at)
     VALUES :rows ON CONFLICT (dedupe_key) DO NOTHING RETURNING dedupe_key`,
    { type: QueryTypes.SELECT, transaction: tx, replacements: { rows } },
  );
  return new Set(inserted.map((row) => row.dedupe_key));
}
