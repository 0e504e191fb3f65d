import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { dateIn } from '../../../lib/clock';
import { getUntoldChanges } from '../programme/change-notices.queries';
import { changesBetween } from '../programme/programme-changes';
import { workshopModeLabels, type ProgrammeContent } from '../programme/programme-content';
import {
  contentOfVersion,
  getDraft,
  getLatestVersion,
  type PublishedVersion,
} from '../programme/programme.queries';
import { getWorkshopSettings } from '../workshop-settings.queries';
import { countDays, countWorkshop } from './hub.queries';
import { nextSteps, type WorkshopState } from './next-steps';

/** The first page of the workshop. Overseers see counts and days, no steps. */
export async function hubPage(mayEdit: boolean): Promise<PageLocals> {
  const [settings, counts, dayCounts, { content }, latest] = await Promise.all([
    getWorkshopSettings(),
    countWorkshop(),
    countDays(),
    getDraft(),
    getLatestVersion(),
  ]);
  const today = todayOf(content);
  const state: WorkshopState = {
    settings,
    counts,
    version: latest?.number ?? null,
    changes: latest === null ? 0 : changesBetween(contentOfVersion(latest), content).length,
    untold: latest !== null && (await hasUntold(latest)),
    today,
  };
  return {
    title: 'Workshop',
    mayEdit,
    settings,
    counts,
    latest,
    today,
    timeZone: content.timeZone,
    when: spanOf(content.days.map(({ date }) => date)),
    where: [workshopModeLabels[settings.mode], settings.venue].filter(Boolean).join(', '),
    days: content.days.map((day) => ({
      ...day,
      ...dayCounts.find((one) => one.day === day.number),
    })),
    steps: mayEdit ? nextSteps(state) : [],
  };
}

async function hasUntold(latest: PublishedVersion): Promise<boolean> {
  if (latest.noticesSentAt !== null) return false;
  return (await getUntoldChanges(latest)).changes.length > 0;
}

function todayOf({ days, timeZone }: ProgrammeContent): WorkshopState['today'] {
  const date = dateIn(timeZone);
  const day = days.find((one) => one.date === date)?.number ?? null;
  if (date < (days[0]?.date ?? '')) return { phase: 'before', day };
  return { phase: date > (days.at(-1)?.date ?? '') ? 'after' : 'during', day };
}

function spanOf(dates: string[]): string {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined) return 'No days yet';
  return first === last ? formatDate(first) : `${formatDate(first)} – ${formatDate(last)}`;
}
