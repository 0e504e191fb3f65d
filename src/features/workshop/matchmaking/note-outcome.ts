import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, NotFoundError } from '../../../lib/errors';
import { MeetingParty, MeetingReport, type Meeting } from '../../../models';
import { ownActor } from '../speakers/own-link';
import { lockMeeting } from './change-meeting';
import type { OutcomeInput, ReportInput } from './matchmaking.input';
import { getMatchmaking } from './matchmaking.queries';
import { hasBegun } from './meeting-mails';
import { lockOwnCluster, requireOwnCluster } from './own-cluster';
import { settleReports } from './settle-reports';

/**
 * What organisers say of a meeting: it stands until they say otherwise, whatever the sides
 * report. "planned" gives the word back to the sides.
 * @throws NotFoundError; ConflictError `meeting_changed`, `meeting_cancelled`, `not_begun`
 */
export async function noteOutcome(
  actor: Actor,
  meetingId: number,
  { revision, status, outcome, note }: OutcomeInput,
): Promise<void> {
  await inTransaction(async (tx) => {
    const meeting = await lockMeeting(tx, { id: meetingId, revision });
    requireStanding(meeting);
    if (status !== 'planned') await requireBegun(tx, meeting);
    const settled =
      status === 'planned'
        ? await settlementOf(tx, meeting)
        : {
            status,
            outcome: status === 'held' ? outcome : ('none' as const),
            settledBy: 'organisers' as const,
          };
    await record(tx, actor, meeting, { ...settled, note });
  });
}

/**
 * What one side says of its meeting; said again, it replaces what it said before. It settles the
 * meeting unless organisers have decided.
 * @throws NotFoundError for a meeting of others; ConflictError `meeting_cancelled`, `not_begun`
 */
export async function reportMeeting(
  token: string,
  meetingId: number,
  { held, outcome, note }: ReportInput,
): Promise<void> {
  const own = await requireOwnCluster(token);
  await inTransaction(async (tx) => {
    const { registration, clusterId } = await lockOwnCluster(tx, own.registration.id);
    const meeting = await lockMeeting(tx, { id: meetingId });
    requireStanding(meeting);
    const party = await MeetingParty.count({ where: { meetingId, clusterId }, transaction: tx });
    if (party === 0) throw new NotFoundError('There is no such meeting.');
    await requireBegun(tx, meeting);
    await MeetingReport.upsert(
      {
        meetingId,
        clusterId,
        held,
        outcome: held ? outcome : 'none',
        note,
        reportedBy: registration.id,
        reportedAt: now(),
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, ownActor(), {
      action: 'meeting.reported',
      subjectType: 'meeting',
      subjectId: meetingId,
      personId: registration.personId,
      changes: { cluster: clusterId, held, outcome: held ? outcome : 'none' },
    });
    if (meeting.settledBy === 'organisers') return;
    await record(tx, ownActor(), meeting, await settlementOf(tx, meeting));
  });
}

type Settled = Partial<Pick<Meeting, 'status' | 'outcome' | 'settledBy' | 'note'>>;

async function settlementOf(tx: Tx, meeting: Meeting): Promise<Settled> {
  const reports = await MeetingReport.findAll({
    where: { meetingId: meeting.id },
    transaction: tx,
  });
  const settlement = settleReports(reports);
  return { ...settlement, settledBy: settlement.status === 'planned' ? null : 'parties' };
}

async function record(tx: Tx, actor: Actor, meeting: Meeting, after: Settled): Promise<void> {
  const { status, outcome, settledBy, note } = meeting;
  const changes = changedFields({ status, outcome, settledBy, note }, after);
  if (Object.keys(changes).length === 0) return;
  // Notes are people's words and stay out of the trail.
  if (changes.note !== undefined) changes.note = ['', ''];
  await meeting.update({ ...after, revision: meeting.revision + 1 }, { transaction: tx });
  await recordAuditEvent(tx, actor, {
    action: 'meeting.settled',
    subjectType: 'meeting',
    subjectId: meeting.id,
    changes,
  });
}

function requireStanding(meeting: Meeting): void {
  if (meeting.status === 'cancelled') {
    throw new ConflictError(
      'Nothing was changed: this meeting was cancelled.',
      'meeting_cancelled',
    );
  }
}

async function requireBegun(tx: Tx, meeting: Meeting): Promise<void> {
  const matchmaking = await getMatchmaking(tx);
  const slot = matchmaking.slots.find(({ id }) => id === meeting.slotId);
  if (slot === undefined || !hasBegun(matchmaking, slot)) {
    throw new ConflictError(
      'Nothing was changed: what came of a meeting can be noted once its time has come.',
      'not_begun',
    );
  }
}
