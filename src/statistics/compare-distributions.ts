import { chiSquareTail, studentQuantile } from './distributions';
import type { Interval } from './proportions';

/** Mean, number and sample standard deviation of one group. */
export interface GroupMean {
  n: number;
  mean: number;
  sd: number;
}

/**
 * Welch's interval of the difference a - b of two means, 95 %. Spreads may differ. Null where both
 * groups are without any spread, or one is a single person: nothing says how far chance reaches.
 */
export function welchInterval(
  a: GroupMean,
  b: GroupMean,
): (Interval & { difference: number; df: number }) | null {
  if (a.n < 2 || b.n < 2) return null;
  const [ofA, ofB] = [(a.sd * a.sd) / a.n, (b.sd * b.sd) / b.n];
  if (ofA + ofB === 0) return null;
  const df = (ofA + ofB) ** 2 / (ofA ** 2 / (a.n - 1) + ofB ** 2 / (b.n - 1));
  const reach = studentQuantile(0.025, df) * Math.sqrt(ofA + ofB);
  const difference = a.mean - b.mean;
  return { difference, df, low: difference - reach, high: difference + reach };
}

export interface ChiSquare {
  statistic: number;
  df: number;
  p: number;
  /** Smallest count expected if both groups answered alike, and the share of those below 5. */
  smallestExpected: number;
  shareBelowFive: number;
}

/**
 * Pearson's chi-square test of whether two groups chose alike. Rows that nobody chose are left out.
 * Null where fewer than two rows or one group only have people.
 */
export function chiSquareTest(
  rows: readonly (readonly [a: number, b: number])[],
): ChiSquare | null {
  const used = rows.filter(([a, b]) => a + b > 0);
  const [ofA, ofB] = used.reduce(([a, b], row) => [a + row[0], b + row[1]], [0, 0]);
  if (used.length < 2 || ofA === 0 || ofB === 0) return null;
  let statistic = 0;
  const expected: number[] = [];
  for (const [a, b] of used) {
    for (const [count, group] of [
      [a, ofA],
      [b, ofB],
    ] as const) {
      const e = ((a + b) * group) / (ofA + ofB);
      expected.push(e);
      statistic += (count - e) ** 2 / e;
    }
  }
  const df = used.length - 1;
  return {
    statistic,
    df,
    p: chiSquareTail(statistic, df),
    smallestExpected: Math.min(...expected),
    shareBelowFive: expected.filter((e) => e < 5).length / expected.length,
  };
}
