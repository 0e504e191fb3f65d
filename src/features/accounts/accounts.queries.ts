import { NotFoundError } from '../../lib/errors';
import { User } from '../../models';

const shown = ['id', 'name', 'email', 'role', 'passwordHash', 'disabledAt', 'lastSeenAt'];

/** All accounts by name; there are few, so they are not paged. */
export async function listAccounts(): Promise<User[]> {
  return User.findAll({ attributes: shown, order: ['name', 'id'] });
}

/** @throws NotFoundError */
export async function getAccount(userId: number): Promise<User> {
  const user = await User.findByPk(userId, { attributes: shown });
  if (user === null) throw new NotFoundError('There is no such account.');
  return user;
}
