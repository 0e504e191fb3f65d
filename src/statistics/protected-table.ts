import { percent } from './percent';
import { shareOfWomen } from './sex-split';
import type {
  BaseOf,
  Category,
  Cell,
  CellsBySex,
  SexColumn,
  SexCounts,
  SexTable,
} from './sex-table';
import { SEX_COLUMNS } from './sex-table';

/** What of a row is hidden: nothing, the split by sex (the total stays), or every figure. */
export type Hiding = 'none' | 'split' | 'row';

/** A row with its true counts while it is decided what may be shown of it. */
export interface DraftRow extends Category {
  parts: Category[];
  counts: SexCounts;
  hiding: Hiding;
  /** "No answer" and "not asked" are no point of a scale, so they may be merged with any row. */
  outside: boolean;
}

/** A table with its true counts while it is decided what may be shown of it. */
export interface DraftTable {
  source: SexTable;
  rows: DraftRow[];
  base: SexCounts;
  baseOf: BaseOf;
  noAnswer: SexCounts;
  notAsked: SexCounts;
  /** What the rows and the base show: all columns, totals alone, or nothing. */
  show: 'split' | 'totals' | 'nothing';
  notStated: NotStated;
  /** The columns the total is made of, which are also those that are looked at for small counts. */
  columns: readonly SexColumn[];
}

/** How the column of people whose sex is not stated is shown in all tables of one survey. */
export type NotStated = 'shown' | 'base_only' | 'hidden';

/** @throws RangeError when the table is suppressed already: a second pass cannot see the true counts. */
export function draftOf(table: SexTable): DraftTable {
  return {
    source: table,
    rows: table.categories.map((row) => ({
      code: row.code,
      label: row.label,
      parts: row.mergedFrom ?? [{ code: row.code, label: row.label }],
      counts: countsOf(row),
      hiding: 'none',
      outside: false,
    })),
    base: countsOf(table.base),
    baseOf: table.baseOf,
    noAnswer: countsOf(table.itemNonResponse),
    notAsked: countsOf(table.notAsked),
    show: 'split',
    notStated: 'shown',
    columns: SEX_COLUMNS,
  };
}

function countsOf(cells: CellsBySex): SexCounts {
  const { women, men, notStated } = cells;
  if (women.n === null || men.n === null || notStated.n === null || cells.total.n === null) {
    throw new RangeError('Only a table with all its counts can be suppressed.');
  }
  return { women: women.n, men: men.n, notStated: notStated.n };
}

/** People in a row or base over the columns that the total covers. */
export function totalOf(counts: SexCounts, columns: readonly SexColumn[]): number {
  return columns.reduce((sum, column) => sum + counts[column], 0);
}

export function addCounts(...all: SexCounts[]): SexCounts {
  const sum: SexCounts = { women: 0, men: 0, notStated: 0 };
  for (const counts of all) for (const column of SEX_COLUMNS) sum[column] += counts[column];
  return sum;
}

const HIDDEN: Cell = { n: null, percent: null, hidden: true };

/** The table as it may be published: hidden cells carry neither a count nor a percentage. */
export function publish(draft: DraftTable, hiddenReason: string, notes: string[]): SexTable {
  const { source, base, rows, columns } = draft;
  const asked = addCounts(base, draft.baseOf === 'answered' ? draft.noAnswer : ZERO);
  const outsideOf = (counts: SexCounts, whole: SexCounts, known: boolean): CellsBySex =>
    cellsOf(draft, counts, whole, known ? 'none' : 'row', { outside: true });
  return {
    ...source,
    categories: rows.map((row) => ({
      code: row.code,
      label: row.label,
      ...(row.parts.length > 1 ? { mergedFrom: row.parts } : {}),
      ...cellsOf(draft, row.counts, base, row.hiding),
      shareOfWomen: sharesShown(draft, row.hiding) ? shareOfWomen(row.counts) : null,
    })),
    base: cellsOf(draft, base, base, 'none', { base: true }),
    baseOf: draft.baseOf,
    itemNonResponse: outsideOf(draft.noAnswer, asked, draft.baseOf === 'answered'),
    notAsked: outsideOf(draft.notAsked, respondentsOf(draft), draft.baseOf !== 'respondents'),
    shareOfWomen: sharesShown(draft, 'none') ? shareOfWomen(base) : null,
    totalCovers: columns.includes('notStated') ? 'everyone' : 'stated',
    hiddenReason: draft.show === 'nothing' ? hiddenReason : null,
    notes: [...source.notes, ...notes],
  };
}

const ZERO: SexCounts = { women: 0, men: 0, notStated: 0 };

/** Everyone who took part in the survey; the same in all tables of it, whatever the base of each. */
export function respondentsOf(draft: DraftTable): SexCounts {
  const { base, baseOf, noAnswer, notAsked } = draft;
  return addCounts(
    base,
    baseOf === 'answered' ? noAnswer : ZERO,
    baseOf === 'respondents' ? ZERO : notAsked,
  );
}

function sharesShown(draft: DraftTable, hiding: Hiding): boolean {
  return draft.show === 'split' && hiding === 'none';
}

function cellsOf(
  draft: DraftTable,
  counts: SexCounts,
  base: SexCounts,
  hiding: Hiding,
  place: { base?: boolean; outside?: boolean } = {},
): CellsBySex {
  const total = draft.show !== 'nothing' && hiding !== 'row';
  const split = draft.show === 'split' && hiding === 'none';
  const cell = (column: SexColumn, shown: boolean): Cell =>
    shown
      ? { n: counts[column], percent: percent(counts[column], base[column]), hidden: false }
      : HIDDEN;
  return {
    women: cell('women', split),
    men: cell('men', split),
    notStated: cell('notStated', split && notStatedShown(draft, place)),
    total: total ? totalCell(counts, base, draft.columns) : HIDDEN,
  };
}

/** Where the base of the not stated is shown, all of them answered: "no answer" and "not asked" are 0. */
function notStatedShown(draft: DraftTable, place: { base?: boolean; outside?: boolean }): boolean {
  if (draft.notStated !== 'base_only') return draft.notStated === 'shown';
  const everyoneIn = draft.base.notStated === respondentsOf(draft).notStated;
  return everyoneIn && (place.base === true || place.outside === true);
}

function totalCell(counts: SexCounts, base: SexCounts, columns: readonly SexColumn[]): Cell {
  const n = totalOf(counts, columns);
  return { n, percent: percent(n, totalOf(base, columns)), hidden: false };
}
