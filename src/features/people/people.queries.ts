import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import type { Affiliation, Sector, Sex } from '../../models/codes';
import { conditionOf, type PeopleFilter } from './people-filter';

export interface ListedPerson {
  id: number;
  givenName: string;
  familyName: string;
  email: string | null;
  sex: Sex | null;
  affiliation: Affiliation;
  economy: string | null;
  travelEligible: boolean;
  sector: Sector | null;
  organisation: string | null;
  role: string;
}

/** How many people a filter finds, by sex. `notStated` includes those who prefer not to say. */
export interface PeopleCounts {
  total: number;
  women: number;
  men: number;
  notStated: number;
}

export const pageSize = 50;

const from = 'FROM people p LEFT JOIN economies e ON e.code = p.economy_code';

/** One page of people by name. @param page from 1 */
export async function listPeople(filter: PeopleFilter, page: number): Promise<ListedPerson[]> {
  const { sql, replacements } = conditionOf(filter);
  const rows = await db().query<Omit<ListedPerson, 'travelEligible'> & { eligible: unknown }>(
    `SELECT p.id, p.given_name AS "givenName", p.family_name AS "familyName", p.email, p.sex,
       p.affiliation, e.name AS economy, e.travel_eligible AS eligible, p.sector, p.organisation, p.role
     ${from} WHERE ${sql} ORDER BY p.name_key, p.id LIMIT ${pageSize} OFFSET :offset`,
    {
      type: QueryTypes.SELECT,
      replacements: { ...replacements, offset: (Math.max(1, page) - 1) * pageSize },
    },
  );
  return rows.map(({ eligible, ...row }) => ({ ...row, travelEligible: Boolean(eligible) }));
}

/** The numbers beside the list, of the whole filter and not of one page. */
export async function countPeople(filter: PeopleFilter): Promise<PeopleCounts> {
  const { sql, replacements } = conditionOf(filter);
  const [row] = await db().query<Omit<PeopleCounts, 'notStated'>>(
    `SELECT CAST(COUNT(*) AS INTEGER) AS total,
       CAST(COUNT(CASE WHEN p.sex = 'female' THEN 1 END) AS INTEGER) AS women,
       CAST(COUNT(CASE WHEN p.sex = 'male' THEN 1 END) AS INTEGER) AS men
     ${from} WHERE ${sql}`,
    { type: QueryTypes.SELECT, replacements },
  );
  const { total, women, men } = row ?? { total: 0, women: 0, men: 0 };
  return { total, women, men, notStated: total - women - men };
}
