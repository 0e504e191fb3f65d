import type { SexColumn, SexTable } from './sex-table';
import { SEX_COLUMNS } from './sex-table';
import { isSmall } from './small-counts';
import { LOWEST_K } from './suppress';

/** Answers of one sex to one item, as SQL aggregates them: how many, their sum, the sum of their squares. */
export interface MeanInput {
  n: number;
  sum: number;
  sumOfSquares: number;
}

/**
 * - `n`: people with a valid answer; null when hidden.
 * - `mean`: in the unit of the item; null without answers or when hidden.
 * - `sd`: sample standard deviation (n - 1); null below two answers or when hidden.
 */
export interface Mean {
  n: number | null;
  mean: number | null;
  sd: number | null;
  hidden: boolean;
}

export type MeansBySex = Record<SexColumn | 'total', Mean> & {
  totalCovers: 'everyone' | 'stated';
};

/** Mean, number and spread of one item for women, men, not stated and everyone. */
export function meansBySex(input: Record<SexColumn, MeanInput>): MeansBySex {
  const { women, men, notStated } = input;
  return {
    women: meanOf(women),
    men: meanOf(men),
    notStated: meanOf(notStated),
    total: meanOf(add(add(women, men), notStated)),
    totalCovers: 'everyone',
  };
}

/** @throws RangeError when the aggregates are not finite numbers or n is no whole number of people. */
export function meanOf({ n, sum, sumOfSquares }: MeanInput): Mean {
  if (
    !Number.isSafeInteger(n) ||
    n < 0 ||
    !Number.isFinite(sum) ||
    !Number.isFinite(sumOfSquares)
  ) {
    throw new RangeError('A mean needs a whole number of answers and finite sums.');
  }
  if (n === 0) return { n: 0, mean: null, sd: null, hidden: false };
  const mean = sum / n;
  // Rounding can leave a tiny negative rest when all answers are equal.
  const squares = Math.max(0, sumOfSquares - n * mean * mean);
  return { n, mean, sd: n < 2 ? null : Math.sqrt(squares / (n - 1)), hidden: false };
}

function add(a: MeanInput, b: MeanInput): MeanInput {
  return { n: a.n + b.n, sum: a.sum + b.sum, sumOfSquares: a.sumOfSquares + b.sumOfSquares };
}

/**
 * Gain of one group between two items asked of the same people, for instance knowledge before and
 * after: the differences after - before of those who answered both, aggregated like a mean.
 * Null when nobody answered both, or hidden.
 */
export function gain(before: Mean, after: Mean): number | null {
  if (before.n !== after.n) {
    throw new RangeError('A gain compares the same people before and after.');
  }
  return before.mean === null || after.mean === null ? null : after.mean - before.mean;
}

const HIDDEN: Mean = { n: null, mean: null, sd: null, hidden: true };

/**
 * Means as anyone but an organiser may see them: none over fewer than k people, and none that gives
 * away another. `table` is the published table of the same item: where its categories were merged or
 * hidden, the mean is hidden too, because it would tell the counts that were merged.
 *
 * @throws RangeError when k is not a whole number of at least 3.
 */
export function suppressMeans(
  means: MeansBySex,
  options: { k: number; table: SexTable },
): MeansBySex {
  const { k, table } = options;
  if (!Number.isSafeInteger(k) || k < LOWEST_K) {
    throw new RangeError(`k must be a whole number of at least ${LOWEST_K}.`);
  }
  const columns = [...SEX_COLUMNS, 'total' as const];
  const changed =
    table.baseOf !== 'answered' ||
    table.totalCovers !== 'everyone' ||
    columns.some((column) => isSmall(means[column].n ?? 0, k)) ||
    table.categories.some(
      (row) => row.mergedFrom !== undefined || columns.some((column) => row[column].hidden),
    );
  if (!changed) return means;
  return {
    women: HIDDEN,
    men: HIDDEN,
    notStated: HIDDEN,
    total: HIDDEN,
    totalCovers: means.totalCovers,
  };
}
