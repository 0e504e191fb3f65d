import ICAL from 'ical.js';
import { localTime, offsetAt } from '../zoned-time';

const day = 24 * 3_600_000;
/** No zone changes its clocks and changes them back within it. */
const step = 7 * day;
/** Zones that change their clocks do so within a year. */
const reach = 366 * day;

interface Transition {
  at: Date;
  /** Milliseconds ahead of UTC. */
  before: number;
  after: number;
}

/** Found once for each zone and time: hundreds of files about one day share it. */
const known = new Map<string, Transition[]>();
const mostKnown = 50;

/**
 * The VTIMEZONE of a zone as it is between two moments, from the same data by which all times of
 * the system are shown: the rule in force at the beginning, and each change up to the first one
 * after the end, so that a reader needs no table of its own.
 */
export function timeZoneComponent(zone: string, from: Date, to: Date): ICAL.Component {
  const component = new ICAL.Component('vtimezone');
  component.addPropertyWithValue('tzid', zone);
  const changes = transitions(
    zone,
    new Date(from.getTime() - reach),
    new Date(to.getTime() + reach),
  );
  const inForce = changes.findLast(({ at }) => at <= from);
  const later = changes.filter(({ at }) => at > from);
  const firstAfter = later.findIndex(({ at }) => at > to);
  const needed = firstAfter === -1 ? later : later.slice(0, firstAfter + 1);
  const beginning = offsetAt(zone, from);
  const shown = [
    inForce ?? {
      at: new Date(Date.UTC(1970, 0, 1) - beginning),
      before: beginning,
      after: beginning,
    },
    ...needed,
  ];
  const ahead = Math.max(...shown.map(({ after }) => after));
  const changing = shown.some(({ after }) => after !== ahead);
  for (const one of shown) {
    const kind = changing && one.after === ahead ? 'daylight' : 'standard';
    component.addSubcomponent(observance(kind, one, zone));
  }
  return component;
}

function observance(kind: string, change: Transition, zone: string): ICAL.Component {
  const component = new ICAL.Component(kind);
  // By the clocks as they were before the change.
  const onset = new Date(change.at.getTime() + change.before).toISOString().slice(0, 19);
  component.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString(onset));
  component.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromSeconds(change.before / 1000));
  component.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromSeconds(change.after / 1000));
  component.addPropertyWithValue('tzname', nameOf(zone, change.at));
  return component;
}

/** "CET", "GMT+3": what the clocks show is called. */
function nameOf(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    timeZoneName: 'short',
  }).formatToParts(new Date(at.getTime() + 1000));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? localTime(at, zone);
}

function transitions(zone: string, from: Date, to: Date): Transition[] {
  const key = `${zone} ${from.getTime()} ${to.getTime()}`;
  const found = known.get(key) ?? findTransitions(zone, from, to);
  if (known.size >= mostKnown) known.clear();
  known.set(key, found);
  return found;
}

function findTransitions(zone: string, from: Date, to: Date): Transition[] {
  const found: Transition[] = [];
  for (let time = from.getTime(); time < to.getTime(); time += step) {
    const before = offsetAt(zone, new Date(time));
    const after = offsetAt(zone, new Date(time + step));
    if (before !== after) found.push({ at: momentOfChange(zone, time, before), before, after });
  }
  return found;
}

/** The first second of the step after `start` at which the clocks differ from `before`. */
function momentOfChange(zone: string, start: number, before: number): Date {
  let low = start;
  let high = start + step;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(zone, new Date(middle)) === before) low = middle;
    else high = middle;
  }
  return new Date(high);
}
