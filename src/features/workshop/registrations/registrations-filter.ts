import { z } from 'zod';
import {
  attendanceModes,
  fundings,
  registrationRoles,
  registrationStatuses,
  sectors,
} from '../../../models/codes';
import { isEastAsian } from '../../../lib/fold-text';
import { foldText } from '../../people/fold-name';

const blank = (value: unknown): unknown => (value === '' ? undefined : value);
/** A choice in the address; anything else there is ignored, since addresses get edited and old. */
const choice = <T extends string>(values: readonly [T, ...T[]]) =>
  z.preprocess(blank, z.enum(values).optional().catch(undefined));
const text = z.preprocess(blank, z.string().trim().max(200).optional().catch(undefined));

const schema = z.object({
  search: text,
  status: choice(registrationStatuses),
  role: choice(registrationRoles),
  economy: text,
  travelEligible: choice(['yes', 'no']),
  sector: choice(sectors),
  day: z.preprocess(blank, z.coerce.number().int().min(1).max(99).optional().catch(undefined)),
  funding: choice([...fundings, 'told', 'none']),
  mode: choice(attendanceModes),
});

export type RegistrationsFilter = z.output<typeof schema>;

/** The filter out of an address; what it does not understand is left out. */
export function parseRegistrationsFilter(query: unknown): RegistrationsFilter {
  return schema.parse(query);
}

export interface SqlCondition {
  /** About `registrations g JOIN people p LEFT JOIN economies e`; never empty. */
  sql: string;
  replacements: Record<string, string | number>;
}

const mostWords = 6;

/** The filter as a condition in SQL. Erased people are never among the results. */
export function conditionOf(filter: RegistrationsFilter): SqlCondition {
  const parts = ['p.erased_at IS NULL'];
  const replacements: SqlCondition['replacements'] = {};
  const columns = {
    status: 'g.status',
    role: 'g.role',
    mode: 'g.mode',
    economy: 'p.economy_code',
    sector: 'p.sector',
  } as const;
  for (const [name, column] of Object.entries(columns)) {
    const value = filter[name as keyof typeof columns];
    if (value === undefined) continue;
    parts.push(`${column} = :${name}`);
    replacements[name] = value;
  }
  if (filter.funding === 'none') {
    parts.push('g.funding IS NULL AND g.funding_told IS NULL');
  } else if (filter.funding === 'told') {
    parts.push('g.funding IS NULL AND g.funding_told IS NOT NULL');
  } else if (filter.funding !== undefined) {
    parts.push('COALESCE(g.funding, g.funding_told) = :funding');
    replacements.funding = filter.funding;
  }
  if (filter.travelEligible === 'yes') parts.push('e.travel_eligible');
  if (filter.travelEligible === 'no') parts.push('(e.code IS NULL OR NOT e.travel_eligible)');
  if (filter.day !== undefined) {
    parts.push(
      'EXISTS (SELECT 1 FROM registration_days d WHERE d.registration_id = g.id AND d.day_number = :day)',
    );
    replacements.day = filter.day;
  }
  for (const [index, word] of wordsOf(filter.search).entries()) {
    // Typed in one, kept in two: names in characters have no space between family and given name.
    const inOne = isEastAsian(word)
      ? ` OR REPLACE(p.name_key, ' ', '') LIKE :name${index} ESCAPE '!'`
      : '';
    parts.push(
      `(p.name_key LIKE :name${index} ESCAPE '!'${inOne} OR p.organisation_key LIKE :name${index} ESCAPE '!' OR p.email_key LIKE :email${index} ESCAPE '!')`,
    );
    // A word without letters and digits must not find everybody.
    replacements[`name${index}`] = pattern(foldText(word) || word);
    replacements[`email${index}`] = pattern(word.toLowerCase());
  }
  return { sql: parts.join(' AND '), replacements };
}

function wordsOf(search: string | undefined): string[] {
  return (search ?? '')
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .slice(0, mostWords);
}

function pattern(word: string): string {
  return `%${word.replace(/[!%_]/g, '!$&')}%`;
}
