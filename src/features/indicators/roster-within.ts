import type { RosterRow } from '../workshop/speakers/roster.queries';
import type { Within } from './period';

/**
 * The roster as it stood on the workshop's days of a period. Experts contribute to the workshop as a
 * whole, so they are in when one of its days is.
 */
export function rosterWithin(
  rows: readonly RosterRow[],
  days: readonly { number: number; date: string }[],
  when: Pick<Within, 'holds'>,
): RosterRow[] {
  const left = new Set(days.filter(({ date }) => when.holds(date)).map(({ number }) => number));
  if (left.size === days.length) return [...rows];
  return rows.map((row) => ({
    ...row,
    spokeOn: row.spokeOn.filter((day) => left.has(day)),
    contributed: row.contributed && left.size > 0,
  }));
}
