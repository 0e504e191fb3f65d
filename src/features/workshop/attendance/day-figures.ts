import { sectors, type Sector } from '../../../models/codes';
import { columnOf, sexOf, shareOfWomen, type SexCounts } from '../../../statistics/sex-split';
import type { AttendanceCell, PersonCell } from './attendance.queries';

/** What a day is measured by. Indicators, the tracker and the workbooks all count with this. */
export interface DayFigures extends SexCounts {
  day: number;
  persons: number;
  /** Women among people with stated sex, 0-100, unrounded; null when nobody's is stated. */
  shareOfWomen: number | null;
  travelEligible: number;
  travelEligibleWithoutHost: number;
  /** In the order of display; people without a sector are under "not_stated". */
  sectors: { sector: Sector | 'not_stated'; counts: SexCounts; persons: number }[];
}

/** Sums the cells of one day; null when nobody is in them: "no data yet", never 0. */
export function figuresOfDay(cells: readonly AttendanceCell[], day: number): DayFigures | null {
  const ofDay = cells.filter((cell) => cell.day === day);
  if (ofDay.length === 0) return null;
  const counts = sumBySex(ofDay);
  const eligible = ofDay.filter((cell) => cell.travelEligible);
  return {
    day,
    ...counts,
    persons: personsIn(ofDay),
    shareOfWomen: shareOfWomen(counts),
    travelEligible: personsIn(eligible),
    travelEligibleWithoutHost: personsIn(eligible.filter((cell) => !cell.host)),
    sectors: [...sectors, 'not_stated' as const].map((sector) => {
      const ofSector = ofDay.filter((cell) => (cell.sector ?? 'not_stated') === sector);
      return { sector, counts: sumBySex(ofSector), persons: personsIn(ofSector) };
    }),
  };
}

export function personsIn(cells: readonly PersonCell[]): number {
  return cells.reduce((sum, cell) => sum + cell.persons, 0);
}

export function sumBySex(cells: readonly PersonCell[]): SexCounts {
  const counts: SexCounts = { women: 0, men: 0, notStated: 0 };
  for (const cell of cells) counts[columnOf(sexOf(cell.sex))] += cell.persons;
  return counts;
}
