import { recordAuditEvents, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError } from '../../../lib/errors';
import { Meeting, MeetingParty, MeetingRequest, MeetingSlot } from '../../../models';
import type { Booking } from './clashes';
import {
  bookingsOf,
  getMatchmaking,
  partiesOf,
  standingMeeting,
  type Matchmaking,
} from './matchmaking.queries';
import {
  hasBegun,
  recipientsOf,
  requireSameRecipients,
  sendMeetingMails,
  type ToldMeeting,
} from './meeting-mails';
import type { Placement } from './propose-timetable';
import { requireFreePlace } from './require-free-place';

/**
 * Gives accepted requests their slots and tables, all of them or none, and tells both sides.
 * @param shown registrations of those who were shown as recipients of the mails
 * @returns the number of meetings
 * @throws ConflictError when a request was taken back or has a meeting, when a slot or table is
 *   gone or taken, when a cluster cannot come, or when the recipients changed
 */
export async function placeMeetings(
  actor: Actor,
  placements: readonly Placement[],
  shown: readonly number[],
): Promise<number> {
  return inTransaction(async (tx) => {
    await lock(tx, placements);
    const matchmaking = await getMatchmaking(tx);
    const bookings: Booking[] = bookingsOf(matchmaking);
    const told: ToldMeeting[] = [];
    for (const placement of placements) {
      const request = requirePlaceable(matchmaking, placement.requestId);
      const clusters = partiesOf(request);
      const slot = requireFreePlace(matchmaking, bookings, { ...placement, clusters });
      bookings.push({ slotId: slot.id, table: placement.table, clusters });
      const meeting = await addMeeting(tx, placement, clusters);
      told.push({ meeting, request, slot, what: 'planned' });
    }
    const toCome = told.filter(({ slot }) => !hasBegun(matchmaking, slot));
    if (toCome.length > 0) {
      const clusters = toCome.flatMap(({ request }) => partiesOf(request));
      requireSameRecipients(recipientsOf(matchmaking, clusters), shown);
    }
    await recordAuditEvents(
      tx,
      actor,
      told.map(({ meeting }) => ({
        action: 'meeting.planned',
        subjectType: 'meeting',
        subjectId: meeting.id,
        changes: {
          request: meeting.requestId,
          slot: meeting.slotId,
          table: meeting.tableNumber,
        },
      })),
    );
    await sendMeetingMails(tx, matchmaking, told);
    return told.length;
  });
}

/** Requests before slots, each in the order of their ids: every write that takes both does so. */
async function lock(tx: Tx, placements: readonly Placement[]): Promise<void> {
  const options = { order: ['id'], transaction: tx, lock: tx.LOCK.UPDATE };
  await MeetingRequest.findAll({
    where: { id: placements.map(({ requestId }) => requestId) },
    ...options,
  });
  await MeetingSlot.findAll({ where: { id: placements.map(({ slotId }) => slotId) }, ...options });
}

function requirePlaceable(matchmaking: Matchmaking, requestId: number): MeetingRequest {
  const request = matchmaking.requests.find(({ id }) => id === requestId);
  if (request?.status !== 'accepted') {
    throw new ConflictError(
      'Nothing was placed: a request has been taken back meanwhile.',
      'request_not_accepted',
    );
  }
  if (standingMeeting(matchmaking, requestId) !== undefined) {
    throw new ConflictError(
      'Nothing was placed: a request has been given a place meanwhile.',
      'already_placed',
    );
  }
  return request;
}

async function addMeeting(
  tx: Tx,
  { requestId, slotId, table }: Placement,
  clusters: [number, number],
): Promise<Meeting> {
  const meeting = await Meeting.create(
    {
      requestId,
      slotId,
      tableNumber: table,
      status: 'planned',
      outcome: 'none',
      note: '',
      revision: 1,
    },
    { transaction: tx },
  );
  await MeetingParty.bulkCreate(
    clusters.map((clusterId) => ({ meetingId: meeting.id, slotId, clusterId })),
    { transaction: tx },
  );
  return meeting;
}
