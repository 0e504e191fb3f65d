import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import type { Affiliation, AttendanceMode, RegistrationRole } from '../../../models/codes';
import { named, type Unnamed } from '../../people/fold-name';
import type { BadgeFilter } from './badges.input';

export interface BadgePerson {
  registrationId: number;
  /** As the person writes it. */
  name: string;
  organisation: string | null;
  /** By APEC's name; null for people from outside the member economies. */
  economy: string | null;
  affiliation: Affiliation;
  role: RegistrationRole;
  mode: AttendanceMode;
  /** 1 when the badge is marked as printed. */
  printed: number;
}

/**
 * Badges of those who are registered, by name. Who takes part online needs none unless asked for;
 * erased people have none.
 */
export async function listBadges(filter: BadgeFilter): Promise<BadgePerson[]> {
  const conditions = [`r.status = 'registered'`, 'p.erased_at IS NULL'];
  if (filter.role !== undefined) conditions.push('r.role = :role');
  if (filter.economy !== undefined) conditions.push('p.economy_code = :economy');
  if (!filter.withOnline) conditions.push(`r.mode = 'on_site'`);
  if (filter.onlyNew) conditions.push('b.registration_id IS NULL');
  if (filter.day !== undefined) {
    conditions.push(
      'EXISTS (SELECT 1 FROM registration_days d WHERE d.registration_id = r.id AND d.day_number = :day)',
    );
  }
  const { role = '', economy = '', day = 0 } = filter;
  const rows = await db().query<Unnamed<BadgePerson>>(
    `SELECT r.id AS "registrationId", p.given_name AS "givenName", p.family_name AS "familyName",
       p.organisation AS organisation, e.name AS economy, p.affiliation AS affiliation,
       r.role AS role, r.mode AS mode,
       CASE WHEN b.registration_id IS NULL THEN 0 ELSE 1 END AS printed
     FROM registrations r JOIN people p ON p.id = r.person_id
       LEFT JOIN economies e ON e.code = p.economy_code
       LEFT JOIN badge_prints b ON b.registration_id = r.id
     WHERE ${conditions.join(' AND ')} ORDER BY p.name_key, r.id`,
    { type: QueryTypes.SELECT, replacements: { role, economy, day } },
  );
  return rows.map(named);
}
