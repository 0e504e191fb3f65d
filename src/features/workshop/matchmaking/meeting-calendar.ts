import { absoluteUrl, baseUrl } from '../../../lib/base-url';
import { calendarFile, type CalendarEvent, type Party } from '../../../lib/calendar/calendar-file';
import { secretKey } from '../../../lib/secret-key';
import { deriveToken } from '../../../lib/tokens';
import type { Meeting } from '../../../models';
import type { CalendarMethod } from '../../../models/codes';
import { paths } from '../../../paths';
import { contactOf } from '../registrations/day-entries';
import type { PlanSlot } from './clashes';
import {
  describeCluster,
  partiesOf,
  type Matchmaking,
  type RegisteredDelegate,
} from './matchmaking.queries';

interface PlacedMeeting {
  meeting: Meeting;
  slot: PlanSlot;
  /** id of the cluster they meet. */
  partner: number;
}

type Owner = Pick<RegisteredDelegate, 'registrationId'>;

/**
 * A meeting in the calendar of one person: the same UID for ever, and a SEQUENCE that rises each
 * time the meeting is moved or cancelled, since its revision does. A meeting placed anew after it
 * was cancelled is another entry.
 */
function eventOf(
  matchmaking: Matchmaking,
  { meeting, slot, partner }: PlacedMeeting,
  { registrationId }: Owner,
  attendee: Party | null,
): CalendarEvent {
  const { project, days } = matchmaking;
  const name = deriveToken(secretKey(), 'calendar', `meeting:${meeting.id}:${registrationId}`);
  return {
    uid: `${name}@${new URL(baseUrl()).hostname}`,
    sequence: meeting.revision,
    cancelled: meeting.status === 'cancelled',
    date: days.find(({ number }) => number === slot.day)?.date ?? '',
    hours: { startsAt: slot.startsAt, endsAt: slot.endsAt },
    summary: `Meeting with ${describeCluster(matchmaking, partner)}`,
    description: `${project.name}, Day ${slot.day}\n\nYour timetable is behind your personal link in the mail.`,
    location: `Table ${meeting.tableNumber}`,
    url: absoluteUrl(paths.programme),
    organizer: contactOf(matchmaking),
    attendee,
  };
}

/** What the mail about a meeting carries: brings, changes or takes back one entry. */
export function meetingEntry(
  matchmaking: Matchmaking,
  placed: PlacedMeeting,
  owner: Owner,
  attendee: Party,
): { method: CalendarMethod; file: string } {
  const method = placed.meeting.status === 'cancelled' ? 'CANCEL' : 'REQUEST';
  const event = eventOf(matchmaking, placed, owner, attendee);
  return { method, file: calendarFile(method, matchmaking.project.timeZone, [event]) };
}

/**
 * All meetings of a person's cluster that stand, to be downloaded; the same entries as the mails
 * bring. Undefined when there is none.
 */
export function ownMeetingsFile(
  matchmaking: Matchmaking,
  owner: Owner,
  clusterId: number,
): string | undefined {
  const events = matchmaking.slots.flatMap((slot) =>
    matchmaking.meetings
      .filter((meeting) => meeting.slotId === slot.id && belongsInCalendar(meeting))
      .flatMap((meeting) => {
        const request = matchmaking.requests.find(({ id }) => id === meeting.requestId);
        if (request === undefined || !partiesOf(request).includes(clusterId)) return [];
        const partner = partiesOf(request).find((id) => id !== clusterId) ?? clusterId;
        return [eventOf(matchmaking, { meeting, slot, partner }, owner, null)];
      }),
  );
  return events.length === 0
    ? undefined
    : calendarFile('PUBLISH', matchmaking.project.timeZone, events);
}

/** Not what was cancelled, nor what did not take place. */
export function belongsInCalendar({ status }: Meeting): boolean {
  return status === 'planned' || status === 'held';
}
