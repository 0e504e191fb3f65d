import { percent } from './percent';
import type { Category, Cell, CellsBySex, Sex, SexColumn, SexCounts, SexTable } from './sex-table';
import { SEX_COLUMNS } from './sex-table';

export type { Category, Cell, CellsBySex, Sex, SexColumn, SexCounts, SexTable };

/** The answer to the question on sex as it is stored. */
export type StoredSex = 'female' | 'male' | 'prefer_not_to_say' | null;

/** One aggregated count, as SQL groups them. */
export interface CategoryCount {
  category: string;
  sex: StoredSex;
  count: number;
}

export interface TabulateOptions {
  /** One person may choose several categories. Then `base` must be given. */
  multiple?: boolean;
  /** People who answered. With a single choice it is the sum of the rows and may be left out. */
  base?: SexCounts;
  /** People who were shown the question; those without an answer are the item non-response. Default: `base`. */
  asked?: SexCounts;
  /** Everyone who answered the survey, asked this question or not. Default: `asked`. */
  respondents?: SexCounts;
  /** The categories form a scale (1 to 5, bands of years): only neighbours may be merged. */
  ordered?: boolean;
}

const COLUMN_OF: Record<Sex, SexColumn> = {
  female: 'women',
  male: 'men',
  not_stated: 'notStated',
};

/** Nobody is guessed: what is neither female nor male is not stated. */
export function sexOf(stored: StoredSex): Sex {
  return stored === 'female' || stored === 'male' ? stored : 'not_stated';
}

export function columnOf(sex: Sex): SexColumn {
  return COLUMN_OF[sex];
}

/**
 * A table of one question by sex from counts that are aggregated already.
 * Every category appears, with zeros where nobody chose it; a code that the list does not know keeps
 * its people under its code as label. A blank label falls back to the code.
 *
 * @throws RangeError when the counts contradict each other (negative or broken counts, more people in a
 * category than in the base, a base larger than the people asked).
 */
export function tabulateBySex(
  rows: readonly CategoryCount[],
  categories: readonly Category[],
  options: TabulateOptions = {},
): SexTable {
  const multiple = options.multiple ?? false;
  const counts = countByCategory(rows, categories);
  const base = baseCounts([...counts.values()], multiple, options.base);
  const asked = options.asked ?? base;
  const respondents = options.respondents ?? asked;
  const noAnswer = difference(asked, base, 'More people answered than were asked.');
  const notAsked = difference(respondents, asked, 'More people were asked than took part.');

  const labels = new Map(categories.map(({ code, label }) => [code, label]));
  return {
    categories: [...counts].map(([code, row]) => ({
      code,
      label: labelOf(code, labels.get(code)),
      ...cells(row, base),
      shareOfWomen: shareOfWomen(row),
    })),
    base: cells(base, base),
    baseOf: 'answered',
    itemNonResponse: cells(noAnswer, asked),
    notAsked: cells(notAsked, respondents),
    shareOfWomen: shareOfWomen(base),
    multiple,
    ordered: options.ordered ?? false,
    totalCovers: 'everyone',
    hiddenReason: null,
    notes: [],
  };
}

function countByCategory(
  rows: readonly CategoryCount[],
  categories: readonly Category[],
): Map<string, SexCounts> {
  const counts = new Map<string, SexCounts>(
    categories.map(({ code }) => [code, { women: 0, men: 0, notStated: 0 }]),
  );
  for (const { category, sex, count } of rows) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`The count of "${category}" is not a whole number of people.`);
    }
    const row = counts.get(category) ?? { women: 0, men: 0, notStated: 0 };
    row[columnOf(sexOf(sex))] += count;
    counts.set(category, row);
  }
  return counts;
}

function baseCounts(rows: SexCounts[], multiple: boolean, given?: SexCounts): SexCounts {
  const sums: SexCounts = { women: 0, men: 0, notStated: 0 };
  for (const row of rows) for (const column of SEX_COLUMNS) sums[column] += row[column];
  if (!multiple) {
    if (given && SEX_COLUMNS.some((column) => given[column] !== sums[column])) {
      throw new RangeError('The rows of a single choice do not add up to its base.');
    }
    return sums;
  }
  if (!given) throw new RangeError('A multiple choice needs the number of people who answered it.');
  for (const column of SEX_COLUMNS) {
    if (rows.some((row) => row[column] > given[column])) {
      throw new RangeError('More people chose a category than answered the question.');
    }
    if (sums[column] < given[column]) {
      throw new RangeError('The base counts people who chose no category at all.');
    }
  }
  return { ...given };
}

function difference(whole: SexCounts, part: SexCounts, message: string): SexCounts {
  const rest = {
    women: whole.women - part.women,
    men: whole.men - part.men,
    notStated: whole.notStated - part.notStated,
  };
  if (SEX_COLUMNS.some((column) => !(rest[column] >= 0))) throw new RangeError(message);
  return rest;
}

function labelOf(code: string, label: string | undefined): string {
  return label === undefined || label.trim() === '' ? code : label;
}

function cells(row: SexCounts, base: SexCounts): CellsBySex {
  return {
    women: cell(row.women, base.women),
    men: cell(row.men, base.men),
    notStated: cell(row.notStated, base.notStated),
    total: cell(sum(row), sum(base)),
  };
}

function cell(n: number, base: number): Cell {
  return { n, percent: percent(n, base), hidden: false };
}

function sum({ women, men, notStated }: SexCounts): number {
  return women + men + notStated;
}

/** Women among people with stated sex, 0 to 100, unrounded; null when nobody stated it. */
export function shareOfWomen({ women, men }: Pick<SexCounts, 'women' | 'men'>): number | null {
  return percent(women, women + men);
}
