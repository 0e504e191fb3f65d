import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { ConflictError, NotFoundError } from '../../../lib/errors';
import { Material } from '../../../models';
import { removeMaterialFiles } from './material-files';

/**
 * Removes a file for good.
 * @param byPersonId the person who does it: only their own, and only while it is not released
 * @throws NotFoundError; ConflictError `released` for the person's own that others see already
 */
export async function removeMaterial(
  actor: Actor,
  id: number,
  byPersonId: number | null,
): Promise<void> {
  const fileKey = await inTransaction(async (tx) => {
    const material = await Material.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (material === null || (byPersonId !== null && material.personId !== byPersonId)) {
      throw new NotFoundError('There is no such file.');
    }
    if (byPersonId !== null && material.release !== 'held') {
      throw new ConflictError(
        'This file has been released. Please ask the organisers to withdraw it.',
        'released',
      );
    }
    await material.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'material.removed',
      subjectType: 'material',
      subjectId: id,
      ...(material.personId === null ? {} : { personId: material.personId }),
      changes: { mediaType: material.mediaType, bytes: material.bytes },
    });
    return material.fileKey;
  });
  await removeMaterialFiles([fileKey]);
}
