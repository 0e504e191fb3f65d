import { composeMail, type MailContent } from '../compose-mail';
import { plainValue } from '../plain-value';
import { greetingFor, signature } from './wording';

/** What happened to a meeting. */
export type MeetingNotice = 'planned' | 'moved' | 'cancelled';

export interface MeetingNoticeFacts {
  what: MeetingNotice;
  toName: string;
  /** The other cluster, with its economy. */
  partner: string;
  /** Number of the day and its date, "2026-06-16". */
  day: number;
  date: string;
  /** As the clocks of timeZone show it, "14:30". */
  startsAt: string;
  endsAt: string;
  timeZone: string;
  table: number;
  workshop: string;
  contactName: string;
  contactEmail: string;
}

const subjects: Record<MeetingNotice, string> = {
  planned: 'Your meeting with',
  moved: 'Moved: your meeting with',
  cancelled: 'Cancelled: your meeting with',
};

const openings: Record<MeetingNotice, string> = {
  planned: 'your cluster has a meeting during the',
  moved: 'a meeting of your cluster has another time or table during the',
  cancelled: 'a meeting of your cluster has been cancelled during the',
};

/** Tells a person of a cluster when and where it meets another, or that it does not. */
export function meetingNoticeMail(facts: MeetingNoticeFacts): MailContent {
  const partner = plainValue(facts.partner);
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${facts.date}T00:00:00Z`),
  );
  const cancelled = facts.what === 'cancelled';
  return composeMail({
    subject: `${subjects[facts.what]} ${partner}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      { kind: 'paragraph', text: `${openings[facts.what]} “${facts.workshop}”:` },
      {
        kind: 'facts',
        rows: [
          ['With', partner],
          ['Day', `Day ${facts.day}, ${date}`],
          ['Time', `${facts.startsAt}–${facts.endsAt} (${facts.timeZone})`],
          ...(cancelled ? [] : [['Table', String(facts.table)] as [string, string]]),
        ],
      },
      { kind: 'link', label: 'Open your timetable' },
    ],
    footer: signature(facts),
  });
}
