import { addDays } from '../../../lib/dates';
import type { Milestone } from '../../../models';

/** The dates that milestones are counted from, YYYY-MM-DD; null while the workshop has no days. */
export interface Anchors {
  dayOne: string | null;
  projectEnd: string;
}

type Timed = Pick<Milestone, 'anchor' | 'shift' | 'shiftUnit' | 'fixedOn'>;

/** When a milestone is due, YYYY-MM-DD; null while its anchor has no date. */
export function dueDate({ anchor, shift, shiftUnit, fixedOn }: Timed, anchors: Anchors) {
  if (anchor === 'fixed') return fixedOn ?? null;
  const from = anchor === 'day_one' ? anchors.dayOne : anchors.projectEnd;
  if (from === null) return null;
  return shiftUnit === 'months' ? addMonths(from, shift ?? 0) : addDays(from, shift ?? 0);
}

/** The same day of another month, or its last one where it has no such day. */
function addMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)))
    .toISOString()
    .slice(0, 10);
}

/** "14,3" as numbers, the largest first. */
export function remindersOf({ remindDays }: Pick<Milestone, 'remindDays'>): number[] {
  return remindDays === '' ? [] : remindDays.split(',').map(Number);
}

/**
 * Which reminder of a milestone is to go out today: the last whose day has come, so that a server
 * that stood still sends one and not all it missed. Null before the first, and once it is overdue.
 */
export function reminderDue(due: string, reminders: readonly number[], today: string) {
  if (today > due) return null;
  const come = reminders.filter((days) => addDays(due, -days) <= today);
  return come.length === 0 ? null : Math.min(...come);
}
