import { Op } from 'sequelize';
import type { Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { GoneError, NotFoundError } from '../../lib/errors';
import { linkToken, newNonce, type LinkSubject } from '../../lib/link-tokens';
import { hashToken } from '../../lib/tokens';
import { OneTimeLink } from '../../models';

export const linkLifetimeDays = 7;
const lifetime = linkLifetimeDays * 24 * 3_600_000;

export interface NewLink {
  /** To show once; the database keeps only its digest. */
  token: string;
  /** What a mail waiting to be sent keeps instead of the token. */
  subject: LinkSubject;
}

/** Makes a link that works once within seven days; older unused ones for the same end. */
export async function makeOneTimeLink(
  tx: Tx,
  purpose: 'first_administrator' | 'set_password',
  userId: number | null = null,
): Promise<NewLink> {
  await OneTimeLink.destroy({ where: { purpose, userId, usedAt: null }, transaction: tx });
  const subject: LinkSubject = `account:${newNonce()}`;
  const token = linkToken(subject);
  await OneTimeLink.create(
    {
      tokenHash: hashToken(token),
      purpose,
      userId,
      expiresAt: new Date(now().getTime() + lifetime),
    },
    { transaction: tx },
  );
  return { token, subject };
}

/**
 * The link behind a token, still good. Changes nothing, since programs that show previews of
 * links open them too.
 * @throws NotFoundError for an unknown or replaced link, GoneError for a used or expired one
 */
export async function findOneTimeLink(token: string): Promise<OneTimeLink> {
  const link = await OneTimeLink.findByPk(hashToken(token));
  if (link === null) {
    throw new NotFoundError(
      'This link is not known here. It was replaced by a newer one, or was not copied completely.',
      'unknown_link',
    );
  }
  refuseWhenOver(link);
  return link;
}

/**
 * Takes the link for good: of two who try at the same time, one gets it.
 * @throws GoneError for the other one
 */
export async function useOneTimeLink(tx: Tx, link: OneTimeLink): Promise<void> {
  const time = now();
  const [taken] = await OneTimeLink.update(
    { usedAt: time },
    {
      where: { tokenHash: link.tokenHash, usedAt: null, expiresAt: { [Op.gt]: time } },
      transaction: tx,
    },
  );
  if (taken === 1) return;
  const current = await OneTimeLink.findByPk(link.tokenHash, { transaction: tx });
  if (current !== null) refuseWhenOver(current);
  throw new GoneError('This link was replaced by a newer one.', 'link_replaced');
}

function refuseWhenOver(link: OneTimeLink): void {
  if (link.usedAt !== null) {
    throw new GoneError(
      'This link was used already, and works only once. Sign in, or ask an administrator for a new link.',
      'link_used',
    );
  }
  if (link.expiresAt <= now()) {
    throw new GoneError(
      `This link was valid for ${linkLifetimeDays} days, which are over. Ask an administrator for a new one.`,
      'link_expired',
    );
  }
}
