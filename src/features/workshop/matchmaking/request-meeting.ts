import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, ValidationError } from '../../../lib/errors';
import { Cluster, MeetingRequest, MeetingRequestChange } from '../../../models';
import { isOver } from '../registrations/registration.policy';
import { ownActor } from '../speakers/own-link';
import type { MeetingRequestInput } from './matchmaking.input';
import { getMatchmaking, type Matchmaking } from './matchmaking.queries';
import { sendRequestMails } from './meeting-mails';
import { lockOwnCluster, requireOwnCluster } from './own-cluster';

/** How many requests of one cluster may wait for an answer at a time. */
export const openRequestsMost = 8;
/** How often one cluster may ask the same other one: each time its people get a mail. */
const asksOfOneMost = 3;

/**
 * One cluster asks another, in the name of the person behind the link. The people of the other
 * cluster get a mail.
 * @throws ValidationError for a cluster that is one's own or not there; ConflictError
 *   `too_many_requests` and `asked_often` at the limits, `already_asked` when the two have an open
 *   request, `workshop_over`
 */
export async function requestMeeting(token: string, input: MeetingRequestInput): Promise<void> {
  const own = await requireOwnCluster(token);
  await inTransaction(async (tx) => {
    const { registration, clusterId } = await lockOwnCluster(tx, own.registration.id);
    await lockClusters(tx, [clusterId, input.cluster]);
    const matchmaking = await getMatchmaking(tx);
    requireTimeToMeet(matchmaking);
    const there = matchmaking.delegates.some((delegate) => delegate.clusterId === input.cluster);
    if (input.cluster === clusterId || !there) {
      throw new ValidationError({ cluster: 'Please choose a cluster from the list.' });
    }
    const open = matchmaking.requests.filter(
      ({ fromClusterId, status }) => fromClusterId === clusterId && status === 'asked',
    );
    if (open.length >= openRequestsMost) {
      throw new ConflictError(
        `Your cluster has ${openRequestsMost} requests waiting for an answer, which is the most at a time. Withdraw one, or wait for an answer.`,
        'too_many_requests',
      );
    }
    requireNoOpenRequest(matchmaking.requests, clusterId, input.cluster);
    const asks = matchmaking.requests.filter(
      ({ fromClusterId, toClusterId }) =>
        fromClusterId === clusterId && toClusterId === input.cluster,
    );
    if (asks.length >= asksOfOneMost) {
      throw new ConflictError(
        `Your cluster has asked this one ${asksOfOneMost} times. If you still want to meet, please write to the organisers.`,
        'asked_often',
      );
    }
    const request = await addRequest(tx, {
      from: clusterId,
      to: input.cluster,
      status: 'asked',
      askedBy: registration.id,
      message: input.message,
    });
    await MeetingRequestChange.create(
      {
        requestId: request.id,
        status: 'asked',
        registrationId: registration.id,
        changedAt: now(),
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, ownActor(), {
      action: 'meeting_request.asked',
      subjectType: 'meeting_request',
      subjectId: request.id,
      personId: registration.personId,
      changes: { from: clusterId, to: input.cluster },
    });
    await sendRequestMails(tx, matchmaking, request);
  });
}

/** @throws ConflictError `workshop_over`: nobody finds a time and a table any more */
export function requireTimeToMeet(matchmaking: Pick<Matchmaking, 'project' | 'days'>): void {
  if (!isOver(matchmaking)) return;
  throw new ConflictError('The workshop is over: no more meetings are arranged.', 'workshop_over');
}

/**
 * What two clusters agreed with each other, entered by organisers: accepted at once.
 * @throws ValidationError for one cluster twice; ConflictError `already_asked`
 */
export async function enterAgreement(
  actor: Actor,
  { from, to }: { from: number; to: number },
): Promise<MeetingRequest> {
  return inTransaction(async (tx) => {
    if (from === to) throw new ValidationError({ to: 'Please choose two different clusters.' });
    await lockClusters(tx, [from, to]);
    const { delegates, requests } = await getMatchmaking(tx);
    const there = (id: number): boolean => delegates.some(({ clusterId }) => clusterId === id);
    const absent = 'Please choose a cluster with somebody registered.';
    if (!there(from)) throw new ValidationError({ from: absent });
    if (!there(to)) throw new ValidationError({ to: absent });
    requireNoOpenRequest(requests, from, to);
    const request = await addRequest(tx, { from, to, status: 'accepted', message: '' });
    await MeetingRequestChange.create(
      {
        requestId: request.id,
        status: 'accepted',
        userId: actor.userId ?? null,
        changedAt: now(),
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'meeting_request.entered',
      subjectType: 'meeting_request',
      subjectId: request.id,
      changes: { from, to },
    });
    return request;
  });
}

/** In the order of their ids, so that two clusters asking each other do not wait for each other. */
async function lockClusters(tx: Tx, ids: number[]): Promise<void> {
  await Cluster.findAll({
    where: { id: ids },
    order: ['id'],
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
}

function requireNoOpenRequest(requests: MeetingRequest[], a: number, b: number): void {
  const open = requests.some(
    ({ lowClusterId, highClusterId, status }) =>
      lowClusterId === Math.min(a, b) &&
      highClusterId === Math.max(a, b) &&
      (status === 'asked' || status === 'accepted'),
  );
  if (open) {
    throw new ConflictError(
      'There is an open request between these two clusters already.',
      'already_asked',
    );
  }
}

function addRequest(
  tx: Tx,
  added: {
    from: number;
    to: number;
    status: 'asked' | 'accepted';
    askedBy?: number;
    message: string;
  },
): Promise<MeetingRequest> {
  const { from, to, status, message } = added;
  return MeetingRequest.create(
    {
      fromClusterId: from,
      toClusterId: to,
      lowClusterId: Math.min(from, to),
      highClusterId: Math.max(from, to),
      askedBy: added.askedBy ?? null,
      message,
      status,
      revision: 1,
    },
    { transaction: tx },
  );
}
