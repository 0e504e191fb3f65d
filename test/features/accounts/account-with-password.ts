import { hashPassword } from '../../../src/features/accounts/password-hash';
import { newToken } from '../../../src/lib/tokens';
import { User } from '../../../src/models';
import type { Role } from '../../../src/models/codes';
import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';

export const password = 'seven quiet harbours';

/** An account that can sign in by the form with `password`. */
export async function accountWithPassword(role: Role, name = `Test ${role}`): Promise<User> {
  const email = `${newToken().toLowerCase()}@team.example`;
  return User.create({ email, name, role, passwordHash: await hashPassword(password) });
}

/** Signs in by the form, as a browser does. */
export async function signInByForm(
  client: Client,
  user: { email: string },
  fields: Record<string, string> = {},
): Promise<Answer> {
  return client.post(paths.signIn, { email: user.email, password, ...fields });
}

/** The token in the forms of a page, for clients that signed in by the form. */
export async function csrfOf(client: Client, path: string = paths.password): Promise<string> {
  return String((await client.get(path)).$('input[name="_csrf"]').first().val());
}
