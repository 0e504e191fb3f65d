import { createHash } from 'node:crypto';
import { and, literal, QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import { Attendance, AttendanceEvent, ProgrammeSession, SessionAttendance } from '../../../models';
import type {
  AttendanceMode,
  RegistrationRole,
  RegistrationStatus,
  Sex,
} from '../../../models/codes';
import { fullName, named, type Unnamed } from '../../people/fold-name';

/** A person as a desk keeps them for the day: enough to be found and told apart, no more. */
export interface DeskListPerson {
  id: number;
  /** Of the code on the badge, so that a desk without network knows whose it is. */
  badge: string;
  name: string;
  /** Folded, for the search. */
  nameKey: string;
  economy: string | null;
  organisation: string | null;
  sex: Sex | null;
  role: RegistrationRole;
  status: RegistrationStatus;
  /** Registered for this day, to come. */
  expected: boolean;
  /** Chose to take part online: is not waited for, and comes in all the same. */
  online: boolean;
}

/** A person who is there. */
export interface DeskPresence {
  id: number;
  /** Of the earliest check-in that counts; ISO, UTC. */
  at: string;
  desk: string;
  /** Of the check-ins that count: what an undo has to name. */
  keys: string[];
}

/**
 * The workshop's zone and the dates of its days by their numbers. Every event of a desk asks for
 * them, since an organiser may move a day: one statement, without the models.
 */
export async function readDeskDays(): Promise<{ zone: string; dates: Map<number, string> }> {
  const rows = await db().query<{ zone: string; number: number | null; date: string }>(
    `SELECT p.time_zone AS zone, d.number AS number, CAST(d.date AS TEXT) AS date
     FROM projects p LEFT JOIN workshop_days d ON 1 = 1 WHERE p.id = 1`,
    { type: QueryTypes.SELECT },
  );
  const dates = rows.flatMap(({ number, date }): [number, string][] =>
    number === null ? [] : [[number, date]],
  );
  return { zone: rows[0]?.zone ?? 'UTC', dates: new Map(dates) };
}

/** The name of somebody who has not been erased; undefined for others. */
export async function nameAtDesk(tx: Tx, personId: number): Promise<string | undefined> {
  const [row] = await db().query<{ givenName: string; familyName: string }>(
    `SELECT given_name AS "givenName", family_name AS "familyName" FROM people
     WHERE id = :personId AND erased_at IS NULL`,
    { type: QueryTypes.SELECT, replacements: { personId }, transaction: tx },
  );
  return row && fullName(row);
}

/** What the list of people is made of, in one short text: it changes when the list does. */
export async function peopleVersion(day: number): Promise<string> {
  const [row] = await db().query<{ version: string }>(
    `SELECT COUNT(*) || '.' || SUM(r.revision) || '.' || SUM(p.revision) || '.' ||
       (SELECT COUNT(*) FROM registration_days WHERE day_number = :day) AS version
     FROM registrations r JOIN people p ON p.id = r.person_id`,
    { type: QueryTypes.SELECT, replacements: { day } },
  );
  return digest(`${day} ${row?.version ?? ''}`);
}

/** The same for who is there: every event of a desk raises it. */
export async function presenceVersion(): Promise<string> {
  const [row] = await db().query<{ version: string }>(
    `SELECT COALESCE(MAX(id), 0) || '.' || (SELECT COUNT(*) FROM attendances) AS version
     FROM attendance_events`,
    { type: QueryTypes.SELECT },
  );
  return row?.version ?? '';
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Everybody with a registration, by name; erased people are not among them. */
export async function listDeskPeople(day: number): Promise<DeskListPerson[]> {
  type Facts = Omit<DeskListPerson, 'expected' | 'online'>;
  const rows = await db().query<Unnamed<Facts> & { forDay: number; mode: AttendanceMode }>(
    `SELECT r.id AS id, r.badge_hash AS badge, p.name_key AS "nameKey",
       p.given_name AS "givenName", p.family_name AS "familyName", e.name AS economy,
       p.organisation AS organisation, p.sex AS sex, r.role AS role, r.status AS status,
       r.mode AS mode, CASE WHEN EXISTS (SELECT 1 FROM registration_days d
         WHERE d.registration_id = r.id AND d.day_number = :day) THEN 1 ELSE 0 END AS "forDay"
     FROM registrations r JOIN people p ON p.id = r.person_id
       LEFT JOIN economies e ON e.code = p.economy_code
     WHERE p.erased_at IS NULL ORDER BY p.name_key, r.id`,
    { type: QueryTypes.SELECT, replacements: { day } },
  );
  return rows.map(({ forDay, mode, ...row }) => {
    const online = mode === 'online';
    return { ...named(row), expected: forDay === 1 && !online, online };
  });
}

/** Who is there on a day, or at one of its sessions. */
export async function listPresent(day: number, sessionId: number | null): Promise<DeskPresence[]> {
  const [rows, events] = await Promise.all([
    sessionId === null
      ? Attendance.findAll({ where: { dayNumber: day, present: true } })
      : SessionAttendance.findAll({ where: { sessionId, present: true } }),
    countingEvents(day, sessionId),
  ]);
  const ofPerson = new Map<number, AttendanceEvent[]>();
  for (const event of events) {
    const { registrationId } = event;
    ofPerson.set(registrationId, [...(ofPerson.get(registrationId) ?? []), event]);
  }
  return rows.map((row) => {
    const found = ofPerson.get(row.registrationId) ?? [];
    return {
      id: row.registrationId,
      at: row.checkedInAt.toISOString(),
      desk: found[0]?.desk ?? '',
      keys: found.length === 0 ? [`row:${row.id}`] : found.map(({ eventKey }) => eventKey),
    };
  });
}

/** Check-ins that count, earliest first. */
async function countingEvents(day: number, sessionId: number | null): Promise<AttendanceEvent[]> {
  return AttendanceEvent.findAll({
    attributes: ['registrationId', 'eventKey', 'desk'],
    where: and(
      { dayNumber: day, sessionId, outcome: ['checked_in', 'already_in'] },
      literal(`NOT EXISTS (SELECT 1 FROM attendance_undos u
        JOIN attendance_events un ON un.event_key = u.undo_key
        WHERE u.check_in_key = "AttendanceEvent".event_key
          AND un.registration_id = "AttendanceEvent".registration_id
          AND un.day_number = "AttendanceEvent".day_number
          AND COALESCE(un.session_id, 0) = COALESCE("AttendanceEvent".session_id, 0))`),
    ),
    order: ['at', 'eventKey'],
  });
}

export interface DeskSession {
  id: number;
  day: number;
  label: string;
}

/** Sessions at which a desk can check in, in the order of the programme. */
export async function listDeskSessions(): Promise<DeskSession[]> {
  const sessions = await ProgrammeSession.findAll({ order: ['dayNumber', 'startsAt', 'id'] });
  return sessions
    .filter(({ type }) => type !== 'break')
    .map(({ id, dayNumber, startsAt, title }) => ({
      id,
      day: dayNumber,
      label: `${startsAt} ${title}`,
    }));
}
