import { overlap, type DayTime } from './meeting-times';

/** A time for meetings with its tables, numbered from 1. */
export interface PlanSlot extends DayTime {
  id: number;
  tables: number;
}

/** A registered person of a cluster. */
export interface Delegate {
  clusterId: number;
  /** The days for which they are registered. */
  days: number[];
  /** When they chair, speak or sit on a panel. */
  busy: DayTime[];
}

/** What stands in a slot: a meeting that is not cancelled. */
export interface Booking {
  slotId: number;
  table: number;
  clusters: [number, number];
}

/** Why nobody of a cluster can come to a slot. */
export type Unavailable = 'not_there' | 'not_that_day' | 'on_stage';

/**
 * Whether somebody of the cluster can sit at a table then: registered for the day and without a
 * part in a session at the time. One person is enough.
 */
export function whyUnavailable(
  clusterId: number,
  slot: DayTime,
  delegates: readonly Delegate[],
): Unavailable | null {
  const own = delegates.filter((delegate) => delegate.clusterId === clusterId);
  if (own.length === 0) return 'not_there';
  const there = own.filter(({ days }) => days.includes(slot.day));
  if (there.length === 0) return 'not_that_day';
  return there.some(({ busy }) => !busy.some((session) => overlap(session, slot)))
    ? null
    : 'on_stage';
}

/** The tables of a slot at which nobody meets, lowest first. */
export function freeTables(slot: PlanSlot, bookings: readonly Booking[]): number[] {
  const taken = new Set(
    bookings.filter(({ slotId }) => slotId === slot.id).map(({ table }) => table),
  );
  return Array.from({ length: slot.tables }, (_, index) => index + 1).filter(
    (table) => !taken.has(table),
  );
}

/** Whether a cluster sits at a table of the slot already. */
export function hasMeeting(
  clusterId: number,
  slotId: number,
  bookings: readonly Booking[],
): boolean {
  return bookings.some(
    (booking) => booking.slotId === slotId && booking.clusters.includes(clusterId),
  );
}
