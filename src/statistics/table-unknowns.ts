import type { CountConditions, Terms } from './integer-bounds';
import type { Cell, CellsBySex, SexColumn, SexTable } from './sex-table';
import { SEX_COLUMNS } from './sex-table';

export type Unknowns = Record<SexColumn, number>;

/** A published table with an unknown for every count that could stand in it, shown or hidden. */
export interface TableUnknowns {
  table: SexTable;
  parts: { code: string; row: number; unknowns: Unknowns }[];
  base: Unknowns;
  answered: Unknowns;
  noAnswer: Unknowns;
  notAsked: Unknowns;
  covered: readonly SexColumn[];
}

export function addUnknowns(counts: CountConditions): Unknowns {
  return { women: counts.add(), men: counts.add(), notStated: counts.add() };
}

export function one(unknown: number): Terms {
  return new Map([[unknown, 1]]);
}

/** The sum of the given unknowns, or less than nothing of those in `minus`. */
export function sumOf(plus: readonly number[], minus: readonly number[] = []): Terms {
  return new Map([
    ...plus.map((unknown) => [unknown, 1] as const),
    ...minus.map((unknown) => [unknown, -1] as const),
  ]);
}

/** States all that a published table tells, as conditions on unknown counts. */
export function stateTable(
  counts: CountConditions,
  table: SexTable,
  respondents: Unknowns,
): TableUnknowns {
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
function stateFigures(counts: CountConditions, stated: TableUnknowns, respondents: Unknowns): void {
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

function stateCell(counts: CountConditions, cell: Cell, unknowns: number[], whole: number[]): void {
  if (cell.n !== null) counts.require(sumOf(unknowns), cell.n, cell.n);
  if (cell.percent === null || (cell.n !== null && unknowns.every((u) => whole.includes(u))))
    return;
  const terms = new Map(unknowns.map((unknown) => [unknown, 100]));
  for (const unknown of whole) terms.set(unknown, (terms.get(unknown) ?? 0) - cell.percent);
  counts.require(terms, 0, 0);
}

function stateShare(counts: CountConditions, share: number | null, of: Unknowns[]): void {
  if (share === null) return;
  const terms = new Map<number, number>();
  for (const { women, men } of of) terms.set(women, 100 - share).set(men, -share);
  counts.require(terms, 0, 0);
}

/** The hidden counts of a table: by sex and over the sexes its total covers. */
export function hiddenIn({
  table,
  parts,
  base,
  noAnswer,
  notAsked,
  covered,
}: TableUnknowns): Terms[] {
  const groups = [
    ...SEX_COLUMNS.map((column) => [column, [column]] as const),
    ['total', covered] as const,
  ];
  const terms: Terms[] = [];
  const add = (unknowns: Unknowns, cells: CellsBySex | null): void => {
    for (const [column, columns] of groups) {
      if (cells !== null && cells[column].n !== null) continue;
      terms.push(sumOf(columns.map((name) => unknowns[name])));
    }
  };
  for (const { row, unknowns } of parts) {
    const cells = table.categories[row];
    add(unknowns, cells === undefined || cells.mergedFrom ? null : cells);
  }
  add(base, table.base);
  add(noAnswer, table.itemNonResponse);
  add(notAsked, table.notAsked);
  return terms;
}
