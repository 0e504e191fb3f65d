import { formatDate, formatNumber, formatPercent } from '../../http/format';
import { localTime } from '../../lib/zoned-time';
import { paths } from '../../paths';
import { documents, isForm, targetText, unitAfter, type IndicatorDefinition } from './indicator';
import { daysView, nameOf, type DaysView } from './days.view-model';
import { lowestDay } from './measure-days';
import { allDates, countedBy, isWholeTime, type Period } from './period';
import { periodQuery } from './period-address';
import type { ProtectedIndicator } from './protect';
import { statuses } from './status-words';

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
  /** Its page, for the same period. */
  href: string;
  /** How it is cut to the period that was asked for, or why it is not; '' for all dates. */
  cut: string;
}

/** @param period that was asked for */
export function indicatorView(
  indicator: ProtectedIndicator,
  timeZone: string,
  period: Period = allDates,
): IndicatorView {
  const { definition, value, split, hidden } = indicator;
  const isCut = !isWholeTime(period) && !indicator.isUncut;
  return {
    id: definition.id,
    title: definition.title,
    definition,
    value: valueText(indicator, isCut),
    isKnown: value !== null,
    unit: value === null ? '' : unitAfter(value, definition.unit),
    base: baseText(indicator),
    status: isCut && indicator.status === 'no_data' ? nothingThen : statuses[indicator.status],
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
    href: `${paths.indicator(definition.id)}${periodQuery(period)}`,
    cut: cutText(indicator, period),
  };
}

/** Where a period holds no record; more may have come before it or may come after. */
export const nothingThen = { label: 'No data then', tone: '' };

function cutText({ definition, isUncut }: ProtectedIndicator, period: Period): string {
  if (isWholeTime(period)) return '';
  return isUncut
    ? 'Of all dates, not of the period: it is made of single answers.'
    : `Counted by ${countedBy[definition.fedBy]}.`;
}

/** The value as it is written everywhere: "76.2 %", "12", "no data yet". */
function valueText(
  { definition: { unit }, value, hidden }: ProtectedIndicator,
  isCut: boolean,
): string {
  if (hidden !== null) return 'not shown';
  if (value === null) return isCut ? 'no data of this period' : 'no data yet';
  return unit === '%' ? formatPercent(value, 2) : formatNumber(value);
}

const recordNames = {
  cluster_survey: 'answers to the questionnaire',
  workshop_evaluation: 'evaluation forms',
  collaboration_invitation: 'invitations sent',
  success_story: 'stories sent',
  success_story_one_year: 'stories sent one year later',
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
    : `base: ${formatNumber(base)} ${recordNames[definition.fedBy]}${statedText(indicator)}`;
}

/** "16 of 21 evaluation forms": what a share divides by what; '' where there is nothing to divide. */
export function ratioText(indicator: ProtectedIndicator): string {
  const { definition, ratio, days } = indicator;
  if (ratio === null) return '';
  const of = `${formatNumber(ratio.counted)} of ${formatNumber(ratio.of)}`;
  if (isForm(definition.fedBy)) {
    return `${of} ${recordNames[definition.fedBy]}${statedText(indicator)}`;
  }
  const lowest = days === null ? undefined : lowestDay(days);
  if (days !== null && lowest === undefined) return '';
  return `${of} people with stated sex${lowest === undefined ? '' : ` on ${nameOf(lowest)}`}`;
}

/** Whom the number of records leaves out, where it does. */
function statedText({ coversStated }: Pick<ProtectedIndicator, 'coversStated'>): string {
  return coversStated
    ? ' by women and men; those whose sex is not stated are too few to be added'
    : '';
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
