import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, ForbiddenError, NotFoundError } from '../../../lib/errors';
import { Meeting, MeetingRequest, MeetingRequestChange, type Registration } from '../../../models';
import type { MeetingRequestStatus } from '../../../models/codes';
import { isRowId } from '../../people/row-id';
import { ownActor } from '../speakers/own-link';
import { getMatchmaking } from './matchmaking.queries';
import { sendAnswerMails } from './meeting-mails';
import { lockOwnCluster, requireOwnCluster } from './own-cluster';
import { requireTimeToMeet } from './request-meeting';

export type RequestAnswer = 'accept' | 'decline' | 'withdraw';

/**
 * What either side does with a request: the asked cluster accepts or declines, the asking one
 * withdraws; an accepted one may be taken back by both until a meeting is planned. People of the
 * asking cluster get a mail about each answer, those of the asked one about a withdrawal. The same
 * again changes nothing and tells nobody.
 * @throws NotFoundError for a request of others; ForbiddenError for what is the other side's;
 *   ConflictError `request_answered`, `meeting_planned`, `workshop_over`
 */
export async function answerRequest(
  token: string,
  requestId: number,
  answer: RequestAnswer,
): Promise<void> {
  const own = await requireOwnCluster(token);
  await inTransaction(async (tx) => {
    const { registration, clusterId } = await lockOwnCluster(tx, own.registration.id);
    const request = await lockRequest(tx, requestId);
    if (request.fromClusterId !== clusterId && request.toClusterId !== clusterId) {
      throw new NotFoundError('There is no such request.');
    }
    if (answer !== 'withdraw' && request.toClusterId !== clusterId) {
      throw new ForbiddenError('Only the cluster that was asked can answer this request.');
    }
    if (answer === 'withdraw' && request.toClusterId === clusterId) {
      // The asked side takes back its yes by declining.
      throw new ForbiddenError('Only the cluster that asked can withdraw this request.');
    }
    const matchmaking = await getMatchmaking(tx);
    if (answer === 'accept') requireTimeToMeet(matchmaking);
    const result = resultOf[answer];
    const changed = await setStatus(tx, request, result, ownActor(), registration);
    if (changed) await sendAnswerMails(tx, matchmaking, request, result);
  });
}

/** Taken back by organisers on behalf of a cluster. @throws as answerRequest */
export async function closeRequest(actor: Actor, requestId: number): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (!(await setStatus(tx, request, 'withdrawn', actor, null))) return;
    await sendAnswerMails(tx, await getMatchmaking(tx), request, 'withdrawn');
  });
}

const resultOf = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const;

async function lockRequest(tx: Tx, requestId: number): Promise<MeetingRequest> {
  const request = isRowId(requestId)
    ? await MeetingRequest.findByPk(requestId, { transaction: tx, lock: tx.LOCK.UPDATE })
    : null;
  if (request === null) throw new NotFoundError('There is no such request.');
  return request;
}

/** @returns whether anything changed */
async function setStatus(
  tx: Tx,
  request: MeetingRequest,
  status: MeetingRequestStatus,
  actor: Actor,
  registration: Registration | null,
): Promise<boolean> {
  const before = request.status;
  if (before === status) return false;
  if (before === 'declined' || before === 'withdrawn') {
    throw new ConflictError(
      `Nothing was changed: this request has been ${before} meanwhile. You can ask for a meeting anew.`,
      'request_answered',
    );
  }
  const standing = await Meeting.count({
    where: { requestId: request.id, status: ['planned', 'held'] },
    transaction: tx,
  });
  if (standing > 0) {
    throw new ConflictError(
      'Nothing was changed: this meeting has a place in the timetable. Only the organisers can cancel it.',
      'meeting_planned',
    );
  }
  await request.update({ status, revision: request.revision + 1 }, { transaction: tx });
  await MeetingRequestChange.create(
    {
      requestId: request.id,
      status,
      registrationId: registration?.id ?? null,
      userId: actor.userId ?? null,
      changedAt: now(),
    },
    { transaction: tx },
  );
  await recordAuditEvent(tx, actor, {
    action: `meeting_request.${status}`,
    subjectType: 'meeting_request',
    subjectId: request.id,
    ...(registration === null ? {} : { personId: registration.personId }),
    changes: { status: [before, status] },
  });
  return true;
}
