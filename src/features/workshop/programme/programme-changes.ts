import { formatDate } from '../../../http/format';
import {
  describePerson,
  sessionPartLabels,
  sessionsOf,
  sessionTypeLabels,
  workshopModeLabels,
  type PlacedSession,
  type ProgrammeContent,
  type ProgrammePerson,
} from './programme-content';

/** One fact before and after, in words. */
export interface FactChange {
  label: string;
  before: string;
  after: string;
}

export interface ProgrammeChange {
  kind: 'workshop' | 'day' | 'added' | 'removed' | 'changed';
  /** The session's title, "Day 1" or "Workshop". */
  title: string;
  /** "Day 1, 16 Jun 2026, 09:30–10:30" of a session as it is now, or was; empty for others. */
  when: string;
  facts: FactChange[];
  /** Numbers of the days whose visitors are concerned. */
  days: number[];
  /** People who have, or had, a part in the session. */
  personIds: number[];
}

/**
 * What differs between two states of the programme, in the order of the programme. Empty when a
 * reader would see no difference.
 */
export function changesBetween(
  before: ProgrammeContent,
  after: ProgrammeContent,
): ProgrammeChange[] {
  return [
    ...workshopChange(before, after),
    ...dayChanges(before, after),
    ...sessionChanges(before, after),
  ];
}

function workshopChange(before: ProgrammeContent, after: ProgrammeContent): ProgrammeChange[] {
  const facts = differing([
    ['Name', before.workshop, after.workshop],
    ['Time zone', before.timeZone, after.timeZone],
    ['Held', workshopModeLabels[before.mode], workshopModeLabels[after.mode]],
    ['Venue', before.venue, after.venue],
    ['Address', before.address, after.address],
  ]);
  if (facts.length === 0) return [];
  const days = [...before.days, ...after.days].map(({ number }) => number);
  const personIds = [...sessionsOf(before), ...sessionsOf(after)].flatMap(idsOf);
  return [change('workshop', 'Workshop', '', facts, days, personIds)];
}

function dayChanges(before: ProgrammeContent, after: ProgrammeContent): ProgrammeChange[] {
  const numbers = [...before.days, ...after.days].map(({ number }) => number);
  return unique(numbers).flatMap((number) => {
    const old = before.days.find((day) => day.number === number);
    const now = after.days.find((day) => day.number === number);
    const facts = differing([
      ['Date', old?.date ?? '', now?.date ?? ''],
      ['Theme', old?.theme ?? '', now?.theme ?? ''],
    ]);
    if (facts.length === 0) return [];
    const personIds = [...(old?.sessions ?? []), ...(now?.sessions ?? [])].flatMap(idsOf);
    return [change('day', `Day ${number}`, '', facts, [number], personIds)];
  });
}

function sessionChanges(before: ProgrammeContent, after: ProgrammeContent): ProgrammeChange[] {
  const old = new Map(sessionsOf(before).map((session) => [session.id, session]));
  const now = new Map(sessionsOf(after).map((session) => [session.id, session]));
  const present = [...now.values()].flatMap((session) => {
    const was = old.get(session.id);
    if (was === undefined) return [ofSession('added', session, [])];
    const facts = factsOf(was, session);
    if (facts.length === 0) return [];
    const { title } = session;
    const days = [was.day, session.day];
    return [
      change('changed', title, datedSlotOf(session), facts, days, [
        ...idsOf(was),
        ...idsOf(session),
      ]),
    ];
  });
  const gone = [...old.values()]
    .filter(({ id }) => !now.has(id))
    .map((session) => ofSession('removed', session, []));
  return [...present, ...gone];
}

function factsOf(was: PlacedSession, is: PlacedSession): FactChange[] {
  return differing([
    ['Time', slotOf(was), slotOf(is)],
    ['Room', was.room ?? '', is.room ?? ''],
    ['Title', was.title, is.title],
    ['Type', sessionTypeLabels[was.type], sessionTypeLabels[is.type]],
    ['Description', was.description, is.description],
    ['Gender dimension', yesNo(was.genderDimension), yesNo(is.genderDimension)],
    ['People', peopleText(was.people), peopleText(is.people)],
  ]);
}

function ofSession(
  kind: 'added' | 'removed',
  session: PlacedSession,
  facts: FactChange[],
): ProgrammeChange {
  return change(kind, session.title, datedSlotOf(session), facts, [session.day], idsOf(session));
}

function change(
  kind: ProgrammeChange['kind'],
  title: string,
  when: string,
  facts: FactChange[],
  days: number[],
  personIds: number[],
): ProgrammeChange {
  return { kind, title, when, facts, days: unique(days), personIds: unique(personIds) };
}

function differing(rows: [label: string, before: string, after: string][]): FactChange[] {
  return rows
    .filter(([, before, after]) => before !== after)
    .map(([label, before, after]) => ({ label, before, after }));
}

/** "Day 1, 09:30–10:30": without the date, whose change is one of the day. */
function slotOf(session: PlacedSession): string {
  return `Day ${session.day}, ${session.startsAt}–${session.endsAt}`;
}

function datedSlotOf(session: PlacedSession): string {
  return `Day ${session.day}, ${formatDate(session.date)}, ${session.startsAt}–${session.endsAt}`;
}

function peopleText(people: ProgrammePerson[]): string {
  return people
    .map((person) => {
      const talk = person.talkTitle === '' ? '' : `: “${person.talkTitle}”`;
      return `${describePerson(person)} (${sessionPartLabels[person.part].toLowerCase()}${talk})`;
    })
    .join('; ');
}

const idsOf = (session: { people: ProgrammePerson[] }): number[] =>
  session.people.map(({ personId }) => personId);
const yesNo = (value: boolean): string => (value ? 'Yes' : 'No');
const unique = (numbers: number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
