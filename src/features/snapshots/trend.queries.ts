import { QueryTypes } from 'sequelize';
import { UntilWritten } from '../../db/until-written';
import { db } from '../../db/transaction';
import { addDays } from '../../lib/dates';
import { definitionOf } from '../indicators/catalogue';
import type { Audience } from '../indicators/evidence';
import { isForm } from '../indicators/indicator';

export interface TrendPoint {
  /** The date of the snapshot in the project's zone. */
  date: string;
  /** Null: no data at that time, or not shown. */
  value: number | null;
}

/** Past values of each indicator by its id, oldest first, and the date that today is held against. */
export interface Trends {
  since: string | null;
  points: ReadonlyMap<string, TrendPoint[]>;
}

/** More would not be told apart in a drawing of this size. */
const pointsDrawn = 24;
const daysBack = 30;

const kept = new UntilWritten<Trends>(4);

/**
 * The past of all indicators from at most 25 snapshots: two queries, whatever their number. Read
 * anew only after something was written.
 *
 * @param k the smallest group of answers that overseers may see today
 * @param today the date in the project's zone
 */
export function readTrends(audience: Audience, k: number, today: string): Promise<Trends> {
  return kept.read([audience, k, today].join(' '), () => read(audience, k, today));
}

interface Head {
  number: number;
  taken_on: string;
  k: number;
}

async function read(audience: Audience, k: number, today: string): Promise<Trends> {
  const heads = await db().query<Head>(
    `SELECT number, taken_on, k FROM snapshots WHERE number IN (
       SELECT MAX(number) FROM snapshots GROUP BY taken_on) ORDER BY number`,
    { type: QueryTypes.SELECT },
  );
  const monthAgo = addDays(today, -daysBack);
  const reference = heads.findLast((head) => head.taken_on <= monthAgo) ?? heads[0];
  const chosen = new Map(
    [...spread(heads), ...(reference === undefined ? [] : [reference])].map((head) => [
      head.number,
      head,
    ]),
  );
  const lines = await db().query<{ number: number; indicator: string; value: number | null }>(
    `SELECT snapshot_number AS number, indicator, value FROM snapshot_values
     WHERE audience = :audience AND snapshot_number IN (:numbers)
     ORDER BY snapshot_number`,
    { type: QueryTypes.SELECT, replacements: { audience, numbers: [0, ...chosen.keys()] } },
  );
  const points = new Map<string, TrendPoint[]>();
  for (const { number, indicator, value } of lines) {
    const head = chosen.get(number);
    if (head === undefined) continue;
    const isHidden = audience === 'overseer' && head.k < k && isShareOfAnswers(indicator);
    const series = points.get(indicator) ?? [];
    series.push({ date: head.taken_on, value: isHidden ? null : value });
    points.set(indicator, series);
  }
  return { since: reference?.taken_on ?? null, points };
}

/** Evenly from the first to the last. */
function spread(heads: readonly Head[]): Head[] {
  if (heads.length <= pointsDrawn) return [...heads];
  const step = (heads.length - 1) / (pointsDrawn - 1);
  return Array.from({ length: pointsDrawn }, (_, index) => heads[Math.round(index * step)]).filter(
    (head) => head !== undefined,
  );
}

function isShareOfAnswers(id: string): boolean {
  const { fedBy, unit } = definitionOf(id);
  return isForm(fedBy) && unit === '%';
}
