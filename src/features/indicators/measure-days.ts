import type { Sector } from '../../models/codes';
import type { SexCounts } from '../../statistics/sex-split';
import type { AttendanceCell, PersonCell } from '../workshop/attendance/attendance.queries';
import { figuresOfDay, sumBySex, type DayFigures } from '../workshop/attendance/day-figures';
import { sumOf, type DayFigure, type DayPart, type Measure } from './measures';

/** Who came, and what that is measured against. */
export interface Attendances {
  /** People of each day. */
  cells: readonly AttendanceCell[];
  /** Different people over all days. */
  persons: readonly PersonCell[];
  /** All days of the workshop, those to come too. */
  days: readonly { number: number; date: string }[];
  /** The name of the economy that hosts the workshop. */
  host: string;
}

type DaysMeasure = Measure & { days: DayFigure[] };

export const sectorNames: Record<Sector | 'not_stated', string> = {
  public: 'Public sector',
  private: 'Private sector',
  academia: 'Academia',
  other: 'Other sector',
  not_stated: 'Sector not stated',
};

/**
 * I03, I04, I11 and I12 from the people checked in. Each day stands for itself: the value of an
 * indicator is that of its lowest day, since an average would hide it. A day on which nobody was
 * checked in has no value.
 */
export function measureDays(
  attendances: Attendances,
): Record<'I03' | 'I04' | 'I11' | 'I12', Measure> {
  const all = { isCounted: () => true, partsOf: () => [] };
  const everyone = overDays(attendances, {
    ...all,
    valueOf: ({ persons }) => persons,
    partsOf: (_cells, { sectors }) =>
      sectors.map(({ sector, counts }) => ({ label: sectorNames[sector], people: counts })),
  });
  const eligible = overDays(attendances, {
    isCounted: ({ travelEligible }) => travelEligible,
    valueOf: ({ travelEligible }) => travelEligible,
    partsOf: (cells) => hostParts(cells, attendances.host),
  });
  const women = overDays(attendances, { ...all, valueOf: (day) => day.women });
  const share = overDays(attendances, { ...all, valueOf: (day) => day.shareOfWomen });
  return {
    I03: { ...everyone, notes: personsText(everyone) },
    I04: {
      ...eligible,
      notes: [...personsText(eligible), ...withoutHostText(eligible, attendances.host)],
    },
    I11: women,
    I12: { ...share, ...lowestRatio(share), notes: notStatedText(share) },
  };
}

interface Rule {
  isCounted: (cell: PersonCell) => boolean;
  valueOf: (day: DayFigures) => number | null;
  partsOf: (counted: readonly AttendanceCell[], day: DayFigures) => DayPart[];
}

function overDays(
  { cells, persons, days }: Attendances,
  { isCounted, valueOf, partsOf }: Rule,
): DaysMeasure {
  const figures = days.map(({ number, date }) => {
    const counted = cells.filter((cell) => cell.day === number && isCounted(cell));
    const day = figuresOfDay(cells, number);
    return {
      number,
      date,
      value: day === null ? null : valueOf(day),
      hasPeople: day !== null,
      people: sumBySex(counted),
      parts: day === null ? [] : partsOf(counted, day),
    };
  });
  return {
    value: lowestDay(figures)?.value ?? null,
    counted: sumBySex(persons.filter(isCounted)),
    all: sumBySex(persons),
    days: figures,
  };
}

/** The first of the days with the lowest value; undefined while no day has one. */
export function lowestDay<D extends { value: number | null }>(days: readonly D[]): D | undefined {
  const known = days.filter(({ value }) => value !== null);
  const least = Math.min(...known.map(({ value }) => value ?? Infinity));
  return known.find(({ value }) => value === least);
}

function hostParts(counted: readonly AttendanceCell[], host: string): DayPart[] {
  return [
    { label: `${host}, the host economy`, people: sumBySex(counted.filter((cell) => cell.host)) },
    { label: 'Without the host economy', people: sumBySex(counted.filter((cell) => !cell.host)) },
  ];
}

/** One person on three days is one person and three person-days. */
function personsText({ counted, days, value }: DaysMeasure): string[] {
  if (value === null) return [];
  const persons = sumOf(counted);
  const personDays = days.reduce((sum, { people }) => sum + sumOf(people), 0);
  return [
    `${persons} ${persons === 1 ? 'person' : 'persons'} in all, on ${personDays} ${personDays === 1 ? 'person-day' : 'person-days'}.`,
  ];
}

function withoutHostText({ days }: DaysMeasure, host: string): string[] {
  return byDay(`Without the host economy, ${host}`, days, ({ parts: [, rest] }) => rest?.people);
}

function notStatedText({ days }: DaysMeasure): string[] {
  return byDay('Sex not stated, left out of the share', days, ({ people }) => ({
    women: 0,
    men: 0,
    notStated: people.notStated,
  }));
}

/** "Without the host economy, Russia: Day 1: 9; Day 2: 11." for the days with people. */
function byDay(
  label: string,
  days: readonly DayFigure[],
  countsOf: (day: DayFigure) => SexCounts | undefined,
): string[] {
  const figures = days.flatMap((day) => {
    const counts = day.hasPeople ? countsOf(day) : undefined;
    return counts === undefined ? [] : [`Day ${day.number}: ${sumOf(counts)}`];
  });
  return figures.length === 0 ? [] : [`${label}: ${figures.join('; ')}.`];
}

function lowestRatio(measure: DaysMeasure): Pick<Measure, 'ratio'> {
  const lowest = lowestDay(measure.days);
  if (lowest === undefined) return {};
  const { women, men } = lowest.people;
  return { ratio: { counted: women, of: women + men } };
}
