import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { ConflictError, NotFoundError, ValidationError } from '../../../lib/errors';
import { Cluster, ClusterAlias } from '../../../models';
import { foldText } from '../fold-name';
import { isRowId } from '../row-id';
import type { RenameInput } from './cluster.input';

/**
 * Gives a cluster another name. Who types the earlier one still means this cluster. The same name
 * again changes nothing.
 * @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError on `name` for one that
 *   another cluster of the economy has or had
 */
export async function renameCluster(
  actor: Actor,
  clusterId: number,
  { name, seen, reason }: RenameInput,
): Promise<void> {
  const nameKey = foldText(name);
  if (nameKey === '') throw new ValidationError({ name: 'A name has a letter or a digit.' });
  await inTransaction(async (tx) => {
    const cluster = isRowId(clusterId)
      ? await Cluster.findByPk(clusterId, { transaction: tx, lock: tx.LOCK.UPDATE })
      : null;
    if (cluster === null) throw new NotFoundError('There is no such cluster.');
    if (cluster.name !== seen) {
      throw new ConflictError(
        'Somebody else changed this name while you were editing. Open the page again and repeat your change.',
        'edited_meanwhile',
      );
    }
    if (cluster.name === name) return;
    const { economyCode } = cluster;
    const where = { economyCode, nameKey };
    const other = await Cluster.findOne({ where, transaction: tx });
    const alias = await ClusterAlias.findOne({ where, transaction: tx });
    if ((other ?? cluster).id !== clusterId || (alias ?? { clusterId }).clusterId !== clusterId) {
      throw new ValidationError({
        name: 'Another cluster of this economy has or had this name. If the two are one, merge them.',
      });
    }
    await alias?.destroy({ transaction: tx });
    if (cluster.nameKey !== nameKey) {
      await ClusterAlias.create(
        { economyCode, nameKey: cluster.nameKey, name: cluster.name, clusterId },
        { transaction: tx },
      );
    }
    const before = cluster.name;
    await cluster.update({ name, nameKey }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'cluster.renamed',
      subjectType: 'cluster',
      subjectId: clusterId,
      changes: { name: [before, name], reason },
    });
  });
}
