import { recordAuditEvent } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { ConflictError, GoneError } from '../../lib/errors';
import { User, type OneTimeLink } from '../../models';
import { lockActiveAdministrators } from './active-administrators';
import { useOneTimeLink } from './one-time-links';
import { hashPassword } from './password-hash';
import { createSession, type NewSession } from './sessions';

/**
 * Makes the first administrator and signs them in.
 * @returns their session
 * @throws GoneError when the link was taken meanwhile, ConflictError when the address is taken
 */
export async function acceptFirstAdministrator(
  link: OneTimeLink,
  input: { name: string; email: string; password: string },
  requestId: string,
): Promise<NewSession> {
  const passwordHash = await hashPassword(input.password);
  return inTransaction(async (tx) => {
    await useOneTimeLink(tx, link);
    if ((await lockActiveAdministrators(tx)).length > 0) {
      throw new GoneError('There is an administrator already. Please sign in.', 'link_used');
    }
    const { name, email } = input;
    if ((await User.count({ where: { email }, transaction: tx })) > 0) {
      throw new ConflictError('There is an account with this e-mail address.', 'address_taken');
    }
    const user = await User.create(
      { name, email, role: 'administrator', passwordHash },
      { transaction: tx },
    );
    await recordAuditEvent(
      tx,
      { kind: 'user', userId: user.id, name, requestId },
      {
        action: 'account.first_administrator',
        subjectType: 'account',
        subjectId: user.id,
        changes: { name, email, role: user.role },
      },
    );
    return createSession(tx, user);
  });
}
