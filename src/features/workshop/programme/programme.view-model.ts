import { momentsOf, offsetName } from '../../../lib/zoned-time';
import { sessionParts } from '../../../models/codes';
import {
  sessionPartLabels,
  sessionTypeLabels,
  type ProgrammeContent,
  type ProgrammeDay,
  type ProgrammePerson,
  type ProgrammeSessionContent,
} from './programme-content';

export interface ShownSession extends ProgrammeSessionContent {
  typeLabel: string;
  /** The moments as ISO texts in UTC; undefined for a time that the clocks of the zone skip. */
  startMoment: string | undefined;
  endMoment: string | undefined;
  /** "Chair", "Speakers": with the people of that part. */
  parts: { label: string; people: ProgrammePerson[] }[];
}

export interface ShownDay extends Omit<ProgrammeDay, 'sessions'> {
  /** Of the address: "day-1". */
  anchor: string;
  weekday: string;
  sessions: ShownSession[];
}

export interface ShownProgramme {
  content: ProgrammeContent;
  days: ShownDay[];
  /** "Asia/Tokyo (UTC+09:00)"; several offsets when clocks change between the days. */
  zone: string;
}

/** A programme ready to be shown: the draft, a version, the public page. */
export function showProgramme(content: ProgrammeContent): ShownProgramme {
  const { timeZone } = content;
  const offsets = content.days.flatMap(({ date }) =>
    momentsOf(`${date}T12:00`, timeZone).map((noon) => offsetName(noon, timeZone)),
  );
  return {
    content,
    zone: `${timeZone} (${[...new Set(offsets)].join(', then ')})`,
    days: content.days.map((day) => ({
      ...day,
      anchor: `day-${day.number}`,
      weekday: weekdayOf(day.date),
      sessions: day.sessions.map((session) => showSession(session, day.date, timeZone)),
    })),
  };
}

function showSession(
  session: ProgrammeSessionContent,
  date: string,
  timeZone: string,
): ShownSession {
  const momentAt = (time: string): string | undefined =>
    momentsOf(`${date}T${time}`, timeZone)[0]?.toISOString();
  const parts = sessionParts.flatMap((part) => {
    const people = session.people.filter((person) => person.part === part);
    if (people.length === 0) return [];
    return [{ label: `${sessionPartLabels[part]}${people.length === 1 ? '' : 's'}`, people }];
  });
  return {
    ...session,
    typeLabel: sessionTypeLabels[session.type],
    startMoment: momentAt(session.startsAt),
    endMoment: momentAt(session.endsAt),
    parts,
  };
}

/** "Tuesday": of a calendar date; no zone is involved. */
function weekdayOf(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
