import { percent } from './percent';
import type { Cell, CellsBySex, SexTable } from './sex-table';
import { isSmall } from './small-counts';

/**
 * A table that is hidden as a whole for its split by sex, with its totals shown after all: for shares
 * whose sides are what counts. Null where one side holds fewer than k people. Who sees it knows of
 * each sex on a side only that it is at most that side.
 *
 * @param counts the table as counted @param hidden the same, suppressed with the tables it is linked to
 */
export function showSides(counts: SexTable, hidden: SexTable, k: number): SexTable | null {
  const whole = counts.itemNonResponse.total.n === 0 && counts.notAsked.total.n === 0;
  if (hidden.hiddenReason === null || !whole || counts.multiple) return null;
  const sumOf = ({ women, men, notStated }: CellsBySex): number =>
    (women.n ?? 0) + (men.n ?? 0) + (hidden.totalCovers === 'everyone' ? (notStated.n ?? 0) : 0);
  const base = sumOf(counts.base);
  if (counts.categories.some((row) => isSmall(sumOf(row), k))) return null;
  const totalsOf = (cells: CellsBySex): CellsBySex => ({
    women: HIDDEN,
    men: HIDDEN,
    notStated: HIDDEN,
    total: { n: sumOf(cells), percent: percent(sumOf(cells), base), hidden: false },
  });
  return {
    ...counts,
    categories: counts.categories.map(({ code, label, ...cells }) => ({
      code,
      label,
      ...totalsOf(cells),
      shareOfWomen: null,
    })),
    base: totalsOf(counts.base),
    shareOfWomen: null,
    totalCovers: hidden.totalCovers,
    hiddenReason: null,
    notes: ['Totals only: the split by sex would show small groups.'],
  };
}

const HIDDEN: Cell = { n: null, percent: null, hidden: true };
