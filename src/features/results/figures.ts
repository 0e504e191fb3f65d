import { formatNumber, formatPercent } from '../../http/format';
import type { Mean, MeansBySex } from '../../statistics/means';
import type { Cell, CellsBySex, SexTable } from '../../statistics/sex-split';

/** The columns of every table by sex, in order. */
export const columns = ['women', 'men', 'notStated', 'total'] as const;
export type ColumnKey = (typeof columns)[number];

/** One figure as the view writes it; the data are what charts are drawn from. */
export interface Figure {
  column: ColumnKey;
  text: string;
  /** Smaller, beside or below the text. */
  detail: string;
  data: { n?: number; percent?: number; mean?: number };
}

export const hiddenText = 'hidden';

/** What the column of totals covers, as its heading. */
export function totalName(covers: SexTable['totalCovers']): string {
  return covers === 'everyone' ? 'Everyone' : 'Women and men';
}

/** "12" and "48.0 %"; a hidden figure says so, and without a base there is no percentage. */
export function countFigures(cells: CellsBySex): Figure[] {
  return columns.map((column) => {
    const { n, percent }: Cell = cells[column];
    if (n === null) return { column, text: hiddenText, detail: '', data: {} };
    return {
      column,
      text: formatNumber(n),
      detail: percent === null ? '' : formatPercent(percent),
      data: { n, ...(percent === null ? {} : { percent }) },
    };
  });
}

/** "3.42" with "n 18"; with `sums` also what the numbers add up to. */
export function meanFigures(means: MeansBySex | null, sums: boolean): Figure[] {
  return columns.map((column) => {
    const figure: Mean | undefined = means?.[column];
    if (figure?.hidden === true) return { column, text: hiddenText, detail: '', data: {} };
    const { n, mean } = figure ?? { n: null, mean: null };
    if (mean === null || n === null) return { column, text: '–', detail: '', data: {} };
    const sum = Math.round(mean * n * 1000) / 1000;
    return {
      column,
      text: mean.toFixed(2),
      detail: sums ? `n ${formatNumber(n)}, sum ${formatSum(sum)}` : `n ${formatNumber(n)}`,
      data: { n, mean },
    };
  });
}

function formatSum(sum: number): string {
  return Number.isInteger(sum) ? formatNumber(sum) : sum.toFixed(2);
}

// Below, one answer moves a percentage by more than ten points.
const smallBase = 10;

/** What one answer weighs where few women or men answered; null where many did, or the base is hidden. */
export function weightOfOne({ base: { women, men } }: SexTable): string | null {
  const weights = [
    { n: women.n, people: women.n === 1 ? 'woman' : 'women' },
    { n: men.n, people: men.n === 1 ? 'man' : 'men' },
  ].flatMap(({ n, people }) =>
    n === null || n === 0 || n >= smallBase
      ? []
      : [`${formatPercent(100 / n)} of the ${formatNumber(n)} ${people}`],
  );
  return weights.length === 0 ? null : `Small base: one answer is ${weights.join(' and ')}.`;
}

/** "Response rate 96.6 %: 85 of 88 asked"; null where the base is hidden or holds others too. */
export function responseRate({ base, baseOf, itemNonResponse }: SexTable): string | null {
  const answered = base.total.n;
  const blank = itemNonResponse.total.n;
  if (baseOf !== 'answered' || answered === null || blank === null) return null;
  const asked = answered + blank;
  if (asked === 0) return 'Nobody was asked.';
  return `Response rate ${formatPercent((answered / asked) * 100)}: ${formatNumber(answered)} of ${formatNumber(asked)} asked.`;
}
