import { setImmediate } from 'node:timers/promises';
import { DatedTables, type DatedTable } from './dated-tables';
import { wholeOf, type PutToSome, type Ranges } from './shared-sums';

/** Everything of a form that a reader may have kept. */
export interface ReleasedForm {
  /** The table of all respondents at each date. */
  everyone: readonly DatedTable[];
  /** All others. */
  tables: readonly DatedTable[];
  /** By the name of a question, the answers to others on which it depends whether it is asked. */
  putTo: ReadonlyMap<string, readonly PutToSome[]>;
}

/** What is given away of one table. */
export interface GivenAway {
  key: string;
  /** In words, e.g. "agency women lies from 1 to 4". */
  what: string;
}

/**
 * What a reader can work out who kept every table of a form of all dates, and knows k, the rules, the
 * form and that answers are only added. Solved exactly, by whole numbers, for each table with all of its
 * dates at once. Tables are linked by the respondents, by who was asked and by answers on which a split
 * hangs, and by nothing else that they show: what one of them tells about these, in each sex and in any sexes together, is handed on to
 * all others until nothing new comes of it. Where counts fell, nothing follows from one date for another.
 * Lets other work go on between two tables.
 */
export async function givenAway(form: ReleasedForm, k: number): Promise<GivenAway[]> {
  return (await solve(form, k, true)) ?? (await solve(form, k, false)) ?? [];
}

/** @returns null when no counts could be behind all the tables */
async function solve(form: ReleasedForm, k: number, growing: boolean): Promise<GivenAway[] | null> {
  const all = [...form.everyone, ...form.tables];
  const sites = [...new Set(all.map(({ key }) => key))].map(
    (key) => new DatedTables(key, all, form, { k, growing }),
  );
  const ranges: Ranges = new Map();
  const told = new Map<string, number>();
  for (const name of sites.flatMap((site) => site.sharedNames())) {
    told.set(name, (told.get(name) ?? 0) + 1);
  }
  const parts = [...told.keys()].flatMap((part) => {
    const whole = wholeOf(part);
    return whole !== undefined && told.has(whole) ? [{ part, whole }] : [];
  });
  for (const name of parts.flatMap(({ part, whole }) => [part, whole])) told.set(name, 2);
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const site of sites) {
      await setImmediate();
      const change = site.exchange(ranges, told);
      if (change === null) return null;
      isNew = change || isNew;
    }
    for (const pair of parts) isNew = narrow(ranges, pair) || isNew;
  }
  const found: GivenAway[] = [];
  for (const site of sites) {
    const own = await site.findings();
    if (own === null) return null;
    found.push(...own.map((what) => ({ key: site.key, what })));
  }
  return found;
}

/** A part is no larger than its whole. @returns whether that is new */
function narrow(ranges: Ranges, { part, whole }: { part: string; whole: string }): boolean {
  const anything = { lowest: 0, highest: Infinity };
  const [small, large] = [ranges.get(part) ?? anything, ranges.get(whole) ?? anything];
  if (small.highest > large.highest) ranges.set(part, { ...small, highest: large.highest });
  if (large.lowest < small.lowest) ranges.set(whole, { ...large, lowest: small.lowest });
  return small.highest > large.highest || large.lowest < small.lowest;
}
