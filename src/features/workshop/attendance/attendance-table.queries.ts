import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import { Attendance, AttendanceEvent } from '../../../models';
import { named, type Unnamed } from '../../people/fold-name';
import type { AttendanceKind, AttendanceMethod, RegistrationRole } from '../../../models/codes';

export interface AttendingPerson {
  registrationId: number;
  personId: number;
  name: string;
  economy: string | null;
  organisation: string | null;
  role: RegistrationRole;
  /** When they were checked in, by the number of the day. */
  days: Map<number, Date>;
}

/** Everybody who is expected or came, by name, with the days they came; erased people without a name. */
export async function listAttending(): Promise<AttendingPerson[]> {
  const [people, rows] = await Promise.all([
    db().query<Unnamed<Omit<AttendingPerson, 'days'>>>(
      `SELECT r.id AS "registrationId", p.id AS "personId",
         p.given_name AS "givenName", p.family_name AS "familyName", e.name AS economy,
         p.organisation AS organisation, r.role AS role
       FROM registrations r JOIN people p ON p.id = r.person_id
         LEFT JOIN economies e ON e.code = p.economy_code
       WHERE r.status = 'registered' OR EXISTS (SELECT 1 FROM attendances a
         WHERE a.registration_id = r.id AND a.present)
       ORDER BY p.name_key, r.id`,
      { type: QueryTypes.SELECT },
    ),
    Attendance.findAll({ where: { present: true } }),
  ]);
  const days = new Map<number, Map<number, Date>>();
  for (const { registrationId, dayNumber, checkedInAt } of rows) {
    const ofPerson = days.get(registrationId) ?? new Map<number, Date>();
    days.set(registrationId, ofPerson.set(dayNumber, checkedInAt));
  }
  return people.map((person) => ({
    ...named(person),
    days: days.get(person.registrationId) ?? new Map<number, Date>(),
  }));
}

export interface HistoryLine {
  day: number;
  session: string | null;
  kind: AttendanceKind;
  outcome: string;
  method: AttendanceMethod;
  desk: string;
  reason: string | null;
  at: Date;
  receivedAt: Date;
  /** Name of the account; null for one that is gone. */
  by: string | null;
  registrationId: number;
  name: string;
}

/** What was taken back, entered by hand or let in, the latest first: who, when and why. */
export function listCorrections(): Promise<HistoryLine[]> {
  return history(
    `(ev.kind = 'undo' OR ev.method = 'correction' OR ev.reason IS NOT NULL
    OR ev.outcome = 'overruled')`,
    200,
  );
}

/** Everything desks and organisers have sent about one registration, the latest first. */
export function listHistory(registrationId: number): Promise<HistoryLine[]> {
  return history('ev.registration_id = :registrationId', 500, { registrationId });
}

async function history(
  condition: string,
  most: number,
  replacements: Record<string, number> = {},
): Promise<HistoryLine[]> {
  const rows = await db().query<{
    id: number;
    session: string | null;
    by: string | null;
    givenName: string;
    familyName: string;
  }>(
    `SELECT ev.id AS id, s.title AS session, u.name AS by,
       p.given_name AS "givenName", p.family_name AS "familyName"
     FROM attendance_events ev JOIN registrations r ON r.id = ev.registration_id
       JOIN people p ON p.id = r.person_id
       LEFT JOIN programme_sessions s ON s.id = ev.session_id
       LEFT JOIN users u ON u.id = ev.recorded_by
     WHERE ${condition} ORDER BY ev.id DESC LIMIT ${most}`,
    { type: QueryTypes.SELECT, replacements },
  );
  // Times are read through the model: plain SQL gives them as text on SQLite.
  const events = await AttendanceEvent.findAll({ where: { id: rows.map(({ id }) => id) } });
  const byId = new Map(events.map((event) => [event.id, event]));
  return rows.map(named).flatMap(({ id, session, by, name }) => {
    const event = byId.get(id);
    if (event === undefined) return [];
    const { dayNumber: day, ...facts } = event.get();
    return [{ ...facts, day, session, by, name }];
  });
}
