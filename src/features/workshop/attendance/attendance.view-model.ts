import { formatMoment } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { isPutBackOn, offsetIfTwice } from '../../../lib/zoned-time';
import type { RegistrationRole } from '../../../models/codes';
import { getProject, listWorkshopDays } from '../project.queries';
import {
  listAttending,
  listCorrections,
  listHistory,
  type HistoryLine,
} from './attendance-table.queries';
import { countAttendance, countPersonDays } from './attendance.queries';
import { figuresOfDay } from './day-figures';
import { clockTime } from './desk-answer';
import {
  countsOfSession,
  listAttendedSessions,
  type AttendedSession,
} from './session-attendance.queries';

export const roleNames: Record<RegistrationRole, string> = {
  participant: 'Participant',
  speaker: 'Speaker',
  expert: 'Expert',
  organising_team: 'Organising team',
};

const outcomes: Record<string, string> = {
  checked_in: 'Checked in',
  already_in: 'Seen again',
  undone: 'Taken out',
  still_in: 'Taken out, still in by another desk',
  nothing_to_undo: 'Nothing to take back',
  not_registered: 'Refused',
  overruled: 'Scanned before it was decided that they were not there: does not count',
};

const methods: Record<string, string> = {
  scan: 'scanned',
  typed: 'typed',
  walk_in: 'walk-in',
  correction: 'correction',
};

/** The table of days and people; overseers get the counts of the days alone. */
export async function attendancePage(withNames: boolean): Promise<PageLocals> {
  const [project, days, cells, totals, sessions, people, corrections] = await Promise.all([
    getProject(),
    listWorkshopDays(),
    countAttendance(),
    countPersonDays(),
    listAttendedSessions(),
    withNames ? listAttending() : [],
    withNames ? listCorrections() : [],
  ]);
  const zone = project.timeZone;
  return {
    title: 'Attendance',
    withNames,
    zone,
    totals,
    days: days.map((day) => ({
      number: day.number,
      date: day.date,
      figures: figuresOfDay(cells, day.number),
    })),
    sessions: sessions.map((session) => sessionLine(session, zone, withNames)),
    people: people.map(({ days: came, ...person }) => ({
      ...person,
      name: person.name === '' ? 'Erased person' : person.name,
      role: roleNames[person.role],
      times: days.map(({ number }) => {
        const at = came.get(number);
        return at === undefined ? null : clockTime(at, zone);
      }),
      count: came.size,
    })),
    corrections: corrections.map((line) => historyLine(line, zone)),
  };
}

/** A session with its counts; who was there is for organisers. */
function sessionLine(session: AttendedSession, zone: string, withNames: boolean) {
  const { day, startsAt, endsAt, title, guests } = session;
  const counts = countsOfSession(session);
  return {
    ...{ day, title, time: `${startsAt}–${endsAt}` },
    ...counts,
    persons: counts.women + counts.men + counts.notStated,
    guests: withNames
      ? guests.map(({ registrationId, name, role, at }) => ({
          registrationId,
          name: name === '' ? 'Erased person' : name,
          about: role === 'organising_team' ? 'organising team, not counted' : '',
          at: clockTime(at, zone),
        }))
      : [],
  };
}

/** One person's days with their history. */
export async function personAttendancePage(registrationId: number): Promise<PageLocals | null> {
  const [project, days, people, history, sessions] = await Promise.all([
    getProject(),
    listWorkshopDays(),
    listAttending(),
    listHistory(registrationId),
    listAttendedSessions(),
  ]);
  const person = people.find((one) => one.registrationId === registrationId);
  if (person === undefined && history.length === 0) return null;
  const zone = project.timeZone;
  const name = (person?.name ?? history[0]?.name ?? '').trim();
  return {
    title: name === '' ? 'Erased person' : name,
    registrationId,
    zone,
    about: [person?.economy, person?.organisation].filter(Boolean).join(' · '),
    days: days.map(({ number, date }) => {
      const at = person?.days.get(number);
      return { number, date, time: at === undefined ? null : clockTime(at, zone) };
    }),
    sessions: sessions.flatMap(({ day, title, guests }) => {
      const own = guests.find((guest) => guest.registrationId === registrationId);
      return own === undefined ? [] : [{ day, title, time: clockTime(own.at, zone) }];
    }),
    putBackOn: days.map(({ date }) => date).filter((date) => isPutBackOn(date, zone)),
    dayOptions: days.map(({ number }) => ({ value: number, label: `Day ${number}` })),
    history: history.map((line) => historyLine(line, zone)),
  };
}

function historyLine(line: HistoryLine, zone: string) {
  return {
    registrationId: line.registrationId,
    name: line.name === '' ? 'Erased person' : line.name,
    what: outcomes[line.outcome] ?? line.outcome,
    how: methods[line.method] ?? line.method,
    day: line.session === null ? `Day ${line.day}` : `Day ${line.day}, ${line.session}`,
    desk: line.desk,
    by: line.by ?? 'An account that is gone',
    reason: line.reason,
    at: formatMoment(line.at, zone) + offsetIfTwice(line.at, zone),
    // Minutes later: without network, or with a clock that was wrong.
    late: line.receivedAt.getTime() - line.at.getTime() > 5 * 60_000,
    receivedAt: formatMoment(line.receivedAt, zone) + offsetIfTwice(line.receivedAt, zone),
  };
}
