import { dateIn } from '../../../lib/clock';
import type { WorkshopDay } from '../../../models';

/**
 * The workshop's day that a page opens on: today's in the workshop's zone, before and between
 * the days the next one, after them the last; undefined when there are no days.
 */
export function dayToShow(days: readonly WorkshopDay[], zone: string): WorkshopDay | undefined {
  const today = dateIn(zone);
  return days.find(({ date }) => date >= today) ?? days.at(-1);
}

/** The number of today's day; null when the workshop is not held today. */
export function numberOfToday(days: readonly WorkshopDay[], zone: string): number | null {
  const today = dateIn(zone);
  return days.find(({ date }) => date === today)?.number ?? null;
}
