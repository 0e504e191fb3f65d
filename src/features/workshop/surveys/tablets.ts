import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { GoneError, NotFoundError } from '../../../lib/errors';
import { linkToken } from '../../../lib/link-tokens';
import { hashToken, newToken } from '../../../lib/tokens';
import { messagesFor } from '../../../messages/messages';
import { Tablet } from '../../../models';

/** A new shared tablet, with a link of its own; nobody has to sign in on it. */
export async function addTablet(actor: Actor & { userId: number }, name: string): Promise<Tablet> {
  return inTransaction(async (tx) => {
    // The link is derived from the number, which the row must have first.
    const tablet = await Tablet.create(
      { name, tokenHash: newToken(), createdBy: actor.userId, createdAt: now() },
      { transaction: tx },
    );
    await tablet.update(
      { tokenHash: hashToken(linkToken(`tablet:${tablet.id}`)) },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'tablet.added',
      subjectType: 'tablet',
      subjectId: tablet.id,
      changes: { name },
    });
    return tablet;
  });
}

/** From now on its link opens nothing. A second time changes nothing. @throws NotFoundError */
export async function withdrawTablet(actor: Actor, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const tablet = await Tablet.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (tablet === null) throw new NotFoundError('There is no such tablet.');
    if (tablet.withdrawnAt !== null) return;
    await tablet.update({ withdrawnAt: now() }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'tablet.withdrawn',
      subjectType: 'tablet',
      subjectId: id,
      changes: { name: tablet.name },
    });
  });
}

/** @throws NotFoundError; GoneError when it was withdrawn */
export async function findTablet(token: string): Promise<Tablet> {
  const tablet = await Tablet.findOne({ where: { tokenHash: hashToken(token) } });
  if (tablet === null) throw new NotFoundError(messagesFor().refusals.unknownLink, 'unknown_link');
  if (tablet.withdrawnAt !== null) {
    throw new GoneError(messagesFor().tablet.withdrawn, 'withdrawn');
  }
  return tablet;
}
