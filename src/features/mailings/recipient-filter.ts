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
  if (filter.cluster !== null) {
    sql += ' AND p.cluster_id = :cluster';
    replacements.cluster = filter.cluster;
  }
  return { sql, replacements };
}
