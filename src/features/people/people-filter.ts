import { z } from 'zod';
import { choiceInAddress, textInAddress } from '../../http/address-filter';
import { affiliations, sectors, sexes } from '../../models/codes';
import { personRoles } from './person-codes';
import { searchConditions } from './search-people';

/** Where a person stands with one questionnaire. */
export const standings = ['not_invited', 'invited', 'unfinished', 'finished'] as const;

const schema = z.object({
  search: textInAddress,
  economy: textInAddress,
  sector: choiceInAddress(sectors),
  sex: choiceInAddress([...sexes, 'not_stated']),
  affiliation: choiceInAddress(affiliations),
  role: choiceInAddress(personRoles),
  travelEligible: choiceInAddress(['yes', 'no']),
  survey: textInAddress,
  standing: choiceInAddress(standings),
});

export type PeopleFilter = z.output<typeof schema>;

/** The filter out of an address; what it does not understand is left out. */
export function parsePeopleFilter(query: unknown): PeopleFilter {
  return schema.parse(query);
}

export interface SqlCondition {
  /** about `people p LEFT JOIN economies e`; never empty */
  sql: string;
  replacements: Record<string, string>;
}

/** The filter as a condition in SQL. Erased people are never among the results. */
export function conditionOf(filter: PeopleFilter): SqlCondition {
  const parts = ['p.erased_at IS NULL'];
  const replacements: Record<string, string> = {};
  const equals = (column: string, name: keyof PeopleFilter): void => {
    const value = filter[name];
    if (value === undefined) return;
    parts.push(`${column} = :${name}`);
    replacements[name] = value;
  };
  equals('p.economy_code', 'economy');
  equals('p.sector', 'sector');
  equals('p.affiliation', 'affiliation');
  equals('p.role', 'role');
  if (filter.sex === 'not_stated') {
    parts.push(`(p.sex IS NULL OR p.sex = 'prefer_not_to_say')`);
  } else {
    equals('p.sex', 'sex');
  }
  if (filter.travelEligible === 'yes') parts.push('e.travel_eligible');
  if (filter.travelEligible === 'no') parts.push('(e.code IS NULL OR NOT e.travel_eligible)');
  const search = searchConditions(filter.search);
  parts.push(...search.parts);
  Object.assign(replacements, search.replacements);
  addStanding(filter, parts, replacements);
  return { sql: parts.join(' AND '), replacements };
}

const standingConditions: Record<(typeof standings)[number], [exists: string, about: string]> = {
  not_invited: ['NOT EXISTS', ''],
  invited: ['EXISTS', ''],
  unfinished: ['EXISTS', ' AND NOT i.finished'],
  finished: ['EXISTS', ' AND i.finished'],
};

function addStanding(
  filter: PeopleFilter,
  parts: string[],
  replacements: Record<string, string>,
): void {
  if (filter.survey === undefined || filter.standing === undefined) return;
  const [exists, about] = standingConditions[filter.standing];
  parts.push(
    `${exists} (SELECT 1 FROM invitations i JOIN surveys s ON s.id = i.survey_id WHERE i.person_id = p.id AND s.form = :survey${about})`,
  );
  replacements.survey = filter.survey;
}
