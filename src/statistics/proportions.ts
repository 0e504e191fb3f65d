import { logGamma } from './distributions';

/** People who did something among those who could. */
export interface Proportion {
  count: number;
  base: number;
}

export interface Interval {
  low: number;
  high: number;
}

/** Of the standard normal distribution, for intervals of 95 %. */
const z = 1.959963984540054;

/** Wilson's score interval of a proportion, 95 %, from 0 to 1. @throws RangeError without a base */
export function wilsonInterval({ count, base }: Proportion): Interval {
  requireCounts({ count, base });
  const share = count / base;
  const middle = share + (z * z) / (2 * base);
  const reach = z * Math.sqrt((share * (1 - share)) / base + (z * z) / (4 * base * base));
  const whole = 1 + (z * z) / base;
  // Rounding must not leave 0 or 1 when nobody or everybody did.
  return {
    low: count === 0 ? 0 : Math.max(0, (middle - reach) / whole),
    high: count === base ? 1 : Math.min(1, (middle + reach) / whole),
  };
}

/**
 * Newcombe's interval of the difference a - b of two independent proportions, 95 %, from -1 to 1: the
 * hybrid of two Wilson intervals (his method 10), which keeps its promise for small bases, too.
 */
export function differenceInterval(
  a: Proportion,
  b: Proportion,
): Interval & { difference: number } {
  const [ofA, ofB] = [wilsonInterval(a), wilsonInterval(b)];
  const [shareA, shareB] = [a.count / a.base, b.count / b.base];
  const difference = shareA - shareB;
  return {
    difference,
    low: difference - Math.hypot(shareA - ofA.low, ofB.high - shareB),
    high: difference + Math.hypot(ofA.high - shareA, shareB - ofB.low),
  };
}

/**
 * Fisher's exact test of two proportions: how often chance alone, with the same totals, gives a table
 * that is no more likely than this one (two-sided).
 */
export function fisherExact(a: Proportion, b: Proportion): number {
  requireCounts(a);
  requireCounts(b);
  const [n, chosen] = [a.base + b.base, a.count + b.count];
  const logOf = (inA: number): number =>
    logChoose(a.base, inA) + logChoose(b.base, chosen - inA) - logChoose(n, chosen);
  const own = logOf(a.count);
  let sum = 0;
  for (let inA = Math.max(0, chosen - b.base); inA <= Math.min(a.base, chosen); inA++) {
    const log = logOf(inA);
    // Tables as likely as this one must not be lost to rounding.
    if (log <= own + 1e-9) sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

function requireCounts({ count, base }: Proportion): void {
  const whole = Number.isSafeInteger(count) && Number.isSafeInteger(base);
  if (!whole || base < 1 || count < 0 || count > base) {
    throw new RangeError('A proportion needs whole numbers of people, and at least one of them.');
  }
}
