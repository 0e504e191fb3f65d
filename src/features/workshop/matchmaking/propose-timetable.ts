import {
  freeTables,
  hasMeeting,
  whyUnavailable,
  type Booking,
  type Delegate,
  type PlanSlot,
} from './clashes';
import { byTime } from './meeting-times';

/** An accepted request that has no meeting yet. */
export interface OpenRequest {
  id: number;
  clusters: [number, number];
}

export interface Placement {
  requestId: number;
  slotId: number;
  table: number;
}

export interface Proposal {
  /** In the order of the timetable. */
  placements: Placement[];
  /** Requests for which no slot is left, with what stands in the way. */
  unplaced: { requestId: number; reason: 'never_both_free' | 'all_taken' }[];
}

interface Waiting {
  request: OpenRequest;
  /** Slots in which both could come, by time, whether or not they are taken. */
  possible: PlanSlot[];
}

/**
 * A timetable for the requests without one, beside the meetings that stand. The same input gives
 * the same timetable. The request with the fewest slots left comes first (then the older); it
 * takes the slot that the fewest others could use (then the earlier), at the lowest free table.
 * It never takes back a choice, so a fuller timetable may exist.
 */
export function proposeTimetable(input: {
  slots: readonly PlanSlot[];
  delegates: readonly Delegate[];
  bookings: readonly Booking[];
  requests: readonly OpenRequest[];
}): Proposal {
  const { delegates } = input;
  const slots = [...input.slots].sort(byTime);
  const bookings = [...input.bookings];
  let waiting: Waiting[] = input.requests
    .map((request) => ({
      request,
      possible: slots.filter((slot) =>
        request.clusters.every((id) => whyUnavailable(id, slot, delegates) === null),
      ),
    }))
    .sort((a, b) => a.request.id - b.request.id);
  const placements: Placement[] = [];
  const unplaced: Proposal['unplaced'] = [];
  while (waiting.length > 0) {
    const options = waiting.map((one) => ({ ...one, open: openSlots(one, bookings) }));
    const next = options.reduce((best, one) => (one.open.length < best.open.length ? one : best));
    waiting = waiting.filter(({ request }) => request !== next.request);
    const others = options.filter(({ request }) => request !== next.request);
    const slot = leastWanted(next.open, others);
    const table = slot === undefined ? undefined : freeTables(slot, bookings)[0];
    if (slot === undefined || table === undefined) {
      const reason = next.possible.length === 0 ? 'never_both_free' : 'all_taken';
      unplaced.push({ requestId: next.request.id, reason });
      continue;
    }
    bookings.push({ slotId: slot.id, table, clusters: next.request.clusters });
    placements.push({ requestId: next.request.id, slotId: slot.id, table });
  }
  const order = new Map(slots.map(({ id }, index) => [id, index]));
  const rank = ({ slotId }: Placement): number => order.get(slotId) ?? 0;
  return {
    placements: placements.sort((a, b) => rank(a) - rank(b) || a.table - b.table),
    unplaced: unplaced.sort((a, b) => a.requestId - b.requestId),
  };
}

function openSlots({ request, possible }: Waiting, bookings: Booking[]): PlanSlot[] {
  return possible.filter(
    (slot) =>
      freeTables(slot, bookings).length > 0 &&
      !request.clusters.some((id) => hasMeeting(id, slot.id, bookings)),
  );
}

function leastWanted(open: PlanSlot[], others: { open: PlanSlot[] }[]): PlanSlot | undefined {
  const wanted = new Map<number, number>();
  for (const other of others) {
    for (const { id } of other.open) wanted.set(id, (wanted.get(id) ?? 0) + 1);
  }
  return open.reduce<PlanSlot | undefined>(
    (best, slot) =>
      best === undefined || (wanted.get(slot.id) ?? 0) < (wanted.get(best.id) ?? 0) ? slot : best,
    undefined,
  );
}
