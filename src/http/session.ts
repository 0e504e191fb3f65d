import type { Request, RequestHandler, Response } from 'express';
import { Op } from 'sequelize';
import { inTransaction, type Tx } from '../db/transaction';
import { now } from '../lib/clock';
import { hashToken, newToken } from '../lib/tokens';
import { Session, User } from '../models';
import { readCookie, writeCookie } from './cookies';

const cookieName = 'pec_session';
const hour = 3_600_000;
const lifetime = 14 * 24 * hour;
const idleLimit = 12 * hour;
/** last_seen_at is written at most this often, so that reading pages costs no write. */
const seenEvery = 10 * 60_000;

/** Fills req.user from the session cookie; a request without a valid one goes on as a visitor. */
export const loadSession: RequestHandler = async (req, _res, next) => {
  const token = readCookie(req, cookieName);
  if (token !== undefined) await identify(req, hashToken(token));
  next();
};

async function identify(req: Request, tokenHash: string): Promise<void> {
  const session = await Session.findByPk(tokenHash, {
    include: [{ model: User, as: 'user', required: true }],
  });
  if (session === null) return;
  const { user } = session as Session & { user: User };
  const time = now();
  const idle = time.getTime() - session.lastSeenAt.getTime();
  if (session.expiresAt < time || idle > idleLimit || user.disabledAt !== null) return;
  req.user = { id: user.id, name: user.name, email: user.email, role: user.role };
  req.sessionHash = tokenHash;
  if (idle > seenEvery) {
    await inTransaction((transaction) => session.update({ lastSeenAt: time }, { transaction }));
  }
}

/** Signs in: a new session with a new token, whatever cookie the browser held before. */
export async function beginSession(res: Response, userId: number, tx: Tx): Promise<void> {
  const token = newToken();
  const time = now();
  await Session.destroy({ where: { expiresAt: { [Op.lt]: time } }, transaction: tx });
  await Session.create(
    {
      tokenHash: hashToken(token),
      userId,
      lastSeenAt: time,
      expiresAt: new Date(time.getTime() + lifetime),
    },
    { transaction: tx },
  );
  writeCookie(res, cookieName, token, lifetime / 1000);
}

/** Signs out: the session is gone from the database, so a copied cookie is worth nothing. */
export async function endSession(req: Request, res: Response): Promise<void> {
  const { sessionHash } = req;
  if (sessionHash !== undefined) {
    await inTransaction((transaction) =>
      Session.destroy({ where: { tokenHash: sessionHash }, transaction }),
    );
  }
  writeCookie(res, cookieName, '', 0);
}
