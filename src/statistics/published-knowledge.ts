import type { Terms } from './integer-bounds';
import { UnknownCounts } from './integer-bounds';
import type { Cell, CellsBySex, SexColumn, SexTable } from './sex-table';
import { SEX_COLUMNS } from './sex-table';

export type Place = SexColumn | 'total';

/** A count that a reader could be after: where it stands and the unknowns it is the sum of. */
export interface Target {
  table: number;
  /** The category as asked; `base`, `no answer` or `not asked` for a margin. */
  of: string;
  column: Place;
  terms: Terms;
  /** True when the count itself is published. */
  shown: boolean;
  /** The sums of which one must be small, else nothing would have been hidden here. */
  reasons: readonly Terms[];
}

/** Everything that a reader of the published tables of one survey knows, as conditions on unknown counts. */
export interface Knowledge {
  counts: UnknownCounts;
  targets: Target[];
}

type Unknowns = Record<SexColumn, number>;

interface TableUnknowns {
  table: SexTable;
  parts: { code: string; row: number; unknowns: Unknowns }[];
  base: Unknowns;
  answered: Unknowns;
  noAnswer: Unknowns;
  notAsked: Unknowns;
  covered: readonly SexColumn[];
}

export function knowledgeOf(tables: readonly SexTable[], k: number): Knowledge {
  const counts = new UnknownCounts();
  const respondents = addUnknowns(counts);
  const all = tables.map((table) => stateTable(counts, table, respondents));
  const margins = marginReasons(all, respondents);
  const hiddenNotStated = all.every(({ table }) => table.base.notStated.hidden);
  if (hiddenNotStated && tables.some(({ totalCovers }) => totalCovers === 'stated')) {
    counts.require(one(respondents.notStated), 0, 2 * k - 1);
  }
  return { counts, targets: all.flatMap((table, index) => targetsOf(table, index, margins)) };
}

function addUnknowns(counts: UnknownCounts): Unknowns {
  return { women: counts.add(), men: counts.add(), notStated: counts.add() };
}

function one(unknown: number): Terms {
  return new Map([[unknown, 1]]);
}

/** The sum of the given unknowns, or less than nothing of those in `minus`. */
function sumOf(plus: readonly number[], minus: readonly number[] = []): Terms {
  return new Map([
    ...plus.map((unknown) => [unknown, 1] as const),
    ...minus.map((unknown) => [unknown, -1] as const),
  ]);
}

function stateTable(counts: UnknownCounts, table: SexTable, respondents: Unknowns): TableUnknowns {
  const parts = table.categories.flatMap((row, index) =>
    (row.mergedFrom ?? [row]).map(({ code }) => ({
      code,
      row: index,
      unknowns: addUnknowns(counts),
    })),
  );
  const [base, answered, noAnswer, notAsked] = [1, 2, 3, 4].map(() => addUnknowns(counts)) as [
    Unknowns,
    Unknowns,
    Unknowns,
    Unknowns,
  ];
  const covered: readonly SexColumn[] =
    table.totalCovers === 'everyone' ? SEX_COLUMNS : ['women', 'men'];
  for (const column of SEX_COLUMNS) {
    const outside = { noAnswer: noAnswer[column], notAsked: notAsked[column] };
    const inBase = [
      answered[column],
      ...(table.baseOf === 'answered' ? [] : [outside.noAnswer]),
      ...(table.baseOf === 'respondents' ? [outside.notAsked] : []),
    ];
    counts.require(sumOf(inBase, [base[column]]), 0, 0);
    counts.require(
      sumOf([answered[column], outside.noAnswer, outside.notAsked], [respondents[column]]),
      0,
      0,
    );
    const rows = parts.map(({ unknowns }) => unknowns[column]);
    if (table.multiple) {
      for (const row of rows) counts.require(sumOf([row], [answered[column]]), -Infinity, 0);
      counts.require(sumOf(rows, [answered[column]]), 0, Infinity);
    } else {
      counts.require(sumOf(rows, [base[column]]), 0, 0);
    }
  }
  const stated: TableUnknowns = { table, parts, base, answered, noAnswer, notAsked, covered };
  stateFigures(counts, stated, respondents);
  return stated;
}

/** What stands in the cells: counts, percentages of their base, shares of women. */
function stateFigures(counts: UnknownCounts, stated: TableUnknowns, respondents: Unknowns): void {
  const { table, base, answered, noAnswer, notAsked, covered } = stated;
  const figures = (cells: CellsBySex, of: Unknowns[], whole: Unknowns[]): void => {
    for (const column of [...SEX_COLUMNS, 'total' as const]) {
      const columns = column === 'total' ? covered : [column];
      const unknowns = columns.flatMap((name) => of.map((each) => each[name]));
      const wholes = columns.flatMap((name) => whole.map((each) => each[name]));
      stateCell(counts, cells[column], unknowns, wholes);
    }
  };
  for (const [index, row] of table.categories.entries()) {
    const of = stated.parts.filter((part) => part.row === index).map(({ unknowns }) => unknowns);
    figures(row, of, [base]);
    stateShare(counts, row.shareOfWomen, of);
  }
  figures(table.base, [base], [base]);
  stateShare(counts, table.shareOfWomen, [base]);
  figures(table.itemNonResponse, [noAnswer], [answered, noAnswer]);
  figures(table.notAsked, [notAsked], [respondents]);
}

function stateCell(counts: UnknownCounts, cell: Cell, unknowns: number[], whole: number[]): void {
  if (cell.n !== null) counts.require(sumOf(unknowns), cell.n, cell.n);
  if (cell.percent === null || (cell.n !== null && unknowns.every((u) => whole.includes(u))))
    return;
  const terms = new Map(unknowns.map((unknown) => [unknown, 100]));
  for (const unknown of whole) terms.set(unknown, (terms.get(unknown) ?? 0) - cell.percent);
  counts.require(terms, 0, 0);
}

function stateShare(counts: UnknownCounts, share: number | null, of: Unknowns[]): void {
  if (share === null) return;
  const terms = new Map<number, number>();
  for (const { women, men } of of) terms.set(women, 100 - share).set(men, -share);
  counts.require(terms, 0, 0);
}

interface MarginReasons {
  /** Why the not stated are left out of the totals. */
  notStated: Terms[];
  /** Why no table shows a split. */
  sexes: Terms[];
}

function marginReasons(all: TableUnknowns[], respondents: Unknowns): MarginReasons {
  const notStated = all.flatMap(({ table, parts, answered, noAnswer, notAsked }) => [
    ...parts.map(({ unknowns }) => one(unknowns.notStated)),
    ...(table.multiple
      ? parts.map(({ unknowns }) => sumOf([answered.notStated], [unknowns.notStated]))
      : []),
    one(answered.notStated),
    one(noAnswer.notStated),
    one(notAsked.notStated),
  ]);
  return {
    notStated: [one(respondents.notStated), ...notStated],
    sexes: [one(respondents.women), one(respondents.men)],
  };
}

function targetsOf(stated: TableUnknowns, index: number, margins: MarginReasons): Target[] {
  const { table, parts, base, noAnswer, notAsked, covered } = stated;
  const targets: Target[] = [];
  const add = (
    of: string,
    unknowns: Unknowns,
    cells: CellsBySex,
    reasons: readonly Terms[],
    merged = false,
  ): void => {
    for (const column of [...SEX_COLUMNS, 'total' as const]) {
      const columns = column === 'total' ? covered : [column];
      const left = column === 'notStated' && !covered.includes('notStated');
      targets.push({
        table: index,
        of,
        column,
        terms: sumOf(columns.map((name) => unknowns[name])),
        shown: !merged && cells[column].n !== null,
        reasons: left ? margins.notStated : reasons,
      });
    }
  };
  for (const [row, cells] of table.categories.entries()) {
    const reasons = rowReasons(stated, row, margins);
    for (const { code, unknowns } of parts.filter((part) => part.row === row)) {
      add(code, unknowns, cells, reasons, cells.mergedFrom !== undefined);
      if (!table.multiple) continue;
      for (const column of covered) {
        targets.push({
          table: index,
          of: `not ${code}`,
          column,
          terms: sumOf([base[column]], [unknowns[column]]),
          shown: cells[column].n !== null,
          reasons,
        });
      }
    }
  }
  const sexes = baseReasons(stated, margins);
  add('base', base, table.base, sexes);
  const counted = countedInReasons(stated);
  if (table.multiple || table.baseOf === 'answered') {
    add('no answer', noAnswer, table.itemNonResponse, counted ?? sexes);
  }
  if (table.multiple || table.baseOf !== 'respondents') {
    add('not asked', notAsked, table.notAsked, counted ?? sexes);
  }
  return targets;
}

/** A base split by sex is hidden when a sex is small in it, or in the survey as a whole. */
function baseReasons({ table, base }: TableUnknowns, margins: MarginReasons): readonly Terms[] {
  if (table.hiddenReason !== null || !table.base.women.hidden) return [];
  return [...margins.sexes, one(base.women), one(base.men)];
}

/** People outside the base are counted into it only when some of them are few. */
function countedInReasons({ table, noAnswer, notAsked, covered }: TableUnknowns): Terms[] | null {
  if (table.baseOf === 'answered') return null;
  const outside = table.baseOf === 'asked' ? noAnswer : notAsked;
  const sums = table.base.women.hidden
    ? [covered]
    : [...covered.map((column) => [column]), covered];
  return sums.map((columns) => sumOf(columns.map((column) => outside[column])));
}

function rowReasons(stated: TableUnknowns, row: number, margins: MarginReasons): readonly Terms[] {
  const { table, parts, answered, covered } = stated;
  const cells = table.categories[row];
  if (!cells || table.hiddenReason !== null) return [];
  if (table.base.women.hidden && !table.multiple && !cells.mergedFrom) {
    return baseReasons(stated, margins);
  }
  const together = (index: number): boolean =>
    index === row ||
    (!table.multiple && cells.women.hidden && table.categories[index]?.women.hidden === true);
  return parts
    .filter((part) => together(part.row))
    .flatMap(({ unknowns }) => {
      const sums = [...covered.map((column) => [column]), covered];
      const chosen = sums.map((columns) => sumOf(columns.map((column) => unknowns[column])));
      if (!table.multiple) return chosen;
      const others = sums.map((columns) =>
        sumOf(
          columns.map((column) => answered[column]),
          columns.map((column) => unknowns[column]),
        ),
      );
      return [...chosen, ...others];
    });
}
