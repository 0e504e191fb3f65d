import type { Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError } from '../../../lib/errors';
import { enqueueMany } from '../../../mail/enqueue';
import { meetingAnswerMail, type MeetingAnswer } from '../../../mail/messages/meeting-answer';
import { meetingNoticeMail, type MeetingNotice } from '../../../mail/messages/meeting-notice';
import { meetingRequestMail } from '../../../mail/messages/meeting-request';
import type { Meeting, MeetingRequest } from '../../../models';
import { fullName } from '../../people/fold-name';
import type { PlanSlot } from './clashes';
import {
  describeCluster,
  partiesOf,
  type Matchmaking,
  type RegisteredDelegate,
} from './matchmaking.queries';
import { meetingEntry } from './meeting-calendar';
import { momentOf } from './meeting-times';

/** Registered people of these clusters who can be written to, in the order of their registrations. */
export function recipientsOf(
  { delegates }: Pick<Matchmaking, 'delegates'>,
  clusterIds: readonly number[],
): RegisteredDelegate[] {
  return delegates.filter(
    ({ clusterId, person }) => clusterIds.includes(clusterId) && person.email !== null,
  );
}

/** Nobody is written to about a time that is over. */
export function hasBegun({ days, project }: Matchmaking, slot: PlanSlot): boolean {
  const day = days.find(({ number }) => number === slot.day);
  if (day === undefined) return false;
  const begins = momentOf(day.date, slot.startsAt, project.timeZone);
  return begins !== null && begins <= now();
}

/**
 * Mails go to exactly those who were shown to the organiser, or nothing happens.
 * @param shown ids of registrations
 * @throws ConflictError `recipients_changed`
 */
export function requireSameRecipients(
  recipients: readonly RegisteredDelegate[],
  shown: readonly number[],
): void {
  const current = new Set(recipients.map(({ registrationId }) => registrationId));
  const then = new Set(shown);
  if (current.size !== then.size || [...current].some((id) => !then.has(id))) {
    throw new ConflictError(
      'Nothing was done and nothing was sent: those who would be written to have changed meanwhile. Please look through the list again.',
      'recipients_changed',
    );
  }
}

/** Tells the people of the asked cluster of a request; its words are on their page only. */
export async function sendRequestMails(
  tx: Tx,
  matchmaking: Matchmaking,
  request: MeetingRequest,
): Promise<void> {
  const { project } = matchmaking;
  await enqueueMany(
    tx,
    recipientsOf(matchmaking, [request.toClusterId]).map(({ registrationId, person }) => ({
      dedupeKey: `meeting_request:${request.id}:${registrationId}`,
      kind: 'meeting_request' as const,
      to: { name: fullName(person), address: person.email ?? '' },
      content: meetingRequestMail({
        toName: fullName(person),
        from: describeCluster(matchmaking, request.fromClusterId),
        workshop: project.name,
        contactName: project.contactName,
        contactEmail: project.contactEmail,
      }),
      linkSubject: `registration:${registrationId}` as const,
      personId: person.id,
    })),
  );
}

/**
 * Tells the people of the asking cluster what the other one answered, and those of the asked one
 * that the request was withdrawn; once for each.
 */
export async function sendAnswerMails(
  tx: Tx,
  matchmaking: Matchmaking,
  request: MeetingRequest,
  answer: MeetingAnswer,
): Promise<void> {
  const { project } = matchmaking;
  const sides = [request.fromClusterId, request.toClusterId] as const;
  const [told, teller] = answer === 'withdrawn' ? [sides[1], sides[0]] : sides;
  await enqueueMany(
    tx,
    recipientsOf(matchmaking, [told]).map(({ registrationId, person }) => ({
      dedupeKey: `meeting_answer:${request.id}:${request.revision}:${registrationId}`,
      kind: 'meeting_answer' as const,
      to: { name: fullName(person), address: person.email ?? '' },
      content: meetingAnswerMail({
        answer,
        toName: fullName(person),
        from: describeCluster(matchmaking, teller),
        workshop: project.name,
        contactName: project.contactName,
        contactEmail: project.contactEmail,
      }),
      linkSubject: `registration:${registrationId}` as const,
      personId: person.id,
    })),
  );
}

/** A meeting whose people are to be told of it. */
export interface ToldMeeting {
  meeting: Meeting;
  request: MeetingRequest;
  slot: PlanSlot;
  what: MeetingNotice;
}

/**
 * Tells both sides, once for each state of a meeting, with the entry for their calendars. Nobody is
 * told of a time that is over.
 */
export async function sendMeetingMails(
  tx: Tx,
  matchmaking: Matchmaking,
  told: readonly ToldMeeting[],
): Promise<void> {
  const { project } = matchmaking;
  const mails = told
    .filter(({ slot }) => !hasBegun(matchmaking, slot))
    .flatMap(({ meeting, request, slot, what }) =>
      recipientsOf(matchmaking, partiesOf(request)).map((delegate) => {
        const { registrationId, person, clusterId } = delegate;
        const to = { name: fullName(person), address: person.email ?? '' };
        const partner =
          clusterId === request.fromClusterId ? request.toClusterId : request.fromClusterId;
        return {
          dedupeKey: `meeting:${meeting.id}:${meeting.revision}:${registrationId}`,
          kind: 'meeting' as const,
          to,
          content: meetingNoticeMail({
            what,
            toName: to.name,
            partner: describeCluster(matchmaking, partner),
            day: slot.day,
            date: matchmaking.days.find(({ number }) => number === slot.day)?.date ?? '',
            startsAt: slot.startsAt,
            endsAt: slot.endsAt,
            timeZone: project.timeZone,
            table: meeting.tableNumber,
            workshop: project.name,
            contactName: project.contactName,
            contactEmail: project.contactEmail,
          }),
          linkSubject: `registration:${registrationId}` as const,
          personId: person.id,
          calendar: meetingEntry(matchmaking, { meeting, slot, partner }, delegate, to),
        };
      }),
    );
  if (mails.length > 0) await enqueueMany(tx, mails);
}
