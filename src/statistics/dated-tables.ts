import { setImmediate } from 'node:timers/promises';
import { givesAway, isKnownToBeSafe, knownBounds } from './disclosure';
import { UnknownCounts, type Bounds, type Terms } from './integer-bounds';
import { knowledgeOf, type Knowledge } from './published-knowledge';
import { SEX_COLUMNS, type SexColumn, type SexTable } from './sex-table';
import { isSmall } from './small-counts';
import {
  askedName,
  countedName,
  inside,
  around,
  type CountedAmong,
  type PutToSome,
  type Ranges,
} from './shared-sums';
import { sumOf, type TableUnknowns, type Unknowns } from './table-unknowns';

/** A table as it was published at one date. */
export interface DatedTable {
  key: string;
  /** Name of the question; empty for respondents and splits of indicators. */
  question: string;
  /** Rises with the dates of the form. */
  release: number;
  table: SexTable;
  /** Of a split whose row "counted" follows from answers; absent for others. */
  countedAmong?: CountedAmong;
}

interface Form {
  everyone: readonly DatedTable[];
  tables: readonly DatedTable[];
  putTo: ReadonlyMap<string, readonly PutToSome[]>;
}

/** More dates than these cost more time than they tell: what is hidden narrows from one to the next. */
const datesLookedAt = 5;

const sexesTogether: readonly (readonly SexColumn[])[] = [
  ...SEX_COLUMNS.map((column) => [column]),
  ['women', 'men'],
  ['women', 'notStated'],
  ['men', 'notStated'],
  SEX_COLUMNS,
];

interface OneDate {
  release: number;
  countedAmong: CountedAmong | undefined;
  knowledge: Knowledge;
  own: TableUnknowns;
}

/** One table with its dates as one system of unknown counts. */
export class DatedTables {
  private readonly counts = new UnknownCounts();
  private readonly dates: OneDate[];
  private readonly shared = new Map<string, Terms>();
  private readonly applied: Ranges = new Map();
  private readonly k: number;

  constructor(
    readonly key: string,
    tables: readonly DatedTable[],
    form: Form,
    { k, growing }: { k: number; growing: boolean },
  ) {
    this.k = k;
    const { everyone, putTo } = form;
    const dates = tables.filter((one) => one.key === key).slice(-datesLookedAt);
    this.dates = dates.map(({ release: moved, table, countedAmong }) => {
      const margin = marginAt(everyone, moved);
      const pair = margin.key === key ? [table] : [margin.table, table];
      const knowledge = knowledgeOf(pair, k, this.counts);
      const own = knowledge.tables.at(-1);
      if (own === undefined) throw new Error('Each table has its unknowns.');
      return { release: margin.release, countedAmong, knowledge, own };
    });
    const question = dates[0]?.question ?? '';
    const splits = form.tables.flatMap(({ countedAmong, release }) =>
      countedAmong?.question === question
        ? [{ countedAmong, release: marginAt(everyone, release).release }]
        : [],
    );
    for (const date of this.dates) {
      this.shareSums(question, date, putTo);
      this.shareCounted(date, splits);
    }
    if (!growing) return;
    for (const terms of this.changes(SEX_COLUMNS.map((column) => [column]))) {
      this.counts.require(terms, 0, Infinity);
    }
  }

  private shareSums(
    question: string,
    { release, own, knowledge: { respondents } }: OneDate,
    putTo: Form['putTo'],
  ): void {
    this.share(`everyone ${release}`, (column) => [respondents[column]]);
    for (const one of putTo.get(question) ?? []) {
      this.share(askedName(one, question, release), (column) => [
        own.answered[column],
        own.noAnswer[column],
      ]);
    }
    for (const [inner, conditions] of putTo) {
      for (const one of conditions.filter((put) => put.question === question && put.exact)) {
        const rows = own.parts.filter(({ code }) => one.codes.includes(code));
        this.share(askedName(one, inner, release), (column) =>
          rows.map(({ unknowns }) => unknowns[column]),
        );
      }
    }
  }

  private shareCounted(
    { release, countedAmong: own, own: { parts } }: OneDate,
    splits: readonly { countedAmong: CountedAmong; release: number }[],
  ): void {
    const rowsOf = (codes: readonly string[]) => (column: SexColumn) =>
      parts.filter(({ code }) => codes.includes(code)).map(({ unknowns }) => unknowns[column]);
    if (own !== undefined) this.share(countedName(inside, own, release), rowsOf(['counted']));
    for (const split of splits.filter((one) => one.release === release)) {
      const { countedAmong } = split;
      this.share(countedName(around, countedAmong, release), rowsOf(countedAmong.codes));
    }
  }

  private share(name: string, unknownsOf: (column: SexColumn) => number[]): void {
    for (const columns of sexesTogether) {
      this.shared.set(`${name} ${columns.join('+')}`, sumOf(columns.flatMap(unknownsOf)));
    }
  }

  sharedNames(): string[] {
    return [...this.shared.keys()];
  }

  /**
   * Takes what others know of the shared sums and adds what follows here.
   * @param told how many tables tell about a sum
   * @returns whether that is new; null when nothing could be behind the tables
   */
  exchange(ranges: Ranges, told: ReadonlyMap<string, number>): boolean | null {
    for (const [name, terms] of this.shared) {
      const range = ranges.get(name);
      if (range === undefined || range === this.applied.get(name)) continue;
      this.counts.require(terms, range.lowest, range.highest);
      this.applied.set(name, range);
    }
    let isNew = false;
    for (const [name, terms] of this.shared) {
      const known = ranges.get(name) ?? { lowest: 0, highest: Infinity };
      if ((told.get(name) ?? 0) < 2 || known.lowest === known.highest) continue;
      const here = this.counts.boundsOf(terms);
      if (here === null) return null;
      if (here.lowest <= known.lowest && here.highest >= known.highest) continue;
      ranges.set(name, {
        lowest: Math.max(here.lowest, known.lowest),
        highest: Math.min(here.highest, known.highest),
      });
      isNew = true;
    }
    return isNew;
  }

  /**
   * In words what is given away here; null when nothing could be behind the tables. Lets other work go
   * on between two counts.
   */
  async findings(): Promise<string[] | null> {
    const found: string[] = [];
    for (const { release, knowledge, own } of this.dates) {
      const index = knowledge.tables.length - 1;
      for (const target of knowledge.targets) {
        // The only row of tables that count people is their base.
        if (target.table !== index || target.of === 'answered') continue;
        await setImmediate();
        // Why a whole column is left out may lie in any table of the form.
        const isLeftOut = target.column === 'notStated' && !own.covered.includes('notStated');
        const reasons = isLeftOut ? [] : target.reasons;
        const asked = { ...target, reasons };
        if (isKnownToBeSafe(this.counts, asked, this.k)) continue;
        const bounds = knownBounds(this.counts, asked, this.k);
        if (bounds === null) return null;
        // How many were asked stands in other tables, too: of the respondents, or whom a question is put to.
        const isBase = target.of === 'base' && bounds.lowest === bounds.highest;
        if (isBase ? isSmall(bounds.lowest, this.k) : givesAway(target, bounds, this.k)) {
          found.push(`${target.of} ${target.column} of release ${release} ${inWords(bounds)}`);
        }
      }
    }
    const covered = SEX_COLUMNS.filter((column) =>
      this.dates.every(({ own }) => own.covered.includes(column)),
    );
    for (const terms of this.changes([...SEX_COLUMNS.map((column) => [column]), covered])) {
      await setImmediate();
      if (this.counts.areKnownToDiffer(terms, this.k)) continue;
      const bounds = this.counts.boundsOf(terms);
      if (bounds === null) return null;
      if (this.isChangeOfFew(bounds)) found.push(`a change ${inWords(bounds)}`);
    }
    return found;
  }

  /** What was added between each date and the next: of rows as asked, and of people outside them. */
  private changes(columns: readonly (readonly SexColumn[])[]): Terms[] {
    return this.dates.slice(1).flatMap((after, index) => {
      const before = this.dates[index];
      if (before === undefined) return [];
      const earlier = new Map(before.own.parts.map(({ code, unknowns }) => [code, unknowns]));
      const pairs: [was: Unknowns | undefined, is: Unknowns][] = [
        [before.knowledge.respondents, after.knowledge.respondents],
        ...after.own.parts.map(({ code, unknowns }): [Unknowns | undefined, Unknowns] => [
          earlier.get(code),
          unknowns,
        ]),
        [before.own.answered, after.own.answered],
        [before.own.noAnswer, after.own.noAnswer],
        [before.own.notAsked, after.own.notAsked],
      ];
      return pairs.flatMap(([was, is]) =>
        columns.map((some) =>
          sumOf(
            some.map((column) => is[column]),
            was === undefined ? [] : some.map((column) => was[column]),
          ),
        ),
      );
    });
  }

  /** Exact and small, or in a range narrower than k that holds a small number. */
  private isChangeOfFew({ lowest, highest }: Bounds): boolean {
    if (lowest === highest) return isSmall(lowest, this.k);
    return highest - lowest < this.k && highest > 0 && lowest < this.k;
  }
}

/** Where the respondents did not move, they are those of the date before. */
function marginAt(everyone: readonly DatedTable[], moved: number): DatedTable {
  const margin = everyone.findLast(({ release }) => release <= moved);
  if (margin === undefined) throw new Error('A release begins with its respondents.');
  return margin;
}

function inWords({ lowest, highest }: Bounds): string {
  return lowest === highest ? `is ${lowest}` : `lies from ${lowest} to ${highest}`;
}
