import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { absoluteUrl } from '../../lib/base-url';
import { AppError } from '../../lib/errors';
import { paths } from '../../paths';
import { lockActiveAdministrators } from './active-administrators';
import { linkLifetimeDays, makeOneTimeLink } from './one-time-links';

const actor: Actor = { kind: 'command', name: 'administrator-link' };

/**
 * For whoever runs the server, when an administrator lost access: a link to set a new password,
 * or to become administrator when there is none.
 * @param email whose password; may be left out when there is one administrator
 * @returns what to print
 * @throws AppError when it is not clear whose password is meant
 */
export async function administratorLink(email: string | undefined): Promise<string> {
  return inTransaction(async (tx) => {
    const administrators = await lockActiveAdministrators(tx);
    if (administrators.length === 0) {
      const { token } = await makeOneTimeLink(tx, 'first_administrator');
      await recordAuditEvent(tx, actor, {
        action: 'account.first_administrator_link_made',
        subjectType: 'installation',
        subjectId: 1,
      });
      return `Open this link to become administrator: ${absoluteUrl(paths.oneTimeLink(token))}`;
    }
    const wanted = email?.trim().toLowerCase();
    const matching = administrators.filter((user) => wanted === undefined || user.email === wanted);
    const [user] = matching;
    if (user === undefined || matching.length > 1) {
      const known = administrators.map((administrator) => `  ${administrator.email}`).join('\n');
      throw new AppError(
        422,
        'which_administrator',
        `Say whose password is to be set: administrator-link EMAIL\nThe administrators are:\n${known}`,
      );
    }
    const { token } = await makeOneTimeLink(tx, 'set_password', user.id);
    await recordAuditEvent(tx, actor, {
      action: 'account.link_made',
      subjectType: 'account',
      subjectId: user.id,
    });
    const link = absoluteUrl(paths.oneTimeLink(token));
    return `Open this link within ${linkLifetimeDays} days to set a new password for ${user.email}: ${link}`;
  });
}
