import { z } from 'zod';
import { choiceInAddress, inAddress, textInAddress } from '../../../http/address-filter';
import {
  attendanceModes,
  fundings,
  registrationRoles,
  registrationStatuses,
  sectors,
} from '../../../models/codes';
import { searchConditions } from '../../people/search-people';

const schema = z.object({
  search: textInAddress,
  status: choiceInAddress(registrationStatuses),
  role: choiceInAddress(registrationRoles),
  economy: textInAddress,
  travelEligible: choiceInAddress(['yes', 'no']),
  sector: choiceInAddress(sectors),
  day: inAddress(z.coerce.number().int().min(1).max(99)),
  funding: choiceInAddress([...fundings, 'told', 'none']),
  mode: choiceInAddress(attendanceModes),
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
  const search = searchConditions(filter.search);
  parts.push(...search.parts);
  Object.assign(replacements, search.replacements);
  return { sql: parts.join(' AND '), replacements };
}
