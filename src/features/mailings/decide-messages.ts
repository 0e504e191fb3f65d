import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../db/transaction';
import { ConflictError } from '../../lib/errors';
import { cancelQueued, markAsSent, mayBeSentAgain, sendAgain } from '../../mail/decide';
import { addressKey, mailKinds, unsubscribeCategory } from '../../mail/mail-kinds';
import { Mailing, Message, Person, Unsubscription } from '../../models';

/**
 * Sends one message again: to the address the person has now.
 * @throws ConflictError when it waits or was sent already, or the recipient is gone
 */
export async function sendMessageAgain(actor: Actor, message: Message): Promise<void> {
  await inTransaction(async (tx) => {
    const address = await currentAddress(tx, message);
    const from = message.status;
    if ((await sendAgain(tx, [message.id], address)) === 0) {
      throw new ConflictError('This message is already on its way or was sent.', 'not_failed');
    }
    await audit(tx, actor, message, 'mail.sent_again', { from });
  });
}

async function currentAddress(tx: Tx, message: Message): Promise<string> {
  const person =
    message.personId === null
      ? null
      : await Person.findByPk(message.personId, { transaction: tx, rejectOnEmpty: true });
  const address = person === null ? message.toAddress : (person.email ?? '');
  if (address === '') {
    throw new ConflictError('The recipient has no e-mail address any more.', 'no_address');
  }
  const kind = mailKinds.find((known) => known === message.kind);
  const category = kind === undefined ? undefined : unsubscribeCategory(kind);
  if (category !== undefined) {
    const where = { addressKey: addressKey(address), kind: category };
    if ((await Unsubscription.count({ where, transaction: tx })) > 0) {
      throw new ConflictError('The recipient has unsubscribed from such mails.', 'unsubscribed');
    }
  }
  return address;
}

/**
 * Sends all failed messages of a mailing again, each to the address the person has now: after a
 * mail server was down, or addresses were corrected. Who has unsubscribed since is left out.
 * @returns how many
 */
export async function sendFailedAgain(actor: Actor, mailing: Mailing): Promise<number> {
  return inTransaction(async (tx) => {
    const failed = (await Message.findAll({
      attributes: ['id', 'toAddress'],
      where: { mailingId: mailing.id, status: 'failed' },
      include: [{ model: Person, as: 'person', attributes: ['id', 'email'] }],
      transaction: tx,
    })) as (Message & { person: Person | null })[];
    const gone = new Set(
      (await Unsubscription.findAll({ where: { kind: 'survey' }, transaction: tx })).map(
        (row) => row.addressKey,
      ),
    );
    const wanted = failed.filter(
      ({ person }) => person?.email && !gone.has(addressKey(person.email)),
    );
    const isMoved = (one: (typeof wanted)[number]): boolean => one.person?.email !== one.toAddress;
    const same = wanted.filter((one) => !isMoved(one)).map(({ id }) => id);
    let count = same.length === 0 ? 0 : await sendAgain(tx, same);
    for (const { id, person } of wanted.filter(isMoved)) {
      count += await sendAgain(tx, [id], person?.email ?? undefined);
    }
    if (count > 0) await auditMailing(tx, actor, mailing, 'mailing.failed_sent_again', count);
    return count;
  });
}

/** @throws ConflictError when the message is not uncertain (any more) */
export async function acceptAsSent(actor: Actor, message: Message): Promise<void> {
  await inTransaction(async (tx) => {
    if (!(await markAsSent(tx, message))) {
      throw new ConflictError('Only an uncertain message can be marked as sent.', 'not_uncertain');
    }
    await audit(tx, actor, message, 'mail.marked_as_sent', {});
  });
}

/** @throws ConflictError when the message does not wait (any more) */
export async function cancelMessage(actor: Actor, message: Message): Promise<void> {
  await inTransaction(async (tx) => {
    if ((await cancelQueued(tx, { id: message.id })) === 0) {
      throw new ConflictError('Only a message that waits can be cancelled.', 'not_queued');
    }
    await audit(tx, actor, message, 'mail.cancelled', {});
  });
}

/** Cancels what still waits of a mailing. @returns how many */
export async function cancelMailing(actor: Actor, mailing: Mailing): Promise<number> {
  return inTransaction(async (tx) => {
    const count = await cancelQueued(tx, { mailingId: mailing.id });
    if (count > 0) await auditMailing(tx, actor, mailing, 'mailing.cancelled', count);
    return count;
  });
}

/** What the page offers for a message in its state. */
export function decisionsFor(message: Pick<Message, 'status'>): {
  sendAgain: boolean;
  acceptAsSent: boolean;
  cancel: boolean;
} {
  return {
    sendAgain: mayBeSentAgain.includes(message.status),
    acceptAsSent: message.status === 'uncertain',
    cancel: message.status === 'queued',
  };
}

async function audit(
  tx: Tx,
  actor: Actor,
  message: Message,
  action: string,
  changes: Record<string, unknown>,
): Promise<void> {
  await recordAuditEvent(tx, actor, {
    action,
    subjectType: 'message',
    subjectId: message.id,
    ...(message.personId === null ? {} : { personId: message.personId }),
    changes,
  });
}

async function auditMailing(
  tx: Tx,
  actor: Actor,
  mailing: Mailing,
  action: string,
  messages: number,
): Promise<void> {
  await recordAuditEvent(tx, actor, {
    action,
    subjectType: 'mailing',
    subjectId: mailing.id,
    changes: { messages },
  });
}
