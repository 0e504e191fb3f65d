import type { Request, RequestHandler, Response } from 'express';
import { inTransaction } from '../db/transaction';
import { now } from '../lib/clock';
import { logger } from '../lib/logger';
import { hashToken } from '../lib/tokens';
import { Session, User } from '../models';
import { readCookie, writeCookie } from './cookies';

const cookieName = 'pec_session';
const hour = 3_600_000;
const idleLimit = 12 * hour;
/** last_seen_at is written at most this often, so that reading pages costs no write. */
const seenEvery = 10 * 60_000;

/** Fills req.user from the session cookie; a request without a valid one goes on as a visitor. */
export const loadSession: RequestHandler = async (req, res, next) => {
  const token = readCookie(req, cookieName);
  if (token !== undefined) await identify(req, hashToken(token));
  // No cache between the server and the reader may keep what an account sees.
  if (req.user !== undefined) res.setHeader('Cache-Control', 'no-store');
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
  if (idle > seenEvery) await markSeen(session, user, time);
}

async function markSeen(session: Session, user: User, time: Date): Promise<void> {
  try {
    await inTransaction(async (transaction) => {
      await session.update({ lastSeenAt: time }, { transaction });
      await user.update({ lastSeenAt: time }, { transaction, silent: true });
    });
  } catch (error) {
    // Reading goes on while the disk is full or the database is busy.
    logger.warn({ err: error }, 'the time of the last visit was not written');
  }
}

/** Gives the browser its new session; the one it held before ends in the database too. */
export async function sendSessionCookie(
  req: Request,
  res: Response,
  session: { token: string; seconds: number },
): Promise<void> {
  await removeSession(req);
  writeCookie(res, cookieName, session.token, session.seconds);
}

/** Signs out: the session is gone from the database, so a copied cookie is worth nothing. */
export async function endSession(req: Request, res: Response): Promise<void> {
  await removeSession(req);
  writeCookie(res, cookieName, '', 0);
}

async function removeSession(req: Request): Promise<void> {
  const { sessionHash } = req;
  if (sessionHash === undefined) return;
  await inTransaction((transaction) =>
    Session.destroy({ where: { tokenHash: sessionHash }, transaction }),
  );
}
