import { recordAuditEvents, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { NotFoundError } from '../../../lib/errors';
import { Material } from '../../../models';
import type { Release } from '../../../models/codes';

/**
 * Releases files to participants or to the public, or withdraws them; all or none.
 * @returns how many changed
 * @throws NotFoundError when one of them is gone
 */
export async function releaseMaterials(
  actor: Actor,
  ids: number[],
  release: Release,
): Promise<number> {
  return inTransaction(async (tx) => {
    const materials = await Material.findAll({
      where: { id: ids },
      order: ['id'],
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    if (materials.length < new Set(ids).size) {
      throw new NotFoundError('One of these files has been removed. Please open the list again.');
    }
    const changing = materials.filter((material) => material.release !== release);
    await Material.update(
      { release, releasedAt: release === 'held' ? null : now() },
      { where: { id: changing.map(({ id }) => id) }, transaction: tx },
    );
    await recordAuditEvents(
      tx,
      actor,
      changing.map((material) => ({
        action: release === 'held' ? 'material.withdrawn' : 'material.released',
        subjectType: 'material',
        subjectId: material.id,
        ...(material.personId === null ? {} : { personId: material.personId }),
        changes: { release: [material.release, release] },
      })),
    );
    return changing.length;
  });
}
