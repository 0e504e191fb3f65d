import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { NotFoundError, ValidationError } from '../../lib/errors';
import { Cluster } from '../../models';
import { foldText } from './fold-name';

/**
 * Gives a cluster another name; its people and answers stay with it.
 * @throws ValidationError on `name` when the economy has another cluster of that name
 */
export async function renameCluster(actor: Actor, clusterId: number, name: string): Promise<void> {
  const nameKey = foldText(name);
  if (nameKey === '') throw new ValidationError({ name: 'Please give the cluster a name.' });
  await inTransaction(async (tx) => {
    const cluster = await Cluster.findByPk(clusterId, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (cluster === null) throw new NotFoundError();
    const namesake = await Cluster.findOne({
      where: { economyCode: cluster.economyCode, nameKey },
      transaction: tx,
    });
    if (namesake !== null && namesake.id !== clusterId) {
      throw new ValidationError({ name: 'This economy has another cluster of that name.' });
    }
    const before = cluster.name;
    if (before === name.trim()) return;
    await cluster.update({ name: name.trim(), nameKey }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'cluster.renamed',
      subjectType: 'cluster',
      subjectId: clusterId,
      changes: { name: [before, cluster.name] },
    });
  });
}
