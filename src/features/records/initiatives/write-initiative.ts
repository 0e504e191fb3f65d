import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, NotFoundError, requireRevision } from '../../../lib/errors';
import { Initiative, InitiativeProposer, Project } from '../../../models';
import type { Decision } from '../decision.input';
import type { InitiativeFacts } from './initiative.input';
import { standingOf } from './initiative.policy';

/** Keeps an initiative with its proposers. @returns its id */
export function addInitiative(
  actor: Actor,
  { proposers, ...facts }: InitiativeFacts,
): Promise<number> {
  return inTransaction(async (tx) => {
    const { id } = await Initiative.create({ ...facts, revision: 1 }, { transaction: tx });
    await setProposers(tx, id, proposers);
    await recordAuditEvent(tx, actor, {
      action: 'initiative.added',
      subjectType: 'initiative',
      subjectId: id,
      changes: { title: facts.title, launchedOn: facts.launchedOn, proposers },
    });
    return id;
  });
}

/**
 * Corrects the facts. A decision about a joint initiative was one about its proposers: when these
 * change, it is to be taken again.
 * @throws NotFoundError; ConflictError `edited_meanwhile`
 */
export async function correctInitiative(
  actor: Actor,
  id: number,
  { revision, proposers, ...facts }: InitiativeFacts & { revision: number },
): Promise<void> {
  await inTransaction(async (tx) => {
    const initiative = await lockInitiative(tx, id);
    requireRevision(initiative.revision, revision, 'this initiative');
    const old = await proposersOf(tx, id);
    const sameProposers = old.join() === proposers.join();
    const changed = Object.keys(changedFields({ ...initiative.get() }, facts));
    if (!sameProposers) changed.push('proposers');
    if (changed.length === 0) return;
    await initiative.update(
      { ...facts, revision: revision + 1, ...(sameProposers ? {} : undecided) },
      { transaction: tx },
    );
    if (!sameProposers) await setProposers(tx, id, proposers);
    await recordAuditEvent(tx, actor, {
      action: 'initiative.corrected',
      subjectType: 'initiative',
      subjectId: id,
      changes: { fields: changed, ...(sameProposers ? {} : { before: old, after: proposers }) },
    });
  });
}

const undecided = { counted: null, decisionReason: null, decidedBy: null, decidedAt: null };

/**
 * Whether an initiative of the host together with others counts.
 * @throws NotFoundError; ConflictError `edited_meanwhile`, or `not_joint` where there is nothing to decide
 */
export async function decideInitiative(
  actor: Actor,
  id: number,
  { counts, reason, revision }: Decision,
): Promise<void> {
  await inTransaction(async (tx) => {
    const initiative = await lockInitiative(tx, id);
    requireRevision(initiative.revision, revision, 'this initiative');
    const { hostCode } = await Project.findByPk(1, { transaction: tx, rejectOnEmpty: true });
    if (standingOf(await proposersOf(tx, id), hostCode) !== 'joint') {
      throw new ConflictError(
        'Only an initiative of the host economy together with others needs a decision.',
        'not_joint',
      );
    }
    const before = { counted: initiative.counted, reason: initiative.decisionReason };
    const after = { counted: counts, reason: counts === null ? null : reason };
    if (before.counted === after.counted && before.reason === after.reason) return;
    await initiative.update(
      {
        ...(counts === null
          ? undecided
          : {
              counted: counts,
              decisionReason: reason,
              decidedBy: actor.userId ?? null,
              decidedAt: now(),
            }),
        revision: revision + 1,
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'initiative.decided',
      subjectType: 'initiative',
      subjectId: id,
      changes: { before, after },
    });
  });
}

/** @throws NotFoundError */
export async function removeInitiative(actor: Actor, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const initiative = await lockInitiative(tx, id);
    await initiative.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'initiative.removed',
      subjectType: 'initiative',
      subjectId: id,
      changes: { title: initiative.title },
    });
  });
}

async function proposersOf(tx: Tx, initiativeId: number): Promise<string[]> {
  const rows = await InitiativeProposer.findAll({
    where: { initiativeId },
    order: ['economyCode'],
    transaction: tx,
  });
  return rows.map(({ economyCode }) => economyCode);
}

async function setProposers(tx: Tx, initiativeId: number, codes: readonly string[]): Promise<void> {
  await InitiativeProposer.destroy({ where: { initiativeId }, transaction: tx });
  await InitiativeProposer.bulkCreate(
    codes.map((economyCode) => ({ initiativeId, economyCode })),
    { transaction: tx },
  );
}

async function lockInitiative(tx: Tx, id: number): Promise<Initiative> {
  const initiative = await Initiative.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (initiative === null) throw new NotFoundError('There is no such initiative.');
  return initiative;
}
