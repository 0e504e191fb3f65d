import type { DraftRow, DraftTable } from './protected-table';
import { totalOf } from './protected-table';
import type { SexColumn, SexCounts } from './sex-table';

/** A count that must not be known: at least one person and fewer than k. Zero tells of nobody. */
export function isSmall(n: number, k: number): boolean {
  return n > 0 && n < k;
}

/** The counts of a row and, where several may be chosen, of those who did not choose it. */
export function rowCounts(
  draft: DraftTable,
  row: DraftRow,
  columns: readonly SexColumn[],
): number[] {
  const chosen = columns.map((column) => row.counts[column]);
  if (!draft.source.multiple) return chosen;
  return [...chosen, ...columns.map((column) => draft.base[column] - row.counts[column])];
}

/** The same for the row's total over these columns. */
export function rowTotals(
  draft: DraftTable,
  row: DraftRow,
  columns: readonly SexColumn[],
): number[] {
  const chosen = totalOf(row.counts, columns);
  return draft.source.multiple ? [chosen, totalOf(draft.base, columns) - chosen] : [chosen];
}

/** Every small count of a table in these columns, the people outside its base included. */
export function smallCounts(draft: DraftTable, columns: readonly SexColumn[], k: number): number[] {
  const margins: SexCounts[] = [draft.base, draft.noAnswer, draft.notAsked];
  return [
    ...draft.rows.flatMap((row) => rowCounts(draft, row, columns)),
    ...margins.flatMap((counts) => columns.map((column) => counts[column])),
  ].filter((n) => isSmall(n, k));
}
