import { momentsOf } from '../../lib/zoned-time';
import type { Project, WorkshopDay } from '../../models';

/** A workshop day as a limit for records: those with a time are compared by `at`, others by `date`. */
export interface Boundary {
  date: string;
  /** The first moment of the day in the workshop's zone. */
  at: Date;
}

/** The first moment of a calendar date in a zone; some zones have no midnight on the day clocks change. */
export function startOfDay(date: string, zone: string): Date {
  for (const time of ['00:00', '01:00']) {
    const [first] = momentsOf(`${date}T${time}`, zone);
    if (first !== undefined) return first;
  }
  throw new RangeError(`The date ${date} does not begin in the zone ${zone}.`);
}

/** The day with this number; undefined while the project has no such day. */
export function boundaryOf(
  number: number,
  project: Pick<Project, 'timeZone'>,
  days: readonly Pick<WorkshopDay, 'number' | 'date'>[],
): Boundary | undefined {
  const day = days.find((candidate) => candidate.number === number);
  return day && { date: day.date, at: startOfDay(day.date, project.timeZone) };
}

/**
 * SQL that holds for responses sent before a day. The moment decides where one is kept; anonymous
 * responses have the date alone, which is that of the workshop's zone.
 */
export function sentBefore(alias: string, name: string): string {
  return `CASE WHEN ${alias}.submitted_at IS NULL THEN ${alias}.submitted_on < :${name}Date
    ELSE ${alias}.submitted_at < :${name}At END`;
}

/** The values that `sentBefore` asks for. */
export function boundaryValues(
  name: string,
  boundary: Boundary | undefined,
): Record<string, string | Date | null> {
  return {
    [`${name}Date`]: boundary?.date ?? null,
    [`${name}At`]: boundary?.at ?? null,
  };
}
