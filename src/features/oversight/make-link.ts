import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { dateIn, now } from '../../lib/clock';
import { NotFoundError, ValidationError } from '../../lib/errors';
import { linkToken, newNonce } from '../../lib/link-tokens';
import { hashToken } from '../../lib/tokens';
import { OversightLink, OversightSession, OversightSubscription } from '../../models';
import { getProject } from '../workshop/project.queries';
import type { LinkInput } from './links.input';
import { endOf } from './move-last-days';
import { subscribeAddressAgain, subscriptionFrom } from './subscribe';

/** A link older than this was forgotten, not needed. */
const longestDays = 730;
const day = 86_400_000;

/**
 * Makes a read-only link for a named reader, and subscribes them to mails when they agreed.
 * @returns its id
 * @throws ValidationError on `lastDay` when it is over already or more than two years away
 */
export async function makeOversightLink(
  actor: Actor,
  { readerName, readerEmail, purpose, lastDay, rhythm }: LinkInput,
): Promise<number> {
  const { timeZone } = await getProject();
  const time = now();
  const today = dateIn(timeZone, time);
  if (lastDay < today) {
    throw new ValidationError({ lastDay: 'This day is over already.' });
  }
  if (lastDay > dateIn(timeZone, new Date(time.getTime() + longestDays * day))) {
    throw new ValidationError({ lastDay: 'Please choose a day within two years.' });
  }
  const nonce = newNonce();
  return inTransaction(async (tx) => {
    const { id } = await OversightLink.create(
      {
        ...{ readerName, readerEmail, purpose, lastDay },
        nonce,
        tokenHash: hashToken(linkToken(`oversight:${nonce}`)),
        expiresAt: endOf(lastDay, timeZone),
        openings: 0,
        createdBy: actor.userId ?? null,
        createdAt: time,
      },
      { transaction: tx },
    );
    if (rhythm !== null && readerEmail !== null) {
      await OversightSubscription.create(
        { linkId: id, ...(await subscriptionFrom(tx, rhythm)) },
        { transaction: tx },
      );
      await subscribeAddressAgain(tx, readerEmail);
    }
    // Neither name nor address: the link's page has both, as long as they are needed.
    await recordAuditEvent(tx, actor, {
      action: 'oversight.link_made',
      subjectType: 'oversight_link',
      subjectId: id,
      changes: { lastDay, ...(rhythm === null ? {} : { rhythm }) },
    });
    return id;
  });
}

/**
 * From now on the link opens nothing, browsers that opened it show no further page, and no mail
 * goes to its reader. A second time changes nothing.
 * @throws NotFoundError
 */
export async function withdrawOversightLink(actor: Actor, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const link = await OversightLink.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (link === null) throw new NotFoundError('There is no such link.');
    if (link.withdrawnAt !== null) return;
    await link.update({ withdrawnAt: now() }, { transaction: tx });
    const sessions = await OversightSession.destroy({ where: { linkId: id }, transaction: tx });
    await OversightSubscription.destroy({ where: { linkId: id }, transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'oversight.link_withdrawn',
      subjectType: 'oversight_link',
      subjectId: id,
      changes: { openings: link.openings, browsersSignedOut: sessions },
    });
  });
}
