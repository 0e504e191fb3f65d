import ICAL from 'ical.js';
import { now } from '../clock';
import { momentsOf } from '../zoned-time';
import { timeZoneComponent } from './time-zone-component';

// Octets of a line without its break; a line that is continued begins with one space more.
ICAL.foldLength = 74;

type Method = 'REQUEST' | 'CANCEL' | 'PUBLISH';

/** One entry of a calendar, on one day. */
export interface CalendarEvent {
  /** The same for all states of the entry. */
  uid: string;
  /** Rises with each state. */
  sequence: number;
  cancelled: boolean;
  /** "2026-10-25" */
  date: string;
  /** By the clocks of the zone, "09:30"; null: the whole day. */
  hours: { startsAt: string; endsAt: string } | null;
  summary: string;
  description: string;
  /** Empty when not known. */
  location: string;
  url: string;
  /** Who is told of an answer; without an address the file names nobody. */
  organizer: Party | null;
  attendee: Party | null;
}

export interface Party {
  name: string;
  address: string;
}

/**
 * A calendar file (RFC 5545): lines folded by octets, texts escaped, the zone with its rules.
 * With REQUEST or CANCEL it is what a mail program acts on (RFC 5546) and holds one entry; PUBLISH
 * is for a download and names nobody.
 */
export function calendarFile(method: Method, zone: string, events: CalendarEvent[]): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//PEC//Workshop//EN');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', method);
  const dates = events
    .filter(({ hours }) => hours !== null)
    .map(({ date }) => date)
    .sort();
  const [first] = dates;
  const last = dates.at(-1);
  if (first !== undefined && last !== undefined) {
    calendar.addSubcomponent(
      timeZoneComponent(zone, momentIn(zone, `${first}T00:00`), momentIn(zone, `${last}T23:59`)),
    );
  }
  for (const event of events) calendar.addSubcomponent(eventComponent(event, zone, method));
  return `${calendar.toString()}\r\n`;
}

/** The moment, also where the clocks are put forward over that minute. */
function momentIn(zone: string, local: string): Date {
  return momentsOf(local, zone)[0] ?? new Date(`${local}Z`);
}

function eventComponent(event: CalendarEvent, zone: string, method: Method): ICAL.Component {
  const component = new ICAL.Component('vevent');
  const add = (name: string, value: string | number | ICAL.Time): void => {
    component.addPropertyWithValue(name, value);
  };
  add('uid', event.uid);
  add('sequence', event.sequence);
  add('dtstamp', ICAL.Time.fromJSDate(now(), true));
  for (const property of timesOf(event, zone)) component.addProperty(property);
  add('summary', event.summary);
  add('description', event.description);
  if (event.location !== '') add('location', event.location);
  add('url', event.url);
  add('status', event.cancelled ? 'CANCELLED' : 'CONFIRMED');
  add('transp', event.cancelled ? 'TRANSPARENT' : 'OPAQUE');
  if (method !== 'PUBLISH') {
    if (event.organizer !== null) component.addProperty(party('organizer', event.organizer));
    if (event.attendee !== null) component.addProperty(attendee(event.attendee));
  }
  return component;
}

function timesOf({ date, hours }: CalendarEvent, zone: string): ICAL.Property[] {
  if (hours === null) {
    const nextDay = new Date(Date.parse(`${date}T00:00:00Z`) + 24 * 3_600_000);
    return [
      property('dtstart', ICAL.Time.fromDateString(date)),
      property('dtend', ICAL.Time.fromDateString(nextDay.toISOString().slice(0, 10))),
    ];
  }
  const at = (name: string, time: string): ICAL.Property => {
    const one = property(name, ICAL.Time.fromDateTimeString(`${date}T${time}:00`));
    one.setParameter('tzid', zone);
    return one;
  };
  return [at('dtstart', hours.startsAt), at('dtend', hours.endsAt)];
}

function attendee(one: Party): ICAL.Property {
  const property = party('attendee', one);
  property.setParameter('cutype', 'INDIVIDUAL');
  property.setParameter('role', 'REQ-PARTICIPANT');
  property.setParameter('partstat', 'NEEDS-ACTION');
  property.setParameter('rsvp', 'TRUE');
  return property;
}

function party(name: string, { name: commonName, address }: Party): ICAL.Property {
  const one = property(name, `mailto:${address}`);
  // Quotes in a parameter are written in a way that not every calendar reads.
  const shown = commonName.replace(/["\p{Cc}]+/gu, ' ').trim();
  if (shown !== '') one.setParameter('cn', shown);
  return one;
}

function property(name: string, value: string | ICAL.Time): ICAL.Property {
  const one = new ICAL.Property(name);
  one.setValue(value);
  return one;
}
