import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { NotFoundError, requireRevision } from '../../../lib/errors';
import { Material } from '../../../models';
import { requireSession } from './add-material';
import type { MaterialCorrection } from './material.input';

/**
 * Changes the title of a file and the session it belongs to.
 * @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError on `sessionId`
 */
export async function correctMaterial(
  actor: Actor,
  id: number,
  { revision, ...facts }: MaterialCorrection,
): Promise<void> {
  await inTransaction(async (tx) => {
    const material = await Material.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (material === null) throw new NotFoundError('There is no such file.');
    requireRevision(material.revision, revision, 'this file');
    await requireSession(tx, facts.sessionId, null);
    const changes = changedFields({ ...material.get() }, facts);
    if (Object.keys(changes).length === 0) return;
    await material.update({ ...facts, revision: revision + 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'material.corrected',
      subjectType: 'material',
      subjectId: id,
      ...(material.personId === null ? {} : { personId: material.personId }),
      changes,
    });
  });
}
