import { momentsOf } from '../../../lib/zoned-time';

/** A stretch of a day of the workshop; times as its clocks show them, "14:30". */
export interface DayTime {
  day: number;
  startsAt: string;
  endsAt: string;
}

/** Whether two stretches share a minute; one may begin when the other ends. */
export function overlap(a: DayTime, b: DayTime): boolean {
  return a.day === b.day && a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/**
 * The moment of a wall-clock time of a date in a zone: the first of two where clocks are put
 * back; null where they are put forward over it.
 */
export function momentOf(date: string, time: string, zone: string): Date | null {
  return momentsOf(`${date}T${time}`, zone)[0] ?? null;
}

/** Earlier days and times first; ids decide between equal ones. */
export function byTime(a: DayTime & { id: number }, b: DayTime & { id: number }): number {
  return a.day - b.day || compare(a.startsAt, b.startsAt) || a.id - b.id;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
