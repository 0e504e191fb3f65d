import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import { ProgrammeSession, SessionAttendance } from '../../../models';
import { columnOf, sexOf, type SexCounts, type StoredSex } from '../../../statistics/sex-split';
import { named, type Unnamed } from '../../people/fold-name';
import type { RegistrationRole } from '../../../models/codes';

/** Somebody who was checked in to a session. */
export interface SessionGuest {
  registrationId: number;
  /** Empty for somebody whose data were erased. */
  name: string;
  givenName: string;
  familyName: string;
  economy: string | null;
  organisation: string | null;
  role: RegistrationRole;
  sex: StoredSex;
  at: Date;
}

/** A session that a desk has checked people in to, with those who are in. */
export interface AttendedSession {
  id: number;
  day: number;
  startsAt: string;
  endsAt: string;
  title: string;
  guests: SessionGuest[];
}

type Guest = Omit<SessionGuest, 'at' | 'givenName' | 'familyName'>;

/**
 * Sessions with check-ins in the order of the programme, people by name. They are counted in no
 * indicator: whether somebody came is a matter of the day. Three queries, whatever their number.
 */
export async function listAttendedSessions(): Promise<AttendedSession[]> {
  const [rows, people, sessions] = await Promise.all([
    SessionAttendance.findAll({ where: { present: true } }),
    db().query<Unnamed<Guest> & { id: number }>(
      `SELECT r.id AS id, r.id AS "registrationId", p.given_name AS "givenName",
         p.family_name AS "familyName", e.name AS economy, p.organisation AS organisation,
         r.role AS role, p.sex AS sex
       FROM registrations r JOIN people p ON p.id = r.person_id
         LEFT JOIN economies e ON e.code = p.economy_code
       WHERE EXISTS (SELECT 1 FROM session_attendances a
         WHERE a.registration_id = r.id AND a.present)
       ORDER BY p.name_key, r.id`,
      { type: QueryTypes.SELECT },
    ),
    ProgrammeSession.findAll({ order: ['dayNumber', 'startsAt', 'id'] }),
  ]);
  return sessions.flatMap(({ id, dayNumber: day, startsAt, endsAt, title }) => {
    const checkIns = new Map(
      rows
        .filter(({ sessionId }) => sessionId === id)
        .map(({ registrationId, checkedInAt }) => [registrationId, checkedInAt]),
    );
    const guests = people.flatMap((person) => {
      const at = checkIns.get(person.id);
      const { givenName, familyName } = person;
      return at === undefined ? [] : [{ ...named(person), givenName, familyName, at }];
    });
    return guests.length === 0 ? [] : [{ id, day, startsAt, endsAt, title, guests }];
  });
}

/** Women, men and not stated at a session, without the organising team. */
export function countsOfSession({ guests }: AttendedSession): SexCounts {
  const counts: SexCounts = { women: 0, men: 0, notStated: 0 };
  for (const { role, sex } of guests) {
    if (role !== 'organising_team') counts[columnOf(sexOf(sex))] += 1;
  }
  return counts;
}
