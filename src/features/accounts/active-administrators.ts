import { Op } from 'sequelize';
import type { Tx } from '../../db/transaction';
import { ConflictError } from '../../lib/errors';
import { Project, User } from '../../models';

/** An administrator who can sign in: not disabled, and with a password. */
const active = {
  role: 'administrator' as const,
  disabledAt: null,
  passwordHash: { [Op.not]: null },
};

/**
 * The accounts that can administer, while nobody else changes who can: the project's one row
 * is the lock, since there may be no account to lock.
 */
export async function lockActiveAdministrators(tx: Tx): Promise<User[]> {
  await Project.findByPk(1, { transaction: tx, lock: tx.LOCK.UPDATE, rejectOnEmpty: true });
  return User.findAll({ where: active, order: ['email'], transaction: tx });
}

/** @throws ConflictError when without this account nobody could administer */
export async function refuseLastAdministrator(tx: Tx, user: User): Promise<void> {
  const administrators = await lockActiveAdministrators(tx);
  if (administrators.length === 1 && administrators[0]?.id === user.id) {
    throw new ConflictError(
      'This is the last administrator who can sign in. Make somebody else administrator first.',
      'last_administrator',
    );
  }
}
