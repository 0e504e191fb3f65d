import { inTransaction } from '../../db/transaction';
import { paths } from '../../paths';
import { lockActiveAdministrators } from './active-administrators';
import { makeOneTimeLink } from './one-time-links';

/**
 * As long as nobody can administer, each start offers one link to become administrator and
 * ends the one offered before.
 * @returns the path to open, or undefined when there is an administrator
 */
export async function offerFirstAdministratorLink(): Promise<string | undefined> {
  return inTransaction(async (tx) => {
    if ((await lockActiveAdministrators(tx)).length > 0) return undefined;
    const { token } = await makeOneTimeLink(tx, 'first_administrator');
    return paths.oneTimeLink(token);
  });
}
