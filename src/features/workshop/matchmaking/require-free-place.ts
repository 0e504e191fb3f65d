import { ConflictError } from '../../../lib/errors';
import {
  freeTables,
  hasMeeting,
  whyUnavailable,
  type Booking,
  type PlanSlot,
  type Unavailable,
} from './clashes';
import { describeCluster, type Matchmaking } from './matchmaking.queries';

/** What keeps a cluster from a slot, as it is said after the cluster's name. */
export const unavailableWords: Record<Unavailable, string> = {
  not_there: 'has nobody registered any more',
  not_that_day: 'has nobody registered for that day',
  on_stage: 'is taken up by a session of the programme then',
};

/**
 * The slot, if both clusters can meet there at the table. Slots must have been locked.
 * @throws ConflictError `slot_gone`, `table_taken`, `cluster_busy`, `cluster_unavailable`
 */
export function requireFreePlace(
  matchmaking: Matchmaking,
  bookings: readonly Booking[],
  wanted: { slotId: number; table: number; clusters: readonly number[] },
): PlanSlot {
  const slot = matchmaking.slots.find(({ id }) => id === wanted.slotId);
  if (slot === undefined || wanted.table > slot.tables) {
    throw new ConflictError(
      'Nothing was changed: this slot or table has been removed meanwhile.',
      'slot_gone',
    );
  }
  if (!freeTables(slot, bookings).includes(wanted.table)) {
    throw new ConflictError(
      `Nothing was changed: table ${wanted.table} at ${slot.startsAt} on Day ${slot.day} has been taken meanwhile. Please choose another.`,
      'table_taken',
    );
  }
  for (const clusterId of wanted.clusters) {
    const name = describeCluster(matchmaking, clusterId);
    if (hasMeeting(clusterId, slot.id, bookings)) {
      throw new ConflictError(
        `Nothing was changed: ${name} has another meeting at ${slot.startsAt} on Day ${slot.day}.`,
        'cluster_busy',
      );
    }
    const reason = whyUnavailable(clusterId, slot, matchmaking.delegates);
    if (reason !== null) {
      throw new ConflictError(
        `Nothing was changed: ${name} ${unavailableWords[reason]} (${slot.startsAt} on Day ${slot.day}).`,
        'cluster_unavailable',
      );
    }
  }
  return slot;
}
