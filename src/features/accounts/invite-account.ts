import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { ValidationError } from '../../lib/errors';
import { User } from '../../models';
import type { AccountInvitation } from './accounts.input';
import { sendPasswordLink } from './send-password-link';

/**
 * Makes an account without a password and sends its owner a link to set one.
 * @returns the account, and the link to show once to the administrator
 * @throws ValidationError when the address has an account already
 */
export async function inviteAccount(
  actor: Actor,
  input: AccountInvitation,
): Promise<{ user: User; link: string }> {
  const { name, email, role } = input;
  return inTransaction(async (tx) => {
    if ((await User.count({ where: { email }, transaction: tx })) > 0) {
      throw new ValidationError({ email: 'There is an account with this address already.' });
    }
    const user = await User.create({ name, email, role }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'account.invited',
      subjectType: 'account',
      subjectId: user.id,
      changes: { name, email, role },
    });
    return { user, link: await sendPasswordLink(tx, user) };
  });
}
