import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { addressKey } from '../../mail/mail-kinds';
import { OversightSubscription, Snapshot, Unsubscription, User } from '../../models';
import type { SubscriptionRhythm } from '../../models/codes';

/**
 * Sets when the own account is told what changed; null: never. Asking for mails again takes back
 * an unsubscription by the link in one of them.
 */
export async function setOwnSubscription(
  actor: Actor & { userId: number },
  rhythm: SubscriptionRhythm | null,
): Promise<void> {
  const { userId } = actor;
  await inTransaction(async (tx) => {
    // The account's row is the lock: two presses at once must not both find no subscription.
    const user = await User.findByPk(userId, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    const current = await OversightSubscription.findOne({ where: { userId }, transaction: tx });
    if (rhythm === null) {
      if (current === null) return;
      await current.destroy({ transaction: tx });
    } else {
      const resumed = await subscribeAddressAgain(tx, user.email);
      if (current?.rhythm === rhythm && !resumed) return;
      await (current === null
        ? OversightSubscription.create(
            { userId, ...(await subscriptionFrom(tx, rhythm)) },
            { transaction: tx },
          )
        : current.update(resumed ? await subscriptionFrom(tx, rhythm) : { rhythm }, {
            transaction: tx,
          }));
    }
    await recordAuditEvent(tx, actor, {
      action: rhythm === null ? 'oversight.mails_stopped' : 'oversight.mails_chosen',
      subjectType: 'account',
      subjectId: userId,
      changes: { rhythm: [current?.rhythm ?? null, rhythm] },
    });
  });
}

/** Beginning now: the first mail tells what changed since the last snapshot there is. */
export async function subscriptionFrom(tx: Tx, rhythm: SubscriptionRhythm) {
  const last = await Snapshot.max<number | null, Snapshot>('number', { transaction: tx });
  return { rhythm, consentedAt: now(), toldNumber: last };
}

/** @returns whether the address had unsubscribed */
export async function subscribeAddressAgain(tx: Tx, address: string): Promise<boolean> {
  const removed = await Unsubscription.destroy({
    where: { addressKey: addressKey(address), kind: 'oversight' },
    transaction: tx,
  });
  return removed > 0;
}
