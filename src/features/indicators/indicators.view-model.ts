import { formatDate, formatNumber, formatPercent } from '../../http/format';
import type { PageLocals } from '../../http/render';
import { localTime } from '../../lib/zoned-time';
import type { Project } from '../../models';
import { allMet } from './compute';
import {
  documents,
  groups,
  isForm,
  targetText,
  unitAfter,
  type IndicatorDefinition,
  type IndicatorUnderRules,
} from './indicator';
import { daysView, nameOf, type DaysView } from './days.view-model';
import { lowestDay } from './measure-days';
import type { ProtectedIndicator } from './protect';
import { statuses } from './status-words';
import { targetConflicts } from './target-conflicts';

export interface IndicatorView {
  id: string;
  title: string;
  definition: IndicatorDefinition;
  value: string;
  /** False while there is no data, and where the value may not be shown. */
  isKnown: boolean;
  /** As it follows the value: "person", "persons"; '' for shares, which carry their sign. */
  unit: string;
  /** "16 of 21 forms"; what the value rests on. Empty while there is no data. */
  base: string;
  status: { label: string; tone: string };
  targets: { text: string; source: string; status: { label: string; tone: string } }[];
  /** Women, men, not stated among the records counted, when it may be shown. */
  split: { label: string; n: string; share: string }[] | null;
  splitOf: string;
  /** The value in parts of the target, 0 to 100, for a bar; null without either. */
  progress: { percent: number; text: string } | null;
  hidden: string | null;
  /** "As of 12 May 2020": the date of figures that are released from time to time. */
  releasedOn: string | null;
  rule: string | null;
  /** Each day, where every day must meet the target; null for others. */
  days: DaysView | null;
  /** What must be said beside the value, in sentences. */
  notes: string[];
}

export function indicatorView(indicator: ProtectedIndicator, timeZone: string): IndicatorView {
  const { definition, value, split, hidden } = indicator;
  return {
    id: definition.id,
    title: definition.title,
    definition,
    value: valueText(definition, value, hidden),
    isKnown: value !== null,
    unit: value === null ? '' : unitAfter(value, definition.unit),
    base: baseText(indicator),
    status: statuses[indicator.status],
    targets: indicator.targets.map(({ line, status }) => ({
      text: targetText(line),
      source: documents[line.source],
      status: statuses[status],
    })),
    split: split === null ? null : splitLines(split),
    splitOf: definition.splitOf ?? '',
    progress: progressOf(indicator),
    hidden,
    releasedOn: releasedText(indicator, timeZone),
    rule: indicator.rule,
    days: daysView(indicator),
    notes: indicator.notes,
  };
}

/** The value as it is written everywhere: "76.2 %", "12", "no data yet". */
function valueText(
  { unit }: IndicatorDefinition,
  value: number | null,
  hidden: string | null,
): string {
  if (hidden !== null) return 'not shown';
  if (value === null) return 'no data yet';
  return unit === '%' ? formatPercent(value, 2) : formatNumber(value);
}

const recordNames = {
  cluster_survey: 'answers to the questionnaire',
  workshop_evaluation: 'evaluation forms',
  collaboration_invitation: 'invitations sent',
  success_story: 'stories sent',
};

/** Which figures of an indicator are of an earlier date than its value. */
export function releasedText(
  { releasedAt, definition }: Pick<ProtectedIndicator, 'releasedAt' | 'definition'>,
  timeZone: string,
): string | null {
  if (releasedAt === null) return null;
  const date = formatDate(localTime(releasedAt, timeZone).slice(0, 10));
  return definition.unit === '%'
    ? `Forms as of ${date}`
    : `Number of records and split by sex as of ${date}`;
}

function baseText(indicator: ProtectedIndicator): string {
  const { definition, base, ratio, value } = indicator;
  if (base === null || base === 0) return '';
  if (ratio !== null) return ratioText(indicator);
  return value === null || !isForm(definition.fedBy)
    ? ''
    : `base: ${formatNumber(base)} ${recordNames[definition.fedBy]}`;
}

/** "16 of 21 evaluation forms": what a share divides by what; '' where there is nothing to divide. */
export function ratioText({ definition, ratio, coversStated, days }: ProtectedIndicator): string {
  if (ratio === null) return '';
  const of = `${formatNumber(ratio.counted)} of ${formatNumber(ratio.of)}`;
  if (isForm(definition.fedBy)) {
    const stated = coversStated
      ? ' by women and men; those whose sex is not stated are too few to be added'
      : '';
    return `${of} ${recordNames[definition.fedBy]}${stated}`;
  }
  const lowest = days === null ? undefined : lowestDay(days);
  if (days !== null && lowest === undefined) return '';
  return `${of} people with stated sex${lowest === undefined ? '' : ` on ${nameOf(lowest)}`}`;
}

function splitLines(split: NonNullable<ProtectedIndicator['split']>): IndicatorView['split'] {
  const counted = split.categories.find(({ code }) => code === 'counted');
  if (counted === undefined) return null;
  const stated = (counted.women.n ?? 0) + (counted.men.n ?? 0);
  const share = (n: number | null): string =>
    n === null || stated === 0 ? '' : formatPercent((n / stated) * 100);
  return [
    { label: 'Women', n: formatNumber(counted.women.n), share: share(counted.women.n) },
    { label: 'Men', n: formatNumber(counted.men.n), share: share(counted.men.n) },
    { label: 'Not stated', n: formatNumber(counted.notStated.n), share: '' },
  ];
}

/** Of the line that is furthest from being met, since all lines must be. */
function progressOf({ targets }: ProtectedIndicator): IndicatorView['progress'] {
  const shares = targets.flatMap(({ line, value }) =>
    value === null ? [] : [(value / line.value) * 100],
  );
  if (shares.length === 0 || shares.length < targets.length) return null;
  const percent = Math.min(...shares);
  return { percent: Math.min(100, percent), text: `${Math.floor(percent)} % of the target` };
}

/** The dashboard: the four groups of indicators and the lines on which the documents differ. */
export function dashboardPage(
  indicators: readonly ProtectedIndicator[],
  project: Pick<Project, 'timeZone' | 'name'>,
): PageLocals {
  const views = indicators.map((indicator) => indicatorView(indicator, project.timeZone));
  const byId = new Map(views.map((view) => [view.id, view]));
  return {
    title: 'Indicators',
    projectName: project.name,
    asOf: indicators[0]?.asOf,
    timeZone: project.timeZone,
    counts: (['met', 'not_met', 'no_target', 'no_data', 'not_shown'] as const)
      .map((status) => ({
        ...statuses[status],
        count: indicators.filter((indicator) => indicator.status === status).length,
      }))
      .filter(({ count, label }) => count > 0 || label !== 'Not shown'),
    total: indicators.length,
    groups: groups.map((group) => ({
      ...group,
      indicators: views.filter(({ definition }) => definition.group === group.key),
    })),
    conflicts: conflictViews(byId, indicators),
  };
}

function conflictViews(
  byId: ReadonlyMap<string, IndicatorView>,
  indicators: readonly ProtectedIndicator[],
) {
  return targetConflicts(indicators.map(({ definition }) => definition)).map((conflict) => {
    const found = indicators.filter(({ definition }) =>
      conflict.indicators.includes(definition.id),
    );
    const status = allMet(found.map((indicator) => indicator.status));
    return {
      ...conflict,
      status: statuses[status],
      lines: conflict.indicators.flatMap((id) => {
        const view = byId.get(id);
        return view === undefined ? [] : [{ ...view, isStrictest: id === conflict.strictest }];
      }),
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
