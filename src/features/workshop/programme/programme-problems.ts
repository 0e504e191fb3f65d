import { clockProblem } from '../clock-problem';

/** What decides whether a session can take place beside the others. */
export interface PlannedSession {
  /** 0 for one that is not stored yet. */
  id: number;
  day: number;
  startsAt: string;
  endsAt: string;
  title: string;
  /** Null: no room is named. */
  roomId: number | null;
  roomName: string | null;
  people: { personId: number; name: string }[];
}

export interface SessionProblem {
  sessionId: number;
  /** The field of the session's form that can mend it. */
  field: 'dayNumber' | 'startsAt' | 'endsAt' | 'roomId';
  message: string;
}

export interface DayDate {
  number: number;
  date: string;
}

/**
 * Everything that keeps a session from taking place: its day, its times, its room and its people,
 * against all other sessions. Empty when nothing does.
 */
export function problemsOfSession(
  session: PlannedSession,
  others: readonly PlannedSession[],
  days: readonly DayDate[],
  timeZone: string,
): SessionProblem[] {
  const day = days.find(({ number }) => number === session.day);
  const problem = (field: SessionProblem['field'], message: string): SessionProblem => ({
    sessionId: session.id,
    field,
    message,
  });
  if (day === undefined) {
    return [problem('dayNumber', `The workshop has no day ${session.day}.`)];
  }
  const clock = (['startsAt', 'endsAt'] as const).flatMap((field) => {
    const message = clockProblem(day.date, session[field], timeZone);
    return message === undefined ? [] : [problem(field, message)];
  });
  if (session.startsAt >= session.endsAt) {
    return [...clock, problem('endsAt', 'The session must end after it starts, on the same day.')];
  }
  const meanwhile = sessionsMeanwhile(session, others);
  const rooms = meanwhile.flatMap((other) => roomClash(session, other));
  return [
    ...clock,
    ...rooms.map((message) => problem('roomId', message)),
    ...peopleClashes(session, meanwhile).map((message) => problem('startsAt', message)),
  ];
}

/** Why people of a session cannot have their part in it: they have one elsewhere at that time. */
export function peopleClashes(
  session: PlannedSession,
  others: readonly PlannedSession[],
): string[] {
  return sessionsMeanwhile(session, others).flatMap((other) => peopleClash(session, other));
}

/** The same for every session of the programme; each clash is told once. */
export function problemsOfProgramme(
  sessions: readonly PlannedSession[],
  days: readonly DayDate[],
  timeZone: string,
): SessionProblem[] {
  return sessions.flatMap((session, index) =>
    problemsOfSession(session, sessions.slice(index + 1), days, timeZone),
  );
}

/** Sessions that follow each other without a pause do not overlap. */
function sessionsMeanwhile(
  session: PlannedSession,
  others: readonly PlannedSession[],
): PlannedSession[] {
  return others.filter(
    (other) =>
      other.id !== session.id &&
      other.day === session.day &&
      session.startsAt < other.endsAt &&
      other.startsAt < session.endsAt,
  );
}

function roomClash(session: PlannedSession, other: PlannedSession): string[] {
  if (session.roomId !== other.roomId) return [];
  const when = `“${other.title}”, ${other.startsAt}–${other.endsAt}`;
  return [
    session.roomId === null
      ? `Another session takes place at that time: ${when}. Give at least one of them a room.`
      : `${session.roomName ?? 'The room'} is taken at that time: ${when}.`,
  ];
}

function peopleClash(session: PlannedSession, other: PlannedSession): string[] {
  const there = new Set(other.people.map(({ personId }) => personId));
  const both = new Map(
    session.people
      .filter(({ personId }) => there.has(personId))
      .map(({ personId, name }) => [personId, name]),
  );
  return [...both.values()].map(
    (name) =>
      `${name} has a part in another session at that time: “${other.title}”, ${other.startsAt}–${other.endsAt}.`,
  );
}
