import { UntilWritten } from '../../db/until-written';
import { fillTemplate, type PageLocals } from '../../http/render';
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
 * The dashboard for a reader, as it is now. It is opened by many at a time, so that its figures are
 * kept until something is written as they stand on the page.
 */
export async function readDashboard(audience: Audience, period: Period): Promise<PageLocals> {
  const asOf = now();
  const key = [audience, period.from, period.to, quarterHourOf(asOf)].join(' ');
  const locals = await kept.read(key, async () => {
    const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
    const indicators = await readIndicatorsFor(audience, project.suppressionK, period);
    const trends = await readTrendViews(indicators, audience, project, period);
    const { groups, conflicts, counts, ...page } = dashboardPage(indicators, project, days, period);
    const parts = { groups, conflicts, counts, trends, total: indicators.length };
    return { ...page, figures: await fillTemplate('indicators/figures', parts) };
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
