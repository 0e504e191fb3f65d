import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { NotFoundError, requireRevision } from '../../../lib/errors';
import { Risk, RiskChange } from '../../../models';
import { requireOwner } from '../owner';
import type { RiskFacts, RiskUpdate } from './risk.input';

/** @returns its id @throws ValidationError on `ownerId` */
export function addRisk(actor: Actor, facts: RiskFacts): Promise<number> {
  return inTransaction(async (tx) => {
    if (facts.ownerId !== null) await requireOwner(tx, facts.ownerId);
    const { id } = await Risk.create({ ...facts, revision: 1 }, { transaction: tx });
    const { likelihood, impact, status } = facts;
    await recordAuditEvent(tx, actor, {
      action: 'risk.added',
      subjectType: 'risk',
      subjectId: id,
      changes: { likelihood, impact, status },
    });
    return id;
  });
}

/**
 * Changes a risk and keeps what changed and why in its history.
 * @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError on `ownerId`
 */
export async function changeRisk(
  actor: Actor,
  id: number,
  { revision, reason, ...facts }: RiskUpdate,
): Promise<void> {
  await inTransaction(async (tx) => {
    const risk = await lockRisk(tx, id);
    requireRevision(risk.revision, revision, 'this risk');
    if (facts.ownerId !== null && facts.ownerId !== risk.ownerId) {
      await requireOwner(tx, facts.ownerId);
    }
    const changes = changedFields({ ...risk.get() }, facts);
    const fields = Object.keys(changes);
    if (fields.length === 0) return;
    await risk.update({ ...facts, revision: revision + 1 }, { transaction: tx });
    await RiskChange.create(
      {
        riskId: id,
        changedBy: actor.userId ?? null,
        changedAt: now(),
        reason,
        changes: JSON.stringify(changes),
      },
      { transaction: tx },
    );
    // Texts stay out of the trail, since they may name people: the risk's own history has them.
    await recordAuditEvent(tx, actor, {
      action: 'risk.changed',
      subjectType: 'risk',
      subjectId: id,
      changes: { fields },
    });
  });
}

/** @throws NotFoundError */
export async function removeRisk(actor: Actor, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const risk = await lockRisk(tx, id);
    await risk.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'risk.removed',
      subjectType: 'risk',
      subjectId: id,
    });
  });
}

async function lockRisk(tx: Tx, id: number): Promise<Risk> {
  const risk = await Risk.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (risk === null) throw new NotFoundError('There is no such risk.');
  return risk;
}
