import { z } from 'zod';
import { affiliations, sectors, sexes } from '../../models/codes';
import { isEastAsian } from '../../lib/fold-text';
import { foldText } from './fold-name';
import { personRoles } from './person-codes';

/** Where a person stands with one questionnaire. */
export const standings = ['not_invited', 'invited', 'unfinished', 'finished'] as const;

const blank = (value: unknown): unknown => (value === '' ? undefined : value);
/** A choice in the address; anything else there is ignored, since addresses get edited and old. */
const choice = <T extends string>(values: readonly [T, ...T[]]) =>
  z.preprocess(blank, z.enum(values).optional().catch(undefined));
const text = z.preprocess(blank, z.string().trim().max(200).optional().catch(undefined));

const schema = z.object({
  search: text,
  economy: text,
  sector: choice(sectors),
  sex: choice([...sexes, 'not_stated']),
  affiliation: choice(affiliations),
  role: choice(personRoles),
  travelEligible: choice(['yes', 'no']),
  survey: text,
  standing: choice(standings),
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

const mostWords = 6;

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
  addStanding(filter, parts, replacements);
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
