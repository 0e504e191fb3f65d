import type { PageLocals } from '../../../http/render';
import { dateIn, now } from '../../../lib/clock';
import type { Sector } from '../../../models/codes';
import { definitionOf } from '../../indicators/catalogue';
import { targetText, type TargetLine } from '../../indicators/indicator';
import { underRules, type IndicatorRules } from '../../indicators/rules/rules';
import { rulesInForce } from '../../indicators/rules/rules.queries';
import { getProject, listEconomies, listWorkshopDays } from '../project.queries';
import { getWorkshopSettings } from '../workshop-settings.queries';
import {
  awaitedOf,
  countAttendance,
  countRegistered,
  type AttendanceCell,
} from './attendance.queries';
import { figuresOfDay, personsIn, type DayFigures } from './day-figures';
import { clockTime } from './desk-answer';
import { missingWords } from './missing-words';
import { dayToShow, numberOfToday } from './workshop-today';

const sectorNames: Record<Sector | 'not_stated', string> = {
  public: 'Public sector',
  private: 'Private sector',
  academia: 'Academia',
  other: 'Other',
  not_stated: 'Not stated',
};

/** What a day is measured by, with the indicator that sets the mark. */
const measures: { id: string; title: string; valueOf: (day: DayFigures) => number | null }[] = [
  { id: 'I03', title: 'Persons', valueOf: ({ persons }) => persons },
  { id: 'I11', title: 'Women', valueOf: ({ women }) => women },
  { id: 'I12', title: 'Share of women', valueOf: ({ shareOfWomen }) => shareOfWomen },
  {
    id: 'I04',
    title: 'From travel-eligible economies',
    valueOf: ({ travelEligible }) => travelEligible,
  },
];

/**
 * One day against its targets, without any personal data. Today and after: people checked in,
 * beside those registered on site; on the days before: a forecast from registrations, with those
 * online apart.
 * @param wanted number of a day; undefined for today or the next one
 */
export async function trackerPage(wanted: number | undefined): Promise<PageLocals> {
  const [project, settings, days, economies, came, everybody, rules] = await Promise.all([
    getProject(),
    getWorkshopSettings(),
    listWorkshopDays(),
    listEconomies(),
    countAttendance(),
    countRegistered(),
    rulesInForce(),
  ]);
  const zone = project.timeZone;
  const day = days.find(({ number }) => number === wanted) ?? dayToShow(days, zone);
  const today = numberOfToday(days, zone);
  const number = day?.number ?? 0;
  const registered = awaitedOf(everybody, settings.mode);
  const allRegistered = everybody.filter(
    (cell) => cell.status === 'registered' && cell.day === number,
  );
  const here = figuresOfDay(came, number);
  const expected = figuresOfDay(withStatus(registered, 'registered'), number);
  const undecided = figuresOfDay(withStatus(registered, 'invited'), number);
  // Until the first check-in of the day there is nothing else to show.
  const forecast = here === null && day !== undefined && day.date >= dateIn(zone);
  const shown = forecast ? expected : here;
  return {
    title: day === undefined ? 'Tracker' : `Day ${day.number}`,
    scripts: ['tracker.js'],
    days: days.map((one) => ({
      number: one.number,
      date: one.date,
      current: one.number === number,
      today: one.number === today,
    })),
    day: day === undefined ? null : { number, date: day.date, theme: day.theme },
    isToday: number === today,
    isOver: day !== undefined && day.date < dateIn(zone),
    forecast,
    asOf: `${clockTime(now(), zone)} (${zone})`,
    hasData: shown !== null,
    lines: measures.map((measure) =>
      lineOf(measure, { shown, expected, undecided, forecast, rules }),
    ),
    withoutHost: shown?.travelEligibleWithoutHost ?? null,
    host: economies.find(({ code }) => code === project.hostCode)?.name ?? project.hostCode,
    notStated: shown?.notStated ?? 0,
    sectors: (shown?.sectors ?? []).map(({ sector, counts, persons }) => ({
      name: sectorNames[sector],
      ...counts,
      persons,
    })),
    expected: expected?.persons ?? 0,
    online: personsIn(allRegistered) - (expected?.persons ?? 0),
    undecided: undecided?.persons ?? 0,
  };
}

function withStatus(
  cells: readonly (AttendanceCell & { status: string })[],
  status: string,
): AttendanceCell[] {
  return cells.filter((cell) => cell.status === status);
}

interface Figures {
  shown: DayFigures | null;
  expected: DayFigures | null;
  undecided: DayFigures | null;
  forecast: boolean;
  rules: IndicatorRules;
}

function lineOf(
  { id, title, valueOf }: (typeof measures)[number],
  { shown, expected, undecided, forecast, rules }: Figures,
) {
  const [target] = underRules(definitionOf(id), rules).targets;
  const value = shown === null ? null : valueOf(shown);
  const percent = target?.unit === '%';
  return {
    id,
    title,
    value,
    percent,
    target: target?.value ?? null,
    targetText: target === undefined ? '' : targetText(target),
    met: value !== null && target !== undefined && value >= target.value,
    missing: missingOf(id, shown, target),
    beside: besideWords({ expected, undecided, forecast }, valueOf, percent),
  };
}

function missingOf(id: string, shown: DayFigures | null, target: TargetLine | undefined): string {
  if (target === undefined) return '';
  if (shown === null) return 'no data yet';
  return missingWords(id, shown, target.value);
}

/** What stands in small letters: who may still come. */
function besideWords(
  { expected, undecided, forecast }: Omit<Figures, 'shown' | 'rules'>,
  valueOf: (day: DayFigures) => number | null,
  percent: boolean,
): string {
  const of = (figures: DayFigures | null): number | null =>
    figures === null ? null : valueOf(figures);
  if (percent) {
    const share = of(expected);
    return forecast || share === null ? '' : `${share.toFixed(1)} % of those registered`;
  }
  const open = of(undecided) ?? 0;
  if (forecast) return open > 0 ? `${open} more have not answered` : '';
  return `${of(expected) ?? 0} registered`;
}
