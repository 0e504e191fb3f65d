import type { SexTable, TabulateOptions } from '../../src/statistics/sex-split';
import { tabulateBySex } from '../../src/statistics/sex-split';

/** Counts of one category: women, men, not stated. */
export type RowCounts = readonly [code: string, women: number, men: number, notStated?: number];

export function tableOf(rows: readonly RowCounts[], options: TabulateOptions = {}): SexTable {
  return tabulateBySex(
    rows.flatMap(([category, women, men, notStated]) => [
      { category, sex: 'female' as const, count: women },
      { category, sex: 'male' as const, count: men },
      { category, sex: null, count: notStated ?? 0 },
    ]),
    rows.map(([code]) => ({ code, label: `${code.charAt(0).toUpperCase()}${code.slice(1)}` })),
    options,
  );
}

/** What can be read of a table: label, women, men, not stated, total; null where hidden. */
export function readable(table: SexTable): (string | number | null)[][] {
  return table.categories.map(({ label, women, men, notStated, total }) => [
    label,
    women.n,
    men.n,
    notStated.n,
    total.n,
  ]);
}

export function readableBase({ base }: SexTable): (number | null)[] {
  return [base.women.n, base.men.n, base.notStated.n, base.total.n];
}
