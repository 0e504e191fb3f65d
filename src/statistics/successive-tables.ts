import type { Bounds, CountConditions, Terms } from './integer-bounds';
import { PropagatedBounds } from './propagated-bounds';
import type { Cell, CellsBySex, SexColumn, SexTable } from './sex-table';
import { SEX_COLUMNS } from './sex-table';
import { isSmall } from './small-counts';
import type { TableUnknowns, Unknowns } from './table-unknowns';
import { addUnknowns, hiddenIn, one, stateTable, sumOf } from './table-unknowns';

/** A table as it was published, with the table of all respondents that was published with it. */
export interface PublishedPair {
  table: SexTable;
  respondents: SexTable;
}

/**
 * Whether two tables of one question, published one after the other, tell more than each does alone:
 * a difference of 1 to k - 1 people (either way: answers are added, corrected and erased) in any count,
 * row or margin, shown or computed; or a hidden count of either of them in a range narrower than k.
 * The reader is taken to know k and to have kept both. New answers only add to counts, which narrows
 * what is hidden; a reader who sees that a count fell knows that this does not hold.
 */
export function changeTells(earlier: PublishedPair, later: PublishedPair, k: number): boolean {
  if (shownChanges(earlier.table, later.table).some((change) => isSmall(Math.abs(change), k))) {
    return true;
  }
  const growing = new Succession(earlier, later, k, true);
  const pair = growing.isPossible ? growing : new Succession(earlier, later, k, false);
  return pair.differencesTell() || pair.narrows(earlier, 0) || pair.narrows(later, 1);
}

/**
 * Whether two published tables about the same people, of different dates, show that few of them were
 * asked between these dates: one question moved on and another, put to the same people, did not.
 */
export function askedChangeTells(earlier: SexTable, later: SexTable, k: number): boolean {
  const sameTotal = earlier.totalCovers === later.totalCovers;
  return ([...SEX_COLUMNS, 'total'] as const).some((column) => {
    if (column === 'total' && !sameTotal) return false;
    const [before, after] = [askedShown(earlier, column), askedShown(later, column)];
    return before !== null && after !== null && isSmall(Math.abs(after - before), k);
  });
}

function askedShown(table: SexTable, column: SexColumn | 'total'): number | null {
  const base = table.base[column].n;
  if (table.baseOf === 'asked') return base;
  const blank = table.itemNonResponse[column].n;
  return table.baseOf === 'respondents' || base === null || blank === null ? null : base + blank;
}

/** Differences of figures that both tables show; what most tables are held back for. */
function shownChanges(earlier: SexTable, later: SexTable): number[] {
  const sameTotal = earlier.totalCovers === later.totalCovers;
  const between = (before: CellsBySex, after: CellsBySex): number[] =>
    ([...SEX_COLUMNS, 'total'] as const)
      .filter((column) => column !== 'total' || sameTotal)
      .flatMap((column) => difference(before[column], after[column]));
  const rows = new Map(earlier.categories.map((row) => [row.code, row]));
  return [
    ...later.categories.flatMap((row) => {
      const before = rows.get(row.code);
      return before === undefined ? [] : between(before, row);
    }),
    ...(earlier.baseOf === later.baseOf ? between(earlier.base, later.base) : []),
    ...between(earlier.itemNonResponse, later.itemNonResponse),
    ...between(earlier.notAsked, later.notAsked),
  ];
}

function difference(before: Cell, after: Cell): number[] {
  return before.n === null || after.n === null ? [] : [after.n - before.n];
}

/** Two published tables as one system of unknown counts. */
class Succession {
  private readonly counts = new PropagatedBounds();
  private readonly tables: readonly [TableUnknowns, TableUnknowns];
  private readonly everyone: readonly [Unknowns, Unknowns];
  private readonly differences: number[];
  private readonly hidden: readonly [number[], number[]];
  /** False when nothing could be behind both tables. */
  readonly isPossible: boolean;

  constructor(
    earlier: PublishedPair,
    later: PublishedPair,
    private readonly k: number,
    growing: boolean,
  ) {
    const { counts } = this;
    this.everyone = [addUnknowns(counts), addUnknowns(counts)];
    this.tables = [
      statePair(counts, earlier, this.everyone[0], k),
      statePair(counts, later, this.everyone[1], k),
    ];
    if (growing) for (const terms of this.singleChanges()) counts.require(terms, 0, Infinity);
    this.differences = this.changes().map((terms) => counts.sum(terms));
    const sumsHiddenIn = (table: TableUnknowns): number[] =>
      hiddenIn(table).map((terms) => counts.sum(terms));
    this.hidden = [sumsHiddenIn(this.tables[0]), sumsHiddenIn(this.tables[1])];
    this.isPossible = counts.settle();
  }

  /** Every count by sex of the later table, less that of the earlier. */
  private singleChanges(): Terms[] {
    return this.pairs().flatMap(([before, after]) =>
      SEX_COLUMNS.map((column) => sumOf([after[column]], before ? [before[column]] : [])),
    );
  }

  private pairs(): [before: Unknowns | undefined, after: Unknowns][] {
    const [before, after] = this.tables;
    const known = new Map(before.parts.map(({ code, unknowns }) => [code, unknowns]));
    return [
      ...after.parts.map(({ code, unknowns }): [Unknowns | undefined, Unknowns] => [
        known.get(code),
        unknowns,
      ]),
      [before.answered, after.answered],
      [before.noAnswer, after.noAnswer],
      [before.notAsked, after.notAsked],
      this.everyone as [Unknowns, Unknowns],
    ];
  }

  differencesTell(): boolean {
    return this.differences.some((sum) => this.isTelling(this.counts.rangeOf(sum)));
  }

  /** Differences of single counts, of rows as either table merges them, and of those outside a row. */
  private changes(): Terms[] {
    const [before, after] = this.tables;
    const covered = before.covered.filter((column) => after.covered.includes(column));
    const groups: readonly (readonly SexColumn[])[] = [
      ...SEX_COLUMNS.map((column) => [column]),
      covered,
    ];
    const known = new Map(before.parts.map(({ code, unknowns }) => [code, unknowns]));
    const rows = [before, after].flatMap(({ parts }) =>
      [...new Set(parts.map(({ row }) => row))].map((row) =>
        parts.filter((part) => part.row === row).map(({ code }) => code),
      ),
    );
    const later = new Map(after.parts.map(({ code, unknowns }) => [code, unknowns]));
    const of = (codes: readonly string[], columns: readonly SexColumn[]): [number[], number[]] => {
      const pick = (from: ReadonlyMap<string, Unknowns>): number[] =>
        codes.flatMap((code) => columns.flatMap((column) => from.get(code)?.[column] ?? []));
      return [pick(later), pick(known)];
    };
    const isMultiple = after.table.multiple;
    return groups.flatMap((columns) => [
      ...this.pairs().map(([was, is]) =>
        sumOf(
          columns.map((column) => is[column]),
          was ? columns.map((column) => was[column]) : [],
        ),
      ),
      ...rows.filter((codes) => codes.length > 1).map((codes) => sumOf(...of(codes, columns))),
      ...(isMultiple
        ? after.parts.map(({ code }) => {
            const [plus, minus] = of([code], columns);
            return sumOf(
              [...columns.map((column) => after.answered[column]), ...minus],
              [...columns.map((column) => before.answered[column]), ...plus],
            );
          })
        : []),
    ]);
  }

  /** Exact and small, or in a range narrower than k that holds a small number. */
  private isTelling({ lowest, highest }: Bounds): boolean {
    if (lowest === highest) return isSmall(Math.abs(lowest), this.k);
    if (highest - lowest >= this.k) return false;
    return Array.from({ length: highest - lowest + 1 }, (_, step) => lowest + step).some((n) =>
      isSmall(Math.abs(n), this.k),
    );
  }

  /** Whether what one of the tables hides is narrowed down by the other. */
  narrows(pair: PublishedPair, index: 0 | 1): boolean {
    const alone = new PropagatedBounds();
    const itself = statePair(alone, pair, addUnknowns(alone), this.k);
    const own = hiddenIn(itself).map((terms) => alone.sum(terms));
    alone.settle();
    return this.hidden[index].some((sum, at) => {
      const together = this.counts.rangeOf(sum);
      const before = alone.rangeOf(own[at] ?? -1);
      const isNew = before.lowest !== together.lowest || before.highest !== together.highest;
      return isNew && this.isNarrow(together);
    });
  }

  private isNarrow({ lowest, highest }: Bounds): boolean {
    return lowest === highest ? isSmall(lowest, this.k) : highest - lowest < this.k;
  }
}

function statePair(
  counts: CountConditions,
  { table, respondents }: PublishedPair,
  everyone: Unknowns,
  k: number,
): TableUnknowns {
  stateTable(counts, respondents, everyone);
  // A column of not stated is left out of all tables only while it holds fewer than 2k people.
  if (respondents.totalCovers === 'stated' && respondents.base.notStated.hidden) {
    counts.require(one(everyone.notStated), 0, 2 * k - 1);
  }
  return stateTable(counts, table, everyone);
}
