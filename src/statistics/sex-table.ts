/** The split every table is made by. "Prefer not to say" and a missing answer are both not stated. */
export type Sex = 'female' | 'male' | 'not_stated';

/** Whole numbers of people, one for each column of a table by sex. */
export interface SexCounts {
  women: number;
  men: number;
  notStated: number;
}

export type SexColumn = keyof SexCounts;

export const SEX_COLUMNS: readonly SexColumn[] = ['women', 'men', 'notStated'];

/**
 * One figure of a table.
 * - `n`: people; null when hidden.
 * - `percent`: share of `n` within the base of the same column, 0 to 100, unrounded; null when there
 *   is no base ("no data yet") or when hidden.
 */
export interface Cell {
  n: number | null;
  percent: number | null;
  hidden: boolean;
}

export interface CellsBySex {
  women: Cell;
  men: Cell;
  notStated: Cell;
  total: Cell;
}

export interface Category {
  code: string;
  label: string;
}

/** One category, or several that were merged so that no small count can be read. */
export interface SexTableRow extends CellsBySex, Category {
  /** The categories that were merged into this row; absent on a row that is a category as asked. */
  mergedFrom?: Category[];
  /** Women among those of this row with stated sex, 0 to 100; null without such people or when hidden. */
  shareOfWomen: number | null;
}

/** Whom the percentages of a table are shares of. */
export type BaseOf = 'answered' | 'asked' | 'respondents';

export interface SexTable {
  categories: SexTableRow[];
  /** The people the percentages refer to (see `baseOf`); `percent` is 100 wherever there is a base. */
  base: CellsBySex;
  baseOf: BaseOf;
  /** People who were asked and gave no answer; `percent` is their share of those asked. */
  itemNonResponse: CellsBySex;
  /** Respondents of the same survey who were not asked; `percent` is their share of all respondents. */
  notAsked: CellsBySex;
  /** Women among the base with stated sex, 0 to 100; null without such people or when hidden. */
  shareOfWomen: number | null;
  /** True when one person may be counted in several categories, so that rows do not add up to the base. */
  multiple: boolean;
  /** True when the categories form a scale, so that only neighbours may be merged. */
  ordered: boolean;
  /** `stated`: the total column leaves out those whose sex is not stated, so that they stay hidden. */
  totalCovers: 'everyone' | 'stated';
  /** Why the whole table is hidden, in plain words; null when it is shown. */
  hiddenReason: string | null;
  /** What was done to protect small counts, in plain words, to stand beside the table. */
  notes: string[];
}
