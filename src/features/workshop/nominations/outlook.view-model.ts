import { formatDate, formatNumber, formatPercent } from '../../../http/format';
import { sectors } from '../../../models/codes';
import { sectorLabels } from '../../people/person-codes';
import { targetOf, type IndicatorRules } from '../../indicators/rules/rules';
import type { DayFigures } from '../attendance/day-figures';
import type { Outlook, OutlookDay } from './outlook.queries';

interface OutlookCell {
  now: string;
  then: string;
  changed: boolean;
  /** Undefined where there is no target. */
  met: boolean | undefined;
  /** What is missing with the selection, in words; '' when nothing is. */
  missing: string;
  note: string;
}

interface Measured {
  label: string;
  /** Null: no target. */
  indicator: 'I03' | 'I04' | 'I11' | 'I12' | null;
  of: (figures: DayFigures) => number | null;
  share?: boolean;
  note?: (figures: DayFigures) => string;
}

const measures: Measured[] = [
  { label: 'Persons', indicator: 'I03', of: ({ persons }) => persons },
  {
    label: 'Women',
    indicator: 'I11',
    of: ({ women }) => women,
    note: ({ men, notStated }) =>
      `${men} ${men === 1 ? 'man' : 'men'}${notStated === 0 ? '' : `, ${notStated} not stated`}`,
  },
  {
    label: 'Share of women',
    indicator: 'I12',
    of: ({ shareOfWomen }) => shareOfWomen,
    share: true,
    note: ({ women, men }) => `of ${women + men}`,
  },
  {
    label: 'Travel-eligible',
    indicator: 'I04',
    of: ({ travelEligible }) => travelEligible,
    note: ({ travelEligible, travelEligibleWithoutHost }) =>
      travelEligible === travelEligibleWithoutHost
        ? ''
        : `${travelEligibleWithoutHost} without the host`,
  },
];

/** Each day of the workshop against its targets, now and with the selection accepted. */
export function outlookTable(outlook: Outlook) {
  const columns = [...measures, ...sectorsOf(outlook)];
  return {
    selected: outlook.added,
    measures: columns.map((measure) => {
      const target = targetIn(outlook.rules, measure.indicator);
      const unit = measure.share === true ? ' %' : '';
      return { label: measure.label, target: target === null ? '' : `≥ ${target}${unit}` };
    }),
    days: outlook.days.map((day) => ({
      number: day.number,
      date: formatDate(day.date),
      cells: columns.map((measure) =>
        cellOf(day, measure, targetIn(outlook.rules, measure.indicator)),
      ),
    })),
  };
}

function targetIn(rules: IndicatorRules, indicator: Measured['indicator']): number | null {
  return indicator === null ? null : targetOf(rules, indicator);
}

/** People without a sector have a column only when there are any. */
function sectorsOf({ days }: Outlook): Measured[] {
  return [...sectors, 'not_stated' as const]
    .map((sector) => ({
      label: sector === 'not_stated' ? 'No sector' : sectorLabels[sector].replace(' sector', ''),
      indicator: null,
      of: (figures: DayFigures) =>
        figures.sectors.find((one) => one.sector === sector)?.persons ?? 0,
      needed: sector !== 'not_stated',
    }))
    .filter(({ needed, of }) => needed || days.some(({ then }) => then !== null && of(then) > 0));
}

function cellOf(day: OutlookDay, measure: Measured, target: number | null): OutlookCell {
  const value = (figures: DayFigures | null): number | null =>
    figures === null ? null : measure.of(figures);
  const text = (figure: number | null): string =>
    measure.share === true ? formatPercent(figure) : formatNumber(figure);
  const now = value(day.now);
  const then = value(day.then);
  const met = target === null || then === null ? undefined : then >= target;
  return {
    now: text(now),
    then: text(then),
    changed: text(now) !== text(then),
    met,
    missing:
      met === false && measure.share !== true ? `${(target ?? 0) - (then ?? 0)} missing` : '',
    note: day.then === null ? '' : (measure.note?.(day.then) ?? ''),
  };
}
