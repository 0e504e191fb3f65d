import { changedFields, recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { NotFoundError } from '../../lib/errors';
import { User } from '../../models';
import type { Role } from '../../models/codes';
import { refuseLastAdministrator } from './active-administrators';

/**
 * Gives an account another role, from its next page on.
 * @throws NotFoundError, ConflictError for the last administrator
 */
export async function changeRole(actor: Actor, userId: number, role: Role): Promise<void> {
  await inTransaction(async (tx) => {
    const user = await User.findByPk(userId, { transaction: tx });
    if (user === null) throw new NotFoundError();
    if (role !== 'administrator') await refuseLastAdministrator(tx, user);
    // Only now, behind the lock, what it is changed from is certain.
    await user.reload({ transaction: tx, lock: tx.LOCK.UPDATE });
    const changes = changedFields({ role: user.role }, { role });
    if (Object.keys(changes).length === 0) return;
    await user.update({ role }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'account.role_changed',
      subjectType: 'account',
      subjectId: userId,
      changes,
    });
  });
}
