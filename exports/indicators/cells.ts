/** Where the figures of one indicator stand: addresses with the sheet. */
export interface IndicatorCells {
  value: string;
  status: string;
  base: string | null;
  targets: { reached: string; atLeast: string; status: string }[];
  days: {
    women: string;
    men: string;
    notStated: string;
    everyone: string;
    share: string;
    value: string;
    status: string;
  }[];
  /** Of the records counted. */
  split: { women: string; men: string; notStated: string; share: string } | null;
}

/** By the ids of the indicators. */
export type CellsById = ReadonlyMap<string, IndicatorCells>;

/** @throws Error for an indicator without a sheet */
export function cellsOf(cells: CellsById, id: string): IndicatorCells {
  const found = cells.get(id);
  if (found === undefined) throw new Error(`There is no sheet ${id}.`);
  return found;
}
