import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import type {
  Affiliation,
  AttendanceMode,
  Funding,
  RegistrationRole,
  RegistrationStatus,
  Sector,
  Sex,
} from '../../../models/codes';
import { AuditEvent, CalendarEntry, Message, RegistrationChange } from '../../../models';
import { conditionOf, type RegistrationsFilter } from './registrations-filter';

export interface ListedRegistration {
  id: number;
  givenName: string;
  familyName: string;
  email: string | null;
  affiliation: Affiliation;
  economy: string | null;
  sector: Sector | null;
  sex: Sex | null;
  organisation: string | null;
  role: RegistrationRole;
  status: RegistrationStatus;
  mode: AttendanceMode;
  funding: Funding | null;
  fundingTold: Funding | null;
  /** Numbers, rising. */
  days: number[];
}

export interface RegistrationCounts {
  total: number;
  women: number;
  men: number;
  notStated: number;
  travelEligible: number;
}

export const pageSize = 50;

const from = `FROM registrations g JOIN people p ON p.id = g.person_id
  LEFT JOIN economies e ON e.code = p.economy_code`;

/** One page of registrations by name; two queries however many there are. @param page from 1 */
export async function listRegistrations(
  filter: RegistrationsFilter,
  page: number,
): Promise<ListedRegistration[]> {
  const { sql, replacements } = conditionOf(filter);
  const rows = await db().query<Omit<ListedRegistration, 'days'>>(
    `SELECT g.id, p.given_name AS "givenName", p.family_name AS "familyName", p.email,
       p.affiliation, e.name AS economy, p.sector, p.sex, p.organisation,
       g.role, g.status, g.mode, g.funding,
       g.funding_told AS "fundingTold"
     ${from} WHERE ${sql} ORDER BY p.name_key, g.id LIMIT ${pageSize} OFFSET :offset`,
    {
      type: QueryTypes.SELECT,
      replacements: { ...replacements, offset: (page - 1) * pageSize },
    },
  );
  const days = await db().query<{ id: number; day: number }>(
    `SELECT registration_id AS id, day_number AS day FROM registration_days
     WHERE registration_id IN (:ids) ORDER BY day_number`,
    { type: QueryTypes.SELECT, replacements: { ids: [0, ...rows.map(({ id }) => id)] } },
  );
  return rows.map((row) => ({
    ...row,
    days: days.filter(({ id }) => id === row.id).map(({ day }) => day),
  }));
}

/** How many a filter finds, by sex; `notStated` includes those who prefer not to say. */
export async function countRegistrations(filter: RegistrationsFilter): Promise<RegistrationCounts> {
  const { sql, replacements } = conditionOf(filter);
  const sum = (condition: string): string =>
    `CAST(COALESCE(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0) AS INTEGER)`;
  const [row] = await db().query<RegistrationCounts>(
    `SELECT CAST(COUNT(*) AS INTEGER) AS total, ${sum(`p.sex = 'female'`)} AS women,
       ${sum(`p.sex = 'male'`)} AS men,
       ${sum(`p.sex IS NULL OR p.sex = 'prefer_not_to_say'`)} AS "notStated",
       ${sum('e.travel_eligible')} AS "travelEligible"
     ${from} WHERE ${sql}`,
    { type: QueryTypes.SELECT, replacements },
  );
  return row ?? { total: 0, women: 0, men: 0, notStated: 0, travelEligible: 0 };
}

/** How many stand where, under the filter but for its status. */
export async function countByStatus(
  filter: RegistrationsFilter,
): Promise<Map<RegistrationStatus, number>> {
  const { sql, replacements } = conditionOf({ ...filter, status: undefined });
  const rows = await db().query<{ status: RegistrationStatus; count: number }>(
    `SELECT g.status, CAST(COUNT(*) AS INTEGER) AS count ${from} WHERE ${sql} GROUP BY g.status`,
    { type: QueryTypes.SELECT, replacements },
  );
  return new Map(rows.map(({ status, count }) => [status, count]));
}

export interface RegistrationHistory {
  changes: RegistrationChange[];
  /** Changes of anything else, from the audit trail. */
  events: AuditEvent[];
  messages: Message[];
  entries: CalendarEntry[];
}

/** What happened to a registration, oldest first. */
export async function getRegistrationHistory(
  registrationId: number,
  personId: number,
): Promise<RegistrationHistory> {
  const [changes, events, messages, entries] = await Promise.all([
    RegistrationChange.findAll({ where: { registrationId }, order: ['id'] }),
    AuditEvent.findAll({
      where: { subjectType: 'registration', subjectId: String(registrationId) },
      order: ['id'],
    }),
    Message.findAll({
      where: { personId, kind: ['workshop_invitation', 'registration', 'calendar_entry'] },
      order: [['id', 'DESC']],
    }),
    CalendarEntry.findAll({ where: { registrationId }, order: ['dayNumber'] }),
  ]);
  return { changes, events, messages, entries };
}
