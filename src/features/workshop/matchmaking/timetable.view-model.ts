import type { PageLocals } from '../../../http/render';
import { formatDate } from '../../../http/format';
import type { Person } from '../../../models';
import { fullName } from '../../people/fold-name';
import {
  sessionPartLabels,
  sessionTypeLabels,
  type ProgrammeContent,
} from '../programme/programme-content';
import type { Matchmaking } from './matchmaking.queries';
import { overlap } from './meeting-times';
import { timeRange } from './meeting-words';
import { ownMeetings } from './own-meetings.view-model';

interface Entry {
  day: number;
  startsAt: string;
  endsAt: string;
  time: string;
  kind: 'session' | 'meeting';
  title: string;
  /** Room, or table. */
  place: string | null;
  /** What the person does there, or the type of the session. */
  detail: string;
  /** A meeting during a session of the programme. */
  duringSession: boolean;
}

/**
 * What awaits a person on the days they are registered for: the sessions of the programme as it
 * was published and their cluster's meetings, in one list a day.
 * @param programme null while none was published
 * @param days numbers of the days
 */
export function timetablePage(
  matchmaking: Matchmaking,
  person: Person,
  { token, days, programme }: { token: string; days: number[]; programme: ProgrammeContent | null },
): PageLocals {
  const { clusterId } = person;
  const sessions = sessionEntries(programme, person.id);
  const meetings = clusterId === null ? [] : meetingEntries(matchmaking, clusterId, sessions);
  const entries = [...sessions, ...meetings].sort(
    (a, b) =>
      a.startsAt.localeCompare(b.startsAt, 'en') ||
      a.endsAt.localeCompare(b.endsAt, 'en') ||
      a.kind.localeCompare(b.kind, 'en'),
  );
  const meetingDays = new Set(meetings.map(({ day }) => day));
  return {
    layout: 'plain',
    styles: ['guests.css'],
    title: 'Your timetable',
    scripts: ['print.js'],
    token,
    name: fullName(person),
    workshop: matchmaking.project.name,
    timeZone: matchmaking.project.timeZone,
    published: programme !== null,
    venue: [programme?.venue, programme?.address].filter(Boolean).join(', '),
    hasCluster: clusterId !== null,
    days: matchmaking.days
      .filter(({ number }) => days.includes(number) || meetingDays.has(number))
      .map(({ number, date, theme }) => ({
        number,
        theme,
        date: formatDate(date),
        // Of a day they do not come to, only what their cluster has arranged.
        entries: entries.filter(
          (entry) => entry.day === number && (days.includes(number) || entry.kind === 'meeting'),
        ),
      })),
  };
}

function sessionEntries(programme: ProgrammeContent | null, personId: number): Entry[] {
  return (programme?.days ?? []).flatMap((day) =>
    day.sessions.map((session) => {
      const parts = session.people
        .filter((person) => person.personId === personId)
        .map(({ part }) => `You: ${sessionPartLabels[part].toLowerCase()}`);
      return {
        day: day.number,
        startsAt: session.startsAt,
        endsAt: session.endsAt,
        time: timeRange(session),
        kind: 'session' as const,
        title: session.title,
        place: session.room,
        detail: [sessionTypeLabels[session.type], ...parts].join(' · '),
        duringSession: false,
      };
    }),
  );
}

function meetingEntries(matchmaking: Matchmaking, clusterId: number, sessions: Entry[]): Entry[] {
  return ownMeetings(matchmaking, clusterId).map(({ slot, partner, table }) => ({
    day: slot.day,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    time: timeRange(slot),
    kind: 'meeting' as const,
    title: partner,
    place: `Table ${table}`,
    detail: 'Meeting of your cluster',
    duringSession: sessions.some((session) => overlap(session, slot)),
  }));
}
