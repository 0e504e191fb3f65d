import type { Tx } from '../../db/transaction';
import { absoluteUrl } from '../../lib/base-url';
import { enqueue } from '../../mail/enqueue';
import { accountLinkMail } from '../../mail/messages/account-link';
import type { User } from '../../models';
import { paths } from '../../paths';
import { linkLifetimeDays, makeOneTimeLink } from './one-time-links';

/**
 * Makes a link to set the account's password, ends the one before and writes the mail with it.
 * @returns the link, to show once to the administrator who asked
 */
export async function sendPasswordLink(tx: Tx, user: User): Promise<string> {
  const { token, subject } = await makeOneTimeLink(tx, 'set_password', user.id);
  await enqueue(tx, {
    dedupeKey: `account_link:${subject}`,
    kind: 'account_link',
    to: { name: user.name, address: user.email },
    content: accountLinkMail({
      name: user.name,
      hasPassword: user.passwordHash !== null,
      validDays: linkLifetimeDays,
    }),
    linkSubject: subject,
  });
  return absoluteUrl(paths.oneTimeLink(token));
}
