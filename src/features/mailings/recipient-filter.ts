import { z } from 'zod';
import { listOf } from '../../lib/parse-input';
import { affiliations, sectors, sexes } from '../../models/codes';
import { personLanguages, personRoles } from '../people/person-codes';

/** Whom a mailing is for, before anybody is left out. An empty list means "all". */
const schema = z.object({
  economy: listOf(z.string().length(3)),
  sector: listOf(z.enum(sectors)),
  sex: listOf(z.enum([...sexes, 'not_stated'])),
  role: listOf(z.enum(personRoles)),
  affiliation: listOf(z.enum(affiliations)),
  language: listOf(z.enum(personLanguages)),
  /** About the workshop; any of them is enough. "attended_2" is day 2. */
  workshop: listOf(z.string().regex(/^(registered|attended|attended_[1-9]\d?)$/)),
  cluster: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.coerce.number().int().positive().nullable(),
  ),
});

export type RecipientFilter = z.output<typeof schema>;

/** The filter out of a form or an address. Extra fields are ignored. */
export const recipientFilter = schema;

export const everyone: RecipientFilter = schema.parse({});

export interface SqlCondition {
  /** About `people p`; begins with " AND" or is empty. */
  sql: string;
  replacements: Record<string, string | number | string[]>;
}

const columns = {
  economy: 'p.economy_code',
  sector: 'p.sector',
  role: 'p.role',
  affiliation: 'p.affiliation',
  language: 'p.language',
} as const;

export function conditionOf(filter: RecipientFilter): SqlCondition {
  const replacements: SqlCondition['replacements'] = {};
  let sql = '';
  for (const [name, column] of Object.entries(columns)) {
    const values = filter[name as keyof typeof columns];
    if (values.length === 0) continue;
    sql += ` AND ${column} IN (:${name})`;
    replacements[name] = values;
  }
  if (filter.sex.length > 0) {
    const unknown = filter.sex.includes('not_stated') ? ' OR p.sex IS NULL' : '';
    sql += ` AND (p.sex IN (:sex)${unknown})`;
    replacements.sex = filter.sex;
  }
  if (filter.workshop.length > 0) {
    const found = filter.workshop.map((code) => workshopCondition(code)).join(' OR ');
    sql += ` AND EXISTS (SELECT 1 FROM registrations g WHERE g.person_id = p.id AND (${found}))`;
  }
  if (filter.cluster !== null) {
    sql += ' AND p.cluster_id = :cluster';
    replacements.cluster = filter.cluster;
  }
  return { sql, replacements };
}

/** @param code as the schema lets it through, so that its number can stand in the statement */
function workshopCondition(code: string): string {
  if (code === 'registered') return `g.status = 'registered'`;
  const day = code.slice('attended_'.length);
  return `EXISTS (SELECT 1 FROM attendances a WHERE a.registration_id = g.id
      AND a.present = TRUE${day === '' ? '' : ` AND a.day_number = ${Number(day)}`})`;
}
