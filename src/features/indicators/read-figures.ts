import { inSnapshot } from '../../db/transaction';
import { UntilWritten } from '../../db/until-written';
import { now } from '../../lib/clock';
import { computeIndicators, type IndicatorValue } from './compute';
import type { Period } from './period';

const figures = new UntilWritten<IndicatorValue[]>(12);

/** A new day begins somewhere every quarter of an hour, and with it a day of the workshop. */
const quarterHour = 15 * 60_000;

/**
 * All indicators of a period under the rules in force, as they are now: computed once after each
 * write to the database and then read again. `asOf` is this moment, up to which nothing was written.
 */
export async function readFigures(period: Period): Promise<IndicatorValue[]> {
  const asOf = now();
  const key = [period.from, period.to, Math.floor(asOf.getTime() / quarterHour)].join(' ');
  const indicators = await figures.read(key, () =>
    inSnapshot((tx) => computeIndicators({ period, tx })),
  );
  return indicators.map((indicator) => ({ ...indicator, asOf }));
}
