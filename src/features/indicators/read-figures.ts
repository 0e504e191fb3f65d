import { inSnapshot } from '../../db/transaction';
import { UntilWritten } from '../../db/until-written';
import { now } from '../../lib/clock';
import { computeIndicators, type IndicatorValue } from './compute';
import type { Period } from './period';

const figures = new UntilWritten<IndicatorValue[]>(12);

/**
 * The number of the quarter of an hour: what is kept of figures depends on it, since a new day of the
 * workshop may begin with each.
 */
export function quarterHourOf(moment: Date): number {
  return Math.floor(moment.getTime() / (15 * 60_000));
}

/**
 * All indicators of a period under the rules in force, as they are now: computed once after each
 * write to the database and then read again. `asOf` is this moment, up to which nothing was written.
 */
export async function readFigures(period: Period): Promise<IndicatorValue[]> {
  const asOf = now();
  const key = [period.from, period.to, quarterHourOf(asOf)].join(' ');
  const indicators = await figures.read(key, () =>
    inSnapshot((tx) => computeIndicators({ period, tx })),
  );
  return indicators.map((indicator) => ({ ...indicator, asOf }));
}
