import { changedFields, recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { NotFoundError } from '../../lib/errors';
import { User } from '../../models';

/**
 * Gives an account another name, on all pages from the next one on. Lines of the audit trail
 * keep the name under which something was done.
 * @throws NotFoundError
 */
export async function changeName(actor: Actor, userId: number, name: string): Promise<void> {
  await inTransaction(async (tx) => {
    const user = await User.findByPk(userId, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (user === null) throw new NotFoundError();
    const changes = changedFields({ name: user.name }, { name });
    if (Object.keys(changes).length === 0) return;
    await user.update({ name }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'account.name_changed',
      subjectType: 'account',
      subjectId: userId,
      changes,
    });
  });
}
