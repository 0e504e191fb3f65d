import { UntilWritten } from '../../db/until-written';
import type { PageLocals } from '../../http/render';
import { dateIn, now } from '../../lib/clock';
import type { Project } from '../../models';
import { readTrends } from '../snapshots/trend.queries';
import { trendViews, type TrendView } from '../snapshots/trend.view-model';
import { getProject, listWorkshopDays } from '../workshop/project.queries';
import { dashboardPage } from './dashboard.view-model';
import type { Audience } from './evidence';
import { isWholeTime, type Period } from './period';
import { readIndicatorsFor, type ProtectedIndicator } from './protect';
import { quarterHourOf } from './read-figures';

const kept = new UntilWritten<PageLocals>(24);

/**
 * The dashboard for a reader, as it is now. It is opened by many at a time, so that the whole of it
 * is kept until something is written, not its figures alone.
 */
export async function readDashboard(audience: Audience, period: Period): Promise<PageLocals> {
  const asOf = now();
  const key = [audience, period.from, period.to, quarterHourOf(asOf)].join(' ');
  const locals = await kept.read(key, async () => {
    const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
    const indicators = await readIndicatorsFor(audience, project.suppressionK, period);
    return {
      ...dashboardPage(indicators, project, days, period),
      trends: await readTrendViews(indicators, audience, project, period),
    };
  });
  return { ...locals, asOf };
}

/** How indicators moved, by their ids; of all time alone, since a snapshot knows of no period. */
export async function readTrendViews(
  indicators: readonly ProtectedIndicator[],
  audience: Audience,
  { suppressionK, timeZone }: Project,
  period: Period,
): Promise<ReadonlyMap<string, TrendView>> {
  if (!isWholeTime(period)) return new Map();
  const today = dateIn(timeZone);
  return trendViews(indicators, await readTrends(audience, suppressionK, today), today);
}
