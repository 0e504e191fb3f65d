import type { Request, RequestHandler, Response } from 'express';
import { Op } from 'sequelize';
import { inTransaction } from '../db/transaction';
import { now } from '../lib/clock';
import { GoneError } from '../lib/errors';
import { hashToken, newToken } from '../lib/tokens';
import { OversightLink, OversightSession } from '../models';
import { requireAccount } from './authorise';
import { readCookie, writeCookie } from './cookies';
import { LinkPace } from './link-pace';

const cookieName = 'pec_reader';
const hours = 12;
/** Far more pages than a person reads in a minute. */
const pace = new LinkPace(
  150,
  () => 'These pages are being opened too often. Please wait a minute.',
);

/**
 * Fills req.reader when the browser opened a read-only link that is still in force. Looked up for
 * every request, so a withdrawn link shows no further page. An account that is signed in goes first.
 */
export const loadReader: RequestHandler = async (req, res, next) => {
  const token = req.user === undefined ? readCookie(req, cookieName) : undefined;
  if (token !== undefined) {
    const found = (await OversightSession.findByPk(hashToken(token), {
      include: [{ model: OversightLink, as: 'link', required: true }],
    })) as (OversightSession & { link: OversightLink }) | null;
    const time = now();
    if (found !== null && found.expiresAt > time && isInForce(found.link, time)) {
      const { id, readerName, lastDay } = found.link;
      req.reader = { linkId: id, name: readerName, lastDay };
    }
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Referrer-Policy', 'no-referrer');
    res.setHeader('X-Robots-Tag', 'noindex, nofollow');
  }
  next();
};

/** Whether a link opens pages at this moment. */
export function isInForce(
  link: Pick<OversightLink, 'withdrawnAt' | 'expiresAt'>,
  time: Date,
): boolean {
  return link.withdrawnAt === null && link.expiresAt > time;
}

/**
 * For the pages made for overseers, and no others: lets accounts through and readers of a link. It
 * is the one gate that takes a reader; every other one asks for an account.
 */
export const requireReader: RequestHandler = async (req, res, next) => {
  if (req.user !== undefined || readCookie(req, cookieName) === undefined) {
    await requireAccount(req, res, next);
    return;
  }
  if (req.reader === undefined) {
    writeCookie(res, cookieName, '', 0);
    throw new GoneError(
      'Your reading access has ended: the link was withdrawn, it has expired, or you opened it more than 12 hours ago. Open the link again, or ask the organisers.',
      'reading_over',
    );
  }
  pace.take(String(req.reader.linkId));
  next();
};

/** Notes an opening of a link and gives the browser its session, in the one transaction. */
export async function beginReading(req: Request, res: Response, linkId: number): Promise<void> {
  const before = readCookie(req, cookieName);
  const token = newToken();
  const time = now();
  await inTransaction(async (tx) => {
    const link = await OversightLink.findByPk(linkId, { transaction: tx, lock: tx.LOCK.UPDATE });
    // Between the look at the link and this write it may have been withdrawn.
    if (link === null || !isInForce(link, time)) {
      throw new GoneError('This link has been withdrawn.', 'withdrawn_link');
    }
    await OversightSession.destroy({
      where: {
        [Op.or]: [
          { expiresAt: { [Op.lt]: time } },
          ...(before === undefined ? [] : [{ tokenHash: hashToken(before) }]),
        ],
      },
      transaction: tx,
    });
    const end = new Date(time.getTime() + hours * 3_600_000);
    await OversightSession.create(
      { tokenHash: hashToken(token), linkId, expiresAt: end },
      { transaction: tx },
    );
    await link.update({ openings: link.openings + 1, lastOpenedAt: time }, { transaction: tx });
  });
  writeCookie(res, cookieName, token, hours * 3600);
}

/** The browser reads no more, in the database either. */
export async function endReading(req: Request, res: Response): Promise<void> {
  const token = readCookie(req, cookieName);
  if (token !== undefined) {
    await inTransaction((transaction) =>
      OversightSession.destroy({ where: { tokenHash: hashToken(token) }, transaction }),
    );
  }
  writeCookie(res, cookieName, '', 0);
}
