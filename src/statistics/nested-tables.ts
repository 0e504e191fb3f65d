import type { Bounds } from './integer-bounds';
import { PropagatedBounds } from './propagated-bounds';
import type { SexTable } from './sex-table';
import { SEX_COLUMNS } from './sex-table';
import { isSmall } from './small-counts';
import type { TableUnknowns, Unknowns } from './table-unknowns';
import { addUnknowns, hiddenIn, one, stateTable, sumOf } from './table-unknowns';

/** A table of a question that was put to those alone who gave certain answers to another one. */
export interface InnerTable {
  table: SexTable;
  /** The answers to the other question. */
  codes: readonly string[];
  /** Whether everybody who gave one of them was asked; else a further condition left some out. */
  exact: boolean;
}

/**
 * Whether published tables of questions put to those who answered `outer` in a certain way tell more
 * together with it than each of them does alone: how many were asked is a count of `outer`, which may
 * be hidden there or merged with others, and what is left of a row is a count, too. The reader is taken
 * to know k and the conditions, which stand in the form.
 *
 * @param respondents of the survey, as published
 */
export function nestingTells(
  outer: SexTable,
  inner: readonly InnerTable[],
  respondents: SexTable,
  k: number,
): boolean {
  const published = new Published(outer, inner, respondents, k);
  if (!published.settle()) return false;
  const apart = published.ranges();
  const left = published.join();
  if (!published.settle()) return false;
  return (
    left.some((sum) => {
      const { lowest, highest } = published.counts.rangeOf(sum);
      return lowest === highest && isSmall(lowest, k);
    }) || published.isNarrowerThan(apart)
  );
}

/** Published tables as one system of unknown counts. */
class Published {
  readonly counts = new PropagatedBounds();
  private readonly outer: TableUnknowns;
  private readonly inner: TableUnknowns[];
  private readonly hidden: number[];

  constructor(
    outer: SexTable,
    private readonly nested: readonly InnerTable[],
    respondents: SexTable,
    private readonly k: number,
  ) {
    const everyone: Unknowns = addUnknowns(this.counts);
    stateTable(this.counts, respondents, everyone);
    // A column of not stated is left out of all tables only while it holds fewer than 2k people.
    if (respondents.totalCovers === 'stated' && respondents.base.notStated.hidden) {
      this.counts.require(one(everyone.notStated), 0, 2 * k - 1);
    }
    this.outer = stateTable(this.counts, outer, everyone);
    this.inner = nested.map(({ table }) => stateTable(this.counts, table, everyone));
    this.hidden = [this.outer, ...this.inner].flatMap((table) =>
      hiddenIn(table).map((terms) => this.counts.sum(terms)),
    );
  }

  settle(): boolean {
    return this.counts.settle();
  }

  /** States whom the inner tables were put to. @returns what each leaves of its rows, by sex and in all */
  join(): number[] {
    return this.inner.flatMap((table, index) => {
      const { codes = [], exact = false } = this.nested[index] ?? {};
      const rows = this.outer.parts.filter(({ code }) => codes.includes(code));
      const leftOf = (columns: readonly (typeof SEX_COLUMNS)[number][]): ReturnType<typeof sumOf> =>
        sumOf(
          columns.flatMap((column) => rows.map(({ unknowns }) => unknowns[column])),
          columns.flatMap((column) => [table.answered[column], table.noAnswer[column]]),
        );
      for (const column of SEX_COLUMNS) {
        this.counts.require(leftOf([column]), 0, exact ? 0 : Infinity);
      }
      if (exact) return [];
      return [...SEX_COLUMNS.map((column) => [column]), this.outer.covered].map((columns) =>
        this.counts.sum(leftOf(columns)),
      );
    });
  }

  /** In which ranges the hidden counts lie by what is settled. */
  ranges(): Bounds[] {
    return this.hidden.map((sum) => this.counts.rangeOf(sum));
  }

  /** Whether a hidden count lies now in a new range that is narrower than k. */
  isNarrowerThan(apart: readonly Bounds[]): boolean {
    return this.ranges().some((now, at) => {
      const before = apart[at];
      if (before === undefined) return false;
      if (now.lowest === before.lowest && now.highest === before.highest) return false;
      return now.lowest === now.highest
        ? isSmall(now.lowest, this.k)
        : now.highest - now.lowest < this.k;
    });
  }
}
