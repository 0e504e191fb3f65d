import { Op } from 'sequelize';
import type { Tx } from '../db/transaction';
import { now } from '../lib/clock';
import { Message } from '../models';
import type { MessageStatus } from '../models/codes';
import { addressKey, mailKinds, unsubscribeCategory } from './mail-kinds';
import { nudgeOutbox } from './nudge';

/** What a person may decide about a message, by its state. */
export const mayBeSentAgain: readonly MessageStatus[] = ['failed', 'uncertain', 'cancelled'];

/**
 * Puts messages back into the queue with all their attempts, under the same Message-ID.
 * @param address where to, when the recipient's address has changed since
 * @returns how many; one that meanwhile is in another state stays as it is
 */
export async function sendAgain(tx: Tx, ids: number[], address?: string): Promise<number> {
  const [changed] = await Message.update(
    {
      status: 'queued',
      attempts: 0,
      nextAttemptAt: now(),
      claimedBy: null,
      conversationBeganAt: null,
      ...(address === undefined ? {} : { toAddress: address }),
    },
    { where: { id: ids, status: { [Op.in]: [...mayBeSentAgain] } }, transaction: tx },
  );
  if (changed > 0) tx.afterCommit(nudgeOutbox);
  return changed;
}

/** Settles an uncertain message: a person found out that it arrived. Returns false otherwise. */
export async function markAsSent(tx: Tx, message: Message): Promise<boolean> {
  const [changed] = await Message.update(
    { status: 'sent', sentAt: message.conversationBeganAt ?? now() },
    { where: { id: message.id, status: 'uncertain' }, transaction: tx },
  );
  return changed === 1;
}

/** Takes messages out of the queue. One that is being sent already cannot be stopped. */
export async function cancelQueued(
  tx: Tx,
  which: { id: number } | { mailingId: number },
): Promise<number> {
  const [changed] = await Message.update(
    { status: 'cancelled' },
    { where: { ...which, status: 'queued' }, transaction: tx },
  );
  return changed;
}

/** Takes mails that this address unsubscribed from out of the queue. */
export async function cancelUnsubscribed(
  tx: Tx,
  address: string,
  category: string,
): Promise<number> {
  const kinds = mailKinds.filter((kind) => unsubscribeCategory(kind) === category);
  const waiting = await Message.findAll({
    attributes: ['id', 'toAddress'],
    where: { status: 'queued', kind: kinds },
    transaction: tx,
  });
  // Compared here, since the two databases fold letters differently.
  const ids = waiting
    .filter((message) => addressKey(message.toAddress) === addressKey(address))
    .map((message) => message.id);
  if (ids.length === 0) return 0;
  const [changed] = await Message.update(
    { status: 'cancelled', lastReply: 'The recipient unsubscribed before it was sent.' },
    { where: { id: ids, status: 'queued' }, transaction: tx },
  );
  return changed;
}
