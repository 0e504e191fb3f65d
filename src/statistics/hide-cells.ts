import { headcount, mergeUntil } from './merge-categories';
import type { DraftRow, DraftTable } from './protected-table';
import { respondentsOf, totalOf } from './protected-table';
import type { SexColumn, SexCounts } from './sex-table';
import { isSmall, rowCounts, rowTotals } from './small-counts';

/**
 * A hidden count must lie in a range of at least k. Who knows the rules knows also that some small
 * count is the reason, which may exclude either end of the range; hence two more.
 */
function wideEnough(range: number, k: number): boolean {
  return range >= k + 2;
}

/**
 * Can the cells of a block, all hidden, be narrowed down from its row totals and its column totals?
 * The bounds of a cell are exact: max(0, row + column - all) to min(row, column).
 */
function blockIsSafe(
  rowSums: readonly number[],
  columnSums: readonly number[],
  k: number,
): boolean {
  const all = columnSums.reduce((sum, n) => sum + n, 0);
  return rowSums.every((row) =>
    columnSums.every((column) => {
      if (row === 0 || column === 0) return true;
      return wideEnough(Math.min(row, column) - Math.max(0, row + column - all), k);
    }),
  );
}

/** Single choice: merge categories or hide the split of some rows; null when neither can be done. */
export function hideInSingle(draft: DraftTable, k: number): DraftTable | null {
  const { columns, source } = draft;
  const fine = (row: DraftRow): boolean =>
    ![...rowCounts(draft, row, columns), ...rowTotals(draft, row, columns)].some((n) =>
      isSmall(n, k),
    ) && partsAreSafe(row, columns, k);
  if (draft.rows.every(fine)) return draft;

  const before = filled(draft.rows);
  const merged = mergeUntil(draft.rows, source.ordered, fine);
  if (merged.every(fine) && filled(merged) >= Math.max(2, Math.ceil(before / 2))) {
    return { ...draft, rows: merged };
  }
  const rows = mergeForTotals(draft, k);
  return rows && hideSplits({ ...draft, rows }, k);
}

/** Counts of merged categories: with one sex alone the ends of the range are known to be impossible. */
function partsAreSafe(row: DraftRow, columns: readonly SexColumn[], k: number): boolean {
  if (row.parts.length === 1) return true;
  const present = columns.filter((column) => row.counts[column] > 0);
  return present.length > 1 || wideEnough(totalOf(row.counts, columns), k);
}

function filled(rows: DraftRow[]): number {
  return rows.filter((row) => headcount(row) > 0).length;
}

function mergeForTotals(draft: DraftTable, k: number): DraftRow[] | null {
  const fine = (row: DraftRow): boolean => {
    const total = totalOf(row.counts, draft.columns);
    return !isSmall(total, k) && (row.parts.length === 1 || total === 0 || wideEnough(total, k));
  };
  const rows = mergeUntil(draft.rows, draft.source.ordered, fine);
  return rows.every(fine) && (filled(rows) > 1 || rows.length === draft.rows.length) ? rows : null;
}

/** Hides the split of the rows with small counts, and of more rows while the margins give it away. */
function hideSplits(draft: DraftTable, k: number): DraftTable | null {
  const { columns } = draft;
  const hidden = new Set(
    draft.rows.filter((row) => rowCounts(draft, row, columns).some((n) => isSmall(n, k))),
  );
  const spare = draft.rows
    .filter((row) => !hidden.has(row) && totalOf(row.counts, columns) > 0)
    .sort((a, b) => totalOf(a.counts, columns) - totalOf(b.counts, columns));
  for (;;) {
    const block = [...hidden];
    const sums = block.map((row) => totalOf(row.counts, columns));
    const margins = columns.map((column) =>
      block.reduce((sum, row) => sum + row.counts[column], 0),
    );
    if (blockIsSafe(sums, margins, k)) break;
    const next = spare.shift();
    if (!next) return null;
    hidden.add(next);
  }
  return {
    ...draft,
    rows: draft.rows.map((row) => (hidden.has(row) ? { ...row, hiding: 'split' } : row)),
  };
}

/** The sexes are too few in the base: totals alone, or null when they would tell too much as well. */
export function showTotalsOnly(
  draft: DraftTable,
  k: number,
  respondentsShown: boolean,
): DraftTable | null {
  const { columns, base } = draft;
  if (!wideEnough(totalOf(base, columns), k)) return null;
  if (draft.source.multiple && draft.baseOf !== 'answered') return null;
  const rows = draft.source.multiple ? draft.rows : mergeForTotals(draft, k);
  const totals: DraftTable | null = rows && { ...draft, rows, show: 'totals' };
  const decided = totals?.source.multiple ? hideRows(totals, k) : totals;
  if (!decided || !respondentsShown) return decided;
  const respondents = respondentsOf(decided);
  const outside = decided.baseOf === 'answered' ? [decided.noAnswer, decided.notAsked] : [];
  if (decided.baseOf === 'asked') outside.push(decided.notAsked);
  const sums = [...decided.rows.map(({ counts }) => counts), ...outside].map((counts) =>
    totalOf(counts, columns),
  );
  const blocks = decided.source.multiple
    ? [...sums, totalOf(base, columns)].map((sum) => [sum, totalOf(respondents, columns) - sum])
    : [sums];
  const margins = columns.map((column) => respondents[column]);
  return blocks.every((block) => blockIsSafe(block, margins, k)) ? decided : null;
}

/** Multiple choice: rows stand alone, so each is shown, shown as a total, or hidden. */
export function hideInMultiple(draft: DraftTable, k: number): DraftTable | null {
  const { columns, base } = draft;
  // With one sex alone, that people without an answer were counted in tells that they are a few.
  if (draft.baseOf !== 'answered' && columns.filter((column) => base[column] > 0).length < 2) {
    return null;
  }
  const rows = draft.rows.map((row): DraftRow => {
    if (rowTotals(draft, row, columns).some((n) => isSmall(n, k))) return { ...row, hiding: 'row' };
    if (!rowCounts(draft, row, columns).some((n) => isSmall(n, k))) return row;
    const margins = columns.map((column) => base[column]);
    const splitIsSafe = blockIsSafe(rowTotals(draft, row, columns), margins, k);
    return { ...row, hiding: splitIsSafe ? 'split' : 'row' };
  });
  return hideRows({ ...draft, rows }, k);
}

/**
 * Everyone in the base of those who answered chose at least one category, so the hidden rows must make
 * up for what the shown ones leave. Hides further rows, the largest first, until that tells nothing.
 */
function hideRows(draft: DraftTable, k: number): DraftTable | null {
  const rows = draft.rows.map((row): DraftRow => {
    const small = rowTotals(draft, row, draft.columns).some((n) => isSmall(n, k));
    return small ? { ...row, hiding: 'row' } : row;
  });
  const open = draft.baseOf === 'answered' && rows.every(({ hiding }) => hiding === 'none');
  if (open) return { ...draft, rows };
  for (;;) {
    if (rows.every((row) => row.hiding === 'row')) return null;
    if (hiddenRowsAreSafe({ ...draft, rows }, k)) return { ...draft, rows };
    const shown = rows.filter((row) => row.hiding !== 'row');
    const largest = shown.reduce((most, row) => (headcount(row) > headcount(most) ? row : most));
    rows[rows.indexOf(largest)] = { ...largest, hiding: 'row' };
  }
}

function hiddenRowsAreSafe(draft: DraftTable, k: number): boolean {
  const { base, rows, columns, show, baseOf } = draft;
  const bases: { size: number; of: (counts: SexCounts) => number }[] =
    show === 'totals'
      ? [{ size: totalOf(base, columns), of: (counts) => totalOf(counts, columns) }]
      : columns.map((column) => ({ size: base[column], of: (counts) => counts[column] }));
  return bases.every(({ size, of }) => {
    if (size === 0) return true;
    const isHidden = (row: DraftRow): boolean =>
      row.hiding === 'row' || (row.hiding === 'split' && show === 'split');
    const most = (row: DraftRow): number =>
      row.hiding === 'row' ? size : Math.min(size, totalOf(row.counts, columns));
    const least = (row: DraftRow): number =>
      row.hiding === 'row'
        ? 0
        : Math.max(0, totalOf(row.counts, columns) + size - totalOf(base, columns));
    const missing = rows
      .filter((row) => !isHidden(row))
      .reduce((left, row) => left - of(row.counts), baseOf === 'answered' ? size : 0);
    if (baseOf !== 'answered') {
      const lowest = Math.max(...rows.map((row) => (isHidden(row) ? least(row) : of(row.counts))));
      const highest = rows.reduce((n, row) => n + (isHidden(row) ? most(row) : of(row.counts)), 0);
      // How many of the base answered must stay open, or those without an answer could be computed.
      if (highest < size - 1 || !wideEnough(size - lowest, k)) return false;
    }
    const hidden = rows.filter(isHidden);
    return hidden.every((row) => {
      const others = hidden.filter((other) => other !== row);
      const rest = missing - others.reduce((sum, other) => sum + most(other), 0);
      return rest <= Math.max(least(row), 1) && wideEnough(most(row) - least(row), k);
    });
  });
}
