import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { NotFoundError } from '../../lib/errors';
import { cancelUnsubscribed } from '../../mail/decide';
import {
  addressKey,
  mailKinds,
  unsubscribeCategory,
  type UnsubscribeCategory,
} from '../../mail/mail-kinds';
import { messageOfToken } from '../../mail/unsubscribe-token';
import { defaultLanguage, messagesFor } from '../../messages/messages';
import { Message, Person, Unsubscription } from '../../models';

export interface Subscription {
  messageId: number;
  personId: number | null;
  address: string;
  category: UnsubscribeCategory;
  /** Of mails to the person. */
  language: string;
  /** False once the address has unsubscribed. */
  active: boolean;
}

const recipient: Actor = { kind: 'respondent', name: 'Recipient of a mail' };

/**
 * What the unsubscribe link of a mail is about.
 * @throws NotFoundError for a link that was not made here, or whose recipient was erased
 */
export async function findSubscription(token: string): Promise<Subscription> {
  const messageId = messageOfToken(token);
  const message = messageId === undefined ? null : await Message.findByPk(messageId);
  const kind = mailKinds.find((known) => known === message?.kind);
  const category = kind === undefined ? undefined : unsubscribeCategory(kind);
  if (message === null || category === undefined || message.toAddress === '') {
    throw new NotFoundError(messagesFor().unsubscribing.unknown);
  }
  const { id, personId, toAddress: address } = message;
  const active =
    (await Unsubscription.count({
      where: { addressKey: addressKey(address), kind: category },
    })) === 0;
  const person =
    personId === null ? null : await Person.findByPk(personId, { attributes: ['language'] });
  const language = person?.language ?? defaultLanguage;
  return { messageId: id, personId, address, category, active, language };
}

/** Stops mails of this category to the address, those that wait in the queue included. */
export async function unsubscribe(token: string): Promise<void> {
  const { messageId, personId, address, category, active } = await findSubscription(token);
  if (!active) return;
  await inTransaction(async (tx) => {
    await Unsubscription.bulkCreate([{ addressKey: addressKey(address), kind: category }], {
      ignoreDuplicates: true,
      transaction: tx,
    });
    const cancelled = await cancelUnsubscribed(tx, address, category);
    await recordAuditEvent(tx, recipient, {
      action: 'mail.unsubscribed',
      subjectType: 'message',
      subjectId: messageId,
      ...(personId === null ? {} : { personId }),
      changes: { category, cancelled },
    });
  });
}

/** Takes it back. */
export async function subscribeAgain(token: string): Promise<void> {
  const { messageId, personId, address, category, active } = await findSubscription(token);
  if (active) return;
  await inTransaction(async (tx) => {
    await Unsubscription.destroy({
      where: { addressKey: addressKey(address), kind: category },
      transaction: tx,
    });
    await recordAuditEvent(tx, recipient, {
      action: 'mail.subscribed_again',
      subjectType: 'message',
      subjectId: messageId,
      ...(personId === null ? {} : { personId }),
      changes: { category },
    });
  });
}
