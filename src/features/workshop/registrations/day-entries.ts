import { absoluteUrl } from '../../../lib/base-url';
import { calendarFile, type CalendarEvent, type Party } from '../../../lib/calendar/calendar-file';
import { senderOfMails } from '../../../mail/delivery-mode';
import type { AttendanceMode } from '../../../models/codes';
import { paths } from '../../../paths';
import { placeOf, type DayHours, type WorkshopFacts } from './workshop-facts';

/** What the calendar entry of a day says, and to which address it went. Kept as JSON. */
export interface DayEntryFacts {
  day: number;
  date: string;
  hours: DayHours | null;
  timeZone: string;
  workshop: string;
  theme: string;
  place: string;
  /** Null when the person has no address: the entry can be downloaded only. */
  address: string | null;
}

/** What the calendar of somebody who takes part in this way should say for a day of the workshop. */
export function dayEntryFacts(
  { project, settings, days, hours }: WorkshopFacts,
  number: number,
  person: { mode: AttendanceMode; address: string | null },
): DayEntryFacts | undefined {
  const day = days.find((one) => one.number === number);
  if (day === undefined) return undefined;
  return {
    day: number,
    date: day.date,
    hours: hours.get(number) ?? null,
    timeZone: project.timeZone,
    workshop: project.name,
    theme: day.theme,
    place: placeOf(settings, person.mode),
    address: person.address,
  };
}

/** "17 June 2026, 09:00–17:30 (Asia/Tokyo)" */
export function whenOf({ date, hours, timeZone }: DayEntryFacts): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(date),
  );
  return hours === null ? day : `${day}, ${hours.startsAt}–${hours.endsAt} (${timeZone})`;
}

export interface EntryState {
  uid: string;
  sequence: number;
  cancelled: boolean;
  facts: DayEntryFacts;
}

function eventOf(
  { uid, sequence, cancelled, facts }: EntryState,
  contact: Party,
  attendee: Party | null,
): CalendarEvent {
  const times = facts.hours === null ? 'The times follow with the programme.\n' : '';
  return {
    uid,
    sequence,
    cancelled,
    date: facts.date,
    hours: facts.hours,
    summary: `${facts.workshop}: Day ${facts.day}`,
    description: `${facts.theme}\n\n${times}Programme: ${absoluteUrl(paths.programme)}\nTo change your registration, please use the link in your mail.`,
    location: facts.place,
    url: absoluteUrl(paths.programme),
    organizer: contact,
    attendee,
  };
}

/** Who is told of answers: the project's contact, or else the address that mails come from. */
export function contactOf({ project }: Pick<WorkshopFacts, 'project'>): Party {
  const { contactName, contactEmail } = project;
  return contactEmail === '' ? senderOfMails() : { name: contactName, address: contactEmail };
}

/** The file that a mail carries: brings, changes or takes back one entry. */
export function entryFile(
  workshop: Pick<WorkshopFacts, 'project'>,
  entry: EntryState,
  attendee: Party,
): string {
  return calendarFile(entry.cancelled ? 'CANCEL' : 'REQUEST', entry.facts.timeZone, [
    eventOf(entry, contactOf(workshop), attendee),
  ]);
}

/** All entries of a person, to be downloaded. */
export function entriesFile(
  workshop: Pick<WorkshopFacts, 'project'>,
  entries: EntryState[],
): string {
  const contact = contactOf(workshop);
  return calendarFile(
    'PUBLISH',
    entries[0]?.facts.timeZone ?? workshop.project.timeZone,
    entries.map((entry) => eventOf(entry, contact, null)),
  );
}
