import { formatNumber } from '../../http/format';
import type { Comparison } from '../../statistics/compare-sexes';

/** A comparison of women and men in plain words. */
export function comparisonText(comparison: Comparison): string {
  const { women, men } = comparison;
  const people = `${counted(women, 'woman', 'women')} and ${counted(men, 'man', 'men')} answered`;
  switch (comparison.kind) {
    case 'too_few':
      return `Too few answers, or too few of some kind, to tell whether women and men differ; ${people}.`;
    case 'distribution':
      return comparison.verdict === 'differ'
        ? `Women and men answered differently (chi-square test, 95 % level); ${people}.`
        : `No clear difference between women and men (chi-square test, 95 % level); ${people}.`;
    case 'shares': {
      const { label, difference, verdict, exact } = comparison;
      const test = exact ? '; exact test, since few people differ in their answer' : '';
      const range = rangeText(comparison, 1, 'percentage points');
      return verdict === 'differ'
        ? `${label}: ${difference > 0 ? 'women more often than men' : 'men more often than women'}, by ${Math.abs(difference).toFixed(1)} percentage points (${range}${test}); ${people}.`
        : `${label}: no clear difference between women and men (${range}${test}); ${people}.`;
    }
    case 'means': {
      const { difference, verdict } = comparison;
      const range = rangeText(comparison, 2, '');
      return verdict === 'differ'
        ? `The mean of ${difference > 0 ? 'women is higher than that of men' : 'men is higher than that of women'}, by ${Math.abs(difference).toFixed(2)} (${range}); ${people}.`
        : `No clear difference between the means of women and men (${range}); ${people}.`;
    }
  }
}

/** "95 % interval of women less men: -3.1 to +12.9 percentage points". */
function rangeText(
  { low, high }: { low: number; high: number },
  digits: number,
  unit: string,
): string {
  const signed = (value: number): string => {
    const text = Math.abs(value).toFixed(digits);
    if (Number(text) === 0) return text;
    return `${value < 0 ? '−' : '+'}${text}`;
  };
  return `95 % interval of women less men: ${signed(low)} to ${signed(high)}${unit === '' ? '' : ` ${unit}`}`;
}

function counted(n: number, one: string, many: string): string {
  return `${formatNumber(n)} ${n === 1 ? one : many}`;
}

/** How many comparisons a page makes, and what chance alone does with so many; empty without any. */
export function comparisonsNote(count: number): string {
  if (count === 0) return '';
  if (count === 1) {
    return 'This page compares women and men once, at the 95 % level: of twenty such comparisons about one shows a difference by chance alone.';
  }
  const byChance = Math.round(count / 20);
  const expected =
    byChance === 0 ? 'fewer than one of these' : `about ${formatNumber(byChance)} of these`;
  return `This page compares women and men ${formatNumber(count)} times, each time at the 95 % level: by chance alone ${expected} would show a difference. Read a single one with that in mind.`;
}
