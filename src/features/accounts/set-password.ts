import { recordAuditEvent } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { GoneError } from '../../lib/errors';
import { User, type OneTimeLink } from '../../models';
import { useOneTimeLink } from './one-time-links';
import { hashPassword } from './password-hash';
import { createSession, endSessionsOf, type NewSession } from './sessions';

/** The account a set-password link is for. @throws GoneError when it is disabled or removed */
export async function accountOfLink(link: OneTimeLink): Promise<User> {
  const user = link.userId === null ? null : await User.findByPk(link.userId);
  return refuseDisabled(user);
}

/**
 * Sets the password of the link's account, ends its sessions and signs it in.
 * @returns the new session
 * @throws GoneError when the link was taken meanwhile or the account is disabled
 */
export async function setPassword(
  link: OneTimeLink,
  password: string,
  requestId: string,
): Promise<NewSession> {
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    await useOneTimeLink(tx, link);
    const user = refuseDisabled(
      await User.findByPk(link.userId ?? 0, { transaction: tx, lock: tx.LOCK.UPDATE }),
    );
    await user.update({ passwordHash }, { transaction: tx });
    await endSessionsOf(tx, user.id);
    await recordAuditEvent(
      tx,
      { kind: 'user', userId: user.id, name: user.name, requestId },
      { action: 'account.password_set', subjectType: 'account', subjectId: user.id },
    );
    return createSession(tx, user);
  });
}

function refuseDisabled(user: User | null): User {
  if (user === null || user.disabledAt !== null) {
    throw new GoneError('This account is disabled. Please ask an administrator.', 'disabled');
  }
  return user;
}
