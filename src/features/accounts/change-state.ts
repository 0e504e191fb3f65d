import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { now } from '../../lib/clock';
import { NotFoundError } from '../../lib/errors';
import { OneTimeLink, User } from '../../models';
import { refuseLastAdministrator } from './active-administrators';
import { endSessionsOf } from './sessions';

/**
 * Disables an account: its sessions and unused links end at once.
 * @throws NotFoundError, ConflictError for the last administrator
 */
export async function disableAccount(actor: Actor, userId: number): Promise<void> {
  await inTransaction(async (tx) => {
    const user = await User.findByPk(userId, { transaction: tx });
    if (user === null) throw new NotFoundError();
    await refuseLastAdministrator(tx, user);
    await user.reload({ transaction: tx, lock: tx.LOCK.UPDATE });
    if (user.disabledAt !== null) return;
    await user.update({ disabledAt: now() }, { transaction: tx });
    await endSessionsOf(tx, userId);
    await OneTimeLink.destroy({ where: { userId, usedAt: null }, transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'account.disabled',
      subjectType: 'account',
      subjectId: userId,
    });
  });
}

/** Lets an account sign in again, with the password it had. @throws NotFoundError */
export async function enableAccount(actor: Actor, userId: number): Promise<void> {
  await inTransaction(async (tx) => {
    const user = await User.findByPk(userId, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (user === null) throw new NotFoundError();
    if (user.disabledAt === null) return;
    await user.update({ disabledAt: null }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'account.enabled',
      subjectType: 'account',
      subjectId: userId,
    });
  });
}
