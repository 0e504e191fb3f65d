import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { ConflictError, NotFoundError } from '../../lib/errors';
import { User } from '../../models';
import { sendPasswordLink } from './send-password-link';

/**
 * Makes and sends a new link to set a password; the one before ends. The password of now goes
 * on working until the link is used.
 * @returns the account, and the link to show once
 * @throws NotFoundError, ConflictError when the account is disabled
 */
export async function renewPasswordLink(
  actor: Actor,
  userId: number,
): Promise<{ user: User; link: string }> {
  return inTransaction(async (tx) => {
    const user = await User.findByPk(userId, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (user === null) throw new NotFoundError();
    if (user.disabledAt !== null) {
      throw new ConflictError('This account is disabled. Enable it first.', 'disabled');
    }
    await recordAuditEvent(tx, actor, {
      action: 'account.link_made',
      subjectType: 'account',
      subjectId: user.id,
    });
    return { user, link: await sendPasswordLink(tx, user) };
  });
}
