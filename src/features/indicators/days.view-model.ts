import { formatDate, formatNumber, formatPercent } from '../../http/format';
import { shareOfWomen, type SexCounts } from '../../statistics/sex-split';
import type { DayState, IndicatorValue } from './compute';
import type { IndicatorDefinition } from './indicator';
import { lowestDay } from './measure-days';
import { noOne, sumOf } from './measures';
import { statuses } from './status-words';

/** One day on the card of an indicator. */
export interface DayView {
  name: string;
  date: string;
  /** "18", "27.50 %", "no data yet". */
  value: string;
  isKnown: boolean;
  status: { label: string; tone: string };
}

export interface DaysView {
  days: DayView[];
  /** "on Day 2, the lowest day"; what the value of the indicator is the value of. */
  lowest: string;
  /** "Day 2 and Day 3 miss the target." and which days have no data yet; '' when all is told. */
  summary: string;
}

/** The days of an indicator that every day must meet; null for other indicators. */
export function daysView({ days, definition, status }: IndicatorValue): DaysView | null {
  if (days === null) return null;
  const known = days.filter(({ value }) => value !== null);
  const lowest = lowestDay(days);
  const missing = days.filter((day) => day.status === 'not_met');
  const open = days.filter((day) => day.status === 'no_data');
  return {
    days: days.map((day) => ({
      name: nameOf(day),
      date: formatDate(day.date),
      value: dayValueText(day, definition),
      isKnown: day.value !== null,
      status: statuses[day.status],
    })),
    lowest:
      lowest === undefined
        ? ''
        : `on ${nameOf(lowest)}${known.length > 1 ? ', the lowest day' : ''}`,
    summary: [
      missing.length === 0
        ? ''
        : `${listed(missing)} ${missing.length === 1 ? 'misses' : 'miss'} the target.`,
      open.length === 0 || status === 'not_met' || known.length === 0
        ? ''
        : `${listed(open)}: no data yet.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  };
}

export function nameOf({ number }: Pick<DayState, 'number'>): string {
  return `Day ${number}`;
}

function listed(days: readonly DayState[]): string {
  const names = days.map(nameOf);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** The value of a day, as values are written everywhere. */
function dayValueText({ value }: DayState, { unit }: IndicatorDefinition): string {
  if (value === null) return 'no data yet';
  return unit === '%' ? formatPercent(value, 2) : formatNumber(value);
}

/** A line of the table of days: a day, or a part of the day above it. */
export interface DayRow {
  label: string;
  date: string | null;
  isPart: boolean;
  /** Null on days without data. */
  people: (SexCounts & { total: number; shareOfWomen: number | null }) | null;
  status: { label: string; tone: string } | null;
}

export interface DayTable {
  rows: DayRow[];
  /** The sum over the days, and the people behind it: one person on three days is 1 and 3. */
  sums: DayRow[];
}

/** Everybody the figures of the days are about, by sex; null for other indicators. */
export function dayTable({ days, split }: IndicatorValue): DayTable | null {
  if (days === null) return null;
  const rows = days.flatMap((day): DayRow[] => [
    {
      label: nameOf(day),
      date: day.date,
      isPart: false,
      people: day.hasPeople ? withTotal(day.people) : null,
      status: statuses[day.status],
    },
    ...day.parts.map(({ label, people }) => ({
      label,
      date: null,
      isPart: true,
      people: withTotal(people),
      status: null,
    })),
  ]);
  if (!days.some(({ hasPeople }) => hasPeople)) return { rows, sums: [] };
  const personDays = noOne();
  for (const { people } of days) {
    personDays.women += people.women;
    personDays.men += people.men;
    personDays.notStated += people.notStated;
  }
  const persons = split?.categories.find(({ code }) => code === 'counted');
  const sums = [sumRow('Person-days', personDays)];
  if (persons !== undefined) {
    const { women, men, notStated } = persons;
    sums.push(
      sumRow('Persons, each counted once', {
        women: women.n ?? 0,
        men: men.n ?? 0,
        notStated: notStated.n ?? 0,
      }),
    );
  }
  return { rows, sums };
}

function sumRow(label: string, people: SexCounts): DayRow {
  return { label, date: null, isPart: false, people: withTotal(people), status: null };
}

function withTotal(people: SexCounts): NonNullable<DayRow['people']> {
  return { ...people, total: sumOf(people), shareOfWomen: shareOfWomen(people) };
}
