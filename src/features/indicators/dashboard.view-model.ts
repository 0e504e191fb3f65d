import type { PageLocals } from '../../http/render';
import type { Project, WorkshopDay } from '../../models';
import { allMet } from './compute';
import { groups, targetText, type IndicatorUnderRules } from './indicator';
import { indicatorView, nothingThen, type IndicatorView } from './indicators.view-model';
import { isWholeTime, type Period } from './period';
import { periodQuery, periodText, presetsOf } from './period-address';
import type { ProtectedIndicator } from './protect';
import { statuses } from './status-words';
import { targetConflicts } from './target-conflicts';

/**
 * The dashboard: the four groups of indicators and the lines on which the documents differ.
 * @param indicators none when the period could not be read
 */
export function dashboardPage(
  indicators: readonly ProtectedIndicator[],
  project: Pick<Project, 'timeZone' | 'name'>,
  days: readonly Pick<WorkshopDay, 'date'>[],
  period: Period,
): PageLocals {
  const shown = groupViews(indicators, project.timeZone, period);
  return {
    title: 'Indicators',
    projectName: project.name,
    period: {
      isSet: !isWholeTime(period),
      text: periodText(period),
      query: periodQuery(period),
      presets: presetsOf(days, period),
      hasUncut: indicators.some(({ isUncut }) => isUncut),
    },
    values: { from: period.from ?? '', to: period.to ?? '' },
    asOf: indicators[0]?.asOf,
    timeZone: project.timeZone,
    counts: statusCounts(indicators, period),
    total: indicators.length,
    groups: shown,
    conflicts: conflictViews(
      shown.flatMap(({ indicators: views }) => views),
      indicators,
    ),
  };
}

/** The four groups in the order of the documents, each with its indicators. */
export function groupViews(
  indicators: readonly ProtectedIndicator[],
  timeZone: string,
  period: Period,
) {
  const views = indicators.map((indicator) => indicatorView(indicator, timeZone, period));
  return groups.map((group) => ({
    ...group,
    indicators: views.filter(({ definition }) => definition.group === group.key),
  }));
}

/** How many indicators have each status. */
export function statusCounts(indicators: readonly ProtectedIndicator[], period: Period) {
  return (['met', 'not_met', 'no_target', 'no_data', 'not_shown'] as const)
    .map((status) => ({
      ...(status === 'no_data' && !isWholeTime(period) ? nothingThen : statuses[status]),
      count: indicators.filter((indicator) => indicator.status === status).length,
    }))
    .filter(({ count, label }) => count > 0 || label !== 'Not shown');
}

/** The lines on which the documents differ, with their status; none without figures. */
export function conflictViews(
  views: readonly IndicatorView[],
  indicators: readonly ProtectedIndicator[],
) {
  if (indicators.length === 0) return [];
  return targetConflicts(indicators.map(({ definition }) => definition)).map((conflict) => {
    const found = indicators.filter(({ definition }) =>
      conflict.indicators.includes(definition.id),
    );
    return {
      ...conflict,
      status: statuses[allMet(found.map((indicator) => indicator.status))],
      lines: conflict.indicators.flatMap((id) =>
        views
          .filter((view) => view.id === id)
          .map((view) => ({ ...view, isStrictest: id === conflict.strictest })),
      ),
    };
  });
}

/** Other lines of the documents about the same thing, for the page of one indicator. */
export function conflictOf(id: string, definitions: readonly IndicatorUnderRules[]) {
  const conflict = targetConflicts(definitions).find(({ indicators }) => indicators.includes(id));
  if (conflict === undefined) return null;
  return {
    ...conflict,
    lines: definitions
      .filter(({ id: other }) => conflict.indicators.includes(other))
      .map(({ id: other, title, targets }) => ({
        id: other,
        title,
        targets: targets.map(targetText),
        isStrictest: other === conflict.strictest,
      })),
  };
}
