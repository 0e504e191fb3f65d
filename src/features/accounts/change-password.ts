import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { ValidationError } from '../../lib/errors';
import { User } from '../../models';
import { hashPassword, verifyPassword } from './password-hash';
import { createSession, endSessionsOf, type NewSession } from './sessions';

/**
 * Changes one's own password and ends all sessions of the account, the present one included.
 * @returns a new session for the browser that asked
 * @throws ValidationError when the present password is wrong or changed meanwhile
 */
export async function changePassword(
  actor: Actor,
  userId: number,
  input: { currentPassword: string; password: string },
): Promise<NewSession> {
  const { passwordHash: before } = await User.findByPk(userId, { rejectOnEmpty: true });
  if (!(await verifyPassword(before, input.currentPassword))) throw wrongPassword();
  const passwordHash = await hashPassword(input.password);
  return inTransaction(async (tx) => {
    const user = await User.findByPk(userId, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    if (user.passwordHash !== before || user.disabledAt !== null) throw wrongPassword();
    await user.update({ passwordHash }, { transaction: tx });
    await endSessionsOf(tx, userId);
    await recordAuditEvent(tx, actor, {
      action: 'account.password_changed',
      subjectType: 'account',
      subjectId: userId,
    });
    return createSession(tx, user);
  });
}

function wrongPassword(): ValidationError {
  return new ValidationError({ currentPassword: 'This is not your password of now.' });
}
