import { Op } from 'sequelize';
import type { Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { hashToken, newToken } from '../../lib/tokens';
import { Session, type User } from '../../models';

const lifetimeSeconds = 14 * 24 * 3600;

export interface NewSession {
  /** For the browser's cookie; the database keeps only its digest. */
  token: string;
  /** how long the cookie is kept */
  seconds: number;
}

/** Signs an account in: a new session with a new token, whatever the browser held before. */
export async function createSession(tx: Tx, user: User): Promise<NewSession> {
  const token = newToken();
  const time = now();
  await Session.destroy({ where: { expiresAt: { [Op.lt]: time } }, transaction: tx });
  await Session.create(
    {
      tokenHash: hashToken(token),
      userId: user.id,
      lastSeenAt: time,
      expiresAt: new Date(time.getTime() + lifetimeSeconds * 1000),
    },
    { transaction: tx },
  );
  await user.update({ lastSeenAt: time }, { transaction: tx, silent: true });
  return { token, seconds: lifetimeSeconds };
}

/** Ends every session of an account at once, e.g. when it is disabled or gets a new password. */
export async function endSessionsOf(tx: Tx, userId: number): Promise<void> {
  await Session.destroy({ where: { userId }, transaction: tx });
}
