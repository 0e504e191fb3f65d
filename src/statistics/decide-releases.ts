import { setImmediate } from 'node:timers/promises';
import { holdBackTelling } from './hold-back';
import type { MeansBySex } from './means';
import {
  respondentsKey,
  type PastUnit,
  type ReleaseDecision,
  type ReleaseUnit,
} from './release-unit';
import { SEX_COLUMNS, type CellsBySex, type SexTable } from './sex-table';
import { isSmall } from './small-counts';
import { askedChangeTells, changeTells } from './successive-tables';

/**
 * Decides which tables of a form move to the counts of today. A table moves only when the difference
 * to each of its earlier releases could itself be published: then a reader who kept them all finds
 * no group of fewer than k between any two of them. The respondents are part of every table, so they
 * go first, and nothing moves without them; of tables that are put to the same people, one may move
 * alone only when what both say about those people does not tell either. Last, all that a reader would
 * have then is solved together. Lets other work go on between two tables.
 *
 * @param units of today, the respondents among them, suppressed together
 * @param past everything released before, oldest first
 */
export async function decideReleases(
  units: readonly ReleaseUnit[],
  past: readonly PastUnit[],
  k: number,
): Promise<Map<string, ReleaseDecision>> {
  const respondents = units.find(({ key }) => key === respondentsKey);
  const everyone = respondents?.parts[0]?.shown;
  if (respondents === undefined || everyone === undefined) {
    throw new RangeError('The tables of a form need the table of its respondents.');
  }
  const history = new Map<string, PastUnit[]>();
  for (const unit of past) history.set(unit.key, [...(history.get(unit.key) ?? []), unit]);
  const decide = (unit: ReleaseUnit): ReleaseDecision =>
    decideOne(unit, { everyone, history, units, k });
  const first = decide(respondents);
  const opens = first === 'moved' || first === 'unchanged';
  const decisions = new Map<string, ReleaseDecision>([[respondentsKey, first]]);
  for (const unit of units) {
    if (unit === respondents) continue;
    await setImmediate();
    decisions.set(unit.key, opens ? decide(unit) : isNew(unit, history) ? 'waits' : 'unchanged');
  }
  await holdBackTelling(decisions, units, past, k);
  return decisions;
}

interface Today {
  everyone: SexTable;
  history: ReadonlyMap<string, PastUnit[]>;
  units: readonly ReleaseUnit[];
  k: number;
}

function decideOne(unit: ReleaseUnit, today: Today): ReleaseDecision {
  const { everyone, history, k } = today;
  if (!isNew(unit, history)) return 'unchanged';
  if (unit.parts.every(({ shown }) => shown.hiddenReason !== null)) return 'too_few';
  const before = history.get(unit.key) ?? [];
  if (before.some((release) => partsTell(release, unit, everyone, k))) return 'small_change';
  return sharedPeopleTell(unit, today) ? 'shared_people' : 'moved';
}

function isNew(unit: ReleaseUnit, history: Today['history']): boolean {
  const last = history.get(unit.key)?.at(-1);
  return last === undefined || JSON.stringify(figuresOf(last)) !== JSON.stringify(figuresOf(unit));
}

/** What would be new to a reader; labels and notes are not. */
function figuresOf({ parts }: ReleaseUnit): unknown {
  return parts.map(({ item, counts, shown, means }) => [
    item,
    countsOf(counts),
    shown.hiddenReason === null ? countsOf(shown) : null,
    shown.categories.map(({ code }) => code),
    means &&
      [...SEX_COLUMNS, 'total' as const].map((column) => [means[column].n, means[column].mean]),
  ]);
}

function countsOf({ categories, base, itemNonResponse, notAsked }: SexTable): unknown {
  return [...categories, base, itemNonResponse, notAsked].map((cells: CellsBySex) => [
    cells.women.n,
    cells.men.n,
    cells.notStated.n,
    cells.total.n,
  ]);
}

function partsTell(before: PastUnit, unit: ReleaseUnit, everyone: SexTable, k: number): boolean {
  return unit.parts.some((part) => {
    const earlier = before.parts.find(({ item }) => item === part.item);
    if (earlier === undefined) return false;
    return (
      meansTell(earlier.means, part.means, k) ||
      changeTells(
        { table: earlier.shown, respondents: before.respondents },
        { table: part.shown, respondents: everyone },
        k,
      )
    );
  });
}

/** A sum that changed while its people did not is the correction of one of them. */
function meansTell(earlier: MeansBySex | null, later: MeansBySex | null, k: number): boolean {
  if (earlier === null || later === null) return false;
  return ([...SEX_COLUMNS, 'total'] as const).some((column) => {
    const [before, after] = [earlier[column], later[column]];
    if (before.n === null || after.n === null) return false;
    if (isSmall(Math.abs(after.n - before.n), k)) return true;
    return after.n === before.n && Math.abs((after.mean ?? 0) - (before.mean ?? 0)) > 1e-9;
  });
}

/**
 * Tables whose people asked are the same today may be put to the same people always. Counts of people
 * asked that other tables showed at other dates are therefore compared as well.
 */
function sharedPeopleTell(unit: ReleaseUnit, { units, history, k }: Today): boolean {
  return units.some((other) => {
    if (other === unit) return false;
    return other.parts.some((theirs) =>
      unit.parts.some(
        (ours) =>
          haveSamePeople(ours.counts, theirs.counts) &&
          (history.get(other.key) ?? []).some((release) =>
            release.parts.some(
              (part) => part.item === theirs.item && askedChangeTells(part.shown, ours.shown, k),
            ),
          ),
      ),
    );
  });
}

function haveSamePeople(a: SexTable, b: SexTable): boolean {
  return SEX_COLUMNS.every((column) => askedOf(a, column) === askedOf(b, column));
}

function askedOf(
  { base, itemNonResponse }: SexTable,
  column: 'women' | 'men' | 'notStated',
): number {
  return (base[column].n ?? 0) + (itemNonResponse[column].n ?? 0);
}
