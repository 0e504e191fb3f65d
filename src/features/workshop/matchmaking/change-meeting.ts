import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError, NotFoundError } from '../../../lib/errors';
import { Meeting, MeetingParty, MeetingSlot, type MeetingRequest } from '../../../models';
import type { MeetingNotice } from '../../../mail/messages/meeting-notice';
import { isRowId } from '../../people/row-id';
import { bookingsOf, getMatchmaking, partiesOf, type Matchmaking } from './matchmaking.queries';
import { hasBegun, recipientsOf, requireSameRecipients, sendMeetingMails } from './meeting-mails';
import { requireFreePlace } from './require-free-place';

/** What the organiser saw when they decided. */
export interface SeenMeeting {
  id: number;
  revision: number;
  /** Registrations of those who were shown as recipients of the mails. */
  recipients: readonly number[];
}

/**
 * Moves a planned meeting to another slot or table and tells both sides.
 * @throws NotFoundError; ConflictError `meeting_changed` when it is another than was seen,
 *   `not_planned`, `recipients_changed`, or as requireFreePlace
 */
export async function moveMeeting(
  actor: Actor,
  seen: SeenMeeting,
  to: { slotId: number; table: number },
): Promise<void> {
  await inTransaction(async (tx) => {
    const meeting = await lockPlanned(tx, seen);
    await MeetingSlot.findAll({
      where: { id: [meeting.slotId, to.slotId] },
      order: ['id'],
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    const matchmaking = await getMatchmaking(tx);
    const request = requestOf(matchmaking, meeting);
    const others = {
      ...matchmaking,
      meetings: matchmaking.meetings.filter(({ id }) => id !== meeting.id),
    };
    requireFreePlace(matchmaking, bookingsOf(others), { ...to, clusters: partiesOf(request) });
    const before = { slot: meeting.slotId, table: meeting.tableNumber };
    if (before.slot === to.slotId && before.table === to.table) return;
    // The rows of the two clusters follow by the foreign key.
    await meeting.update(
      { slotId: to.slotId, tableNumber: to.table, revision: meeting.revision + 1 },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'meeting.moved',
      subjectType: 'meeting',
      subjectId: meeting.id,
      changes: { slot: [before.slot, to.slotId], table: [before.table, to.table] },
    });
    await tell(tx, matchmaking, { meeting, request, seen, what: 'moved' });
  });
}

/**
 * Cancels a planned meeting, frees its table and tells both sides. The request stays accepted,
 * so that it can be placed again.
 * @throws as moveMeeting
 */
export async function cancelMeeting(actor: Actor, seen: SeenMeeting): Promise<void> {
  await inTransaction(async (tx) => {
    const meeting = await lockPlanned(tx, seen);
    const matchmaking = await getMatchmaking(tx);
    await MeetingParty.destroy({ where: { meetingId: meeting.id }, transaction: tx });
    await meeting.update(
      { status: 'cancelled', settledBy: 'organisers', revision: meeting.revision + 1 },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'meeting.cancelled',
      subjectType: 'meeting',
      subjectId: meeting.id,
      changes: { slot: meeting.slotId, table: meeting.tableNumber },
    });
    const request = requestOf(matchmaking, meeting);
    await tell(tx, matchmaking, { meeting, request, seen, what: 'cancelled' });
  });
}

/** @throws NotFoundError; ConflictError `meeting_changed` */
export async function lockMeeting(
  tx: Tx,
  seen: { id: number; revision?: number },
): Promise<Meeting> {
  const meeting = isRowId(seen.id)
    ? await Meeting.findByPk(seen.id, { transaction: tx, lock: tx.LOCK.UPDATE })
    : null;
  if (meeting === null) throw new NotFoundError('There is no such meeting.');
  if (seen.revision !== undefined && meeting.revision !== seen.revision) {
    throw new ConflictError(
      'Nothing was changed: somebody else has changed this meeting meanwhile. Please look at it again.',
      'meeting_changed',
    );
  }
  return meeting;
}

async function lockPlanned(tx: Tx, seen: SeenMeeting): Promise<Meeting> {
  const meeting = await lockMeeting(tx, seen);
  if (meeting.status !== 'planned') {
    throw new ConflictError(
      'Nothing was changed: only a planned meeting can be moved or cancelled.',
      'not_planned',
    );
  }
  return meeting;
}

function requestOf({ requests }: Matchmaking, meeting: Meeting): MeetingRequest {
  const request = requests.find(({ id }) => id === meeting.requestId);
  if (request === undefined) throw new NotFoundError('There is no such request.');
  return request;
}

async function tell(
  tx: Tx,
  matchmaking: Matchmaking,
  {
    meeting,
    request,
    seen,
    what,
  }: { meeting: Meeting; request: MeetingRequest; seen: SeenMeeting; what: MeetingNotice },
): Promise<void> {
  const slot = matchmaking.slots.find(({ id }) => id === meeting.slotId);
  if (slot === undefined) throw new NotFoundError('There is no such slot.');
  // Of a time that is over nobody is told, whoever was shown before it was.
  if (hasBegun(matchmaking, slot)) return;
  requireSameRecipients(recipientsOf(matchmaking, partiesOf(request)), seen.recipients);
  await sendMeetingMails(tx, matchmaking, [{ meeting, request, slot, what }]);
}
