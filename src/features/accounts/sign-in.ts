import { recordAuditEvent } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { User } from '../../models';
import { verifyPassword } from './password-hash';
import { createSession, type NewSession } from './sessions';

/**
 * Checks the password and makes a session. Unknown, disabled and invited accounts cost the
 * same work as a wrong password and give the same answer.
 * @returns undefined when the account and the password do not go together
 */
export async function signIn(
  input: { email: string; password: string },
  requestId: string,
): Promise<NewSession | undefined> {
  const found = await User.findOne({ where: { email: input.email } });
  const checked = found?.passwordHash ?? null;
  if (!(await verifyPassword(checked, input.password)) || found === null) return undefined;
  return inTransaction(async (tx) => {
    const user = await User.findByPk(found.id, { transaction: tx, lock: tx.LOCK.UPDATE });
    // Disabled, or given another password, while this one was being checked.
    if (user === null || user.disabledAt !== null || user.passwordHash !== checked) {
      return undefined;
    }
    await recordAuditEvent(
      tx,
      { kind: 'user', userId: user.id, name: user.name, requestId },
      { action: 'account.signed_in', subjectType: 'account', subjectId: user.id },
    );
    return createSession(tx, user);
  });
}
