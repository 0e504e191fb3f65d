import { chiSquareTest, welchInterval } from './compare-distributions';
import type { MeansBySex } from './means';
import { differenceInterval, fisherExact, type Proportion } from './proportions';
import type { SexTable, SexTableRow } from './sex-table';

/** What the answers say: women and men differ, or chance alone could make what is seen. */
export type Verdict = 'differ' | 'unclear';

/** One comparison of women and men, with the people behind it. */
export type Comparison = { women: number; men: number } & (
  | { kind: 'too_few' }
  /** Shares of those who chose, in percentage points; the exact test where few chose. */
  | {
      kind: 'shares';
      label: string;
      difference: number;
      low: number;
      high: number;
      exact: boolean;
      verdict: Verdict;
    }
  /** Means of a scale or of numbers. */
  | { kind: 'means'; difference: number; low: number; high: number; verdict: Verdict }
  /** The answers as a whole. */
  | { kind: 'distribution'; verdict: Verdict }
);

/** Fewer women or men than these, and no comparison is made. */
export const fewestCompared = 5;
/** Below this the normal approximations behind an interval of means do not hold. */
export const fewestForMeans = 10;

const level = 0.05;

/**
 * Compares women and men in one table by sex, from the figures it shows alone: a scale by its means, one
 * choice among two (and each of several choices) by shares, one choice among more by its distribution.
 * Empty where the table does not show what is needed, or nobody answered.
 */
export function compareSexes(table: SexTable, means: MeansBySex | null): Comparison[] {
  if (table.hiddenReason !== null || table.baseOf !== 'answered') return [];
  const { women, men } = table.base;
  if (women.n === null || men.n === null || women.n + men.n === 0) return [];
  const people = { women: women.n, men: men.n };
  if (means !== null) return compareMeans(means);
  if (table.categories.some((row) => row.women.n === null || row.men.n === null)) return [];
  const chosen = table.categories.filter((row) => countOf(row, 'women') + countOf(row, 'men') > 0);
  if (!table.multiple && chosen.length < 2) return [];
  if (isFew(people, fewestCompared)) return [{ kind: 'too_few', ...people }];
  if (table.multiple) return chosen.map((row) => compareShares(row, people));
  const [first] = chosen;
  if (chosen.length === 2 && first !== undefined) return [compareShares(first, people)];
  const test = chiSquareTest(
    chosen.map((row) => [countOf(row, 'women'), countOf(row, 'men')] as const),
  );
  // Cochran's rule: no count expected below 1, and at most a fifth below 5.
  if (test === null || test.smallestExpected < 1 || test.shareBelowFive > 0.2) {
    return [{ kind: 'too_few', ...people }];
  }
  return [{ kind: 'distribution', verdict: test.p < level ? 'differ' : 'unclear', ...people }];
}

function compareMeans({ women, men }: MeansBySex): Comparison[] {
  if (women.n === null || men.n === null || women.n + men.n === 0) return [];
  const people = { women: women.n, men: men.n };
  if (isFew(people, fewestForMeans)) return [{ kind: 'too_few', ...people }];
  const group = (side: typeof women) => ({
    n: side.n ?? 0,
    mean: side.mean ?? 0,
    sd: side.sd ?? 0,
  });
  const interval = welchInterval(group(women), group(men));
  if (interval === null) return [];
  const { difference, low, high } = interval;
  return [{ kind: 'means', difference, low, high, verdict: verdictOf(low, high), ...people }];
}

function compareShares(row: SexTableRow, people: { women: number; men: number }): Comparison {
  const women: Proportion = { count: countOf(row, 'women'), base: people.women };
  const men: Proportion = { count: countOf(row, 'men'), base: people.men };
  const { difference, low, high } = differenceInterval(women, men);
  const share = (women.count + men.count) / (people.women + people.men);
  const smallest = Math.min(share, 1 - share) * Math.min(people.women, people.men);
  const exact = smallest < 5;
  const differ = exact ? fisherExact(women, men) < level : verdictOf(low, high) === 'differ';
  return {
    kind: 'shares',
    label: row.label,
    difference: difference * 100,
    low: low * 100,
    high: high * 100,
    exact,
    verdict: differ ? 'differ' : 'unclear',
    ...people,
  };
}

function verdictOf(low: number, high: number): Verdict {
  return low > 0 || high < 0 ? 'differ' : 'unclear';
}

function isFew({ women, men }: { women: number; men: number }, fewest: number): boolean {
  return women < fewest || men < fewest;
}

function countOf(row: SexTableRow, sex: 'women' | 'men'): number {
  return row[sex].n ?? 0;
}
