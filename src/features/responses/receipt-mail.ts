import type { Tx } from '../../db/transaction';
import { hit } from '../../http/rate-limit';
import { openSubjectOf } from '../../lib/link-tokens';
import { hashToken } from '../../lib/tokens';
import { enqueue } from '../../mail/enqueue';
import { addressKey } from '../../mail/mail-kinds';
import { receiptMail } from '../../mail/messages/receipt';
import type { AnsweringLink } from './find-link';
import { formatReceipt } from './receipt-code';
import type { ResponseFacts } from './response-facts';

export interface ReceiptRecipient {
  name: string;
  address: string;
  /** BCP 47 tag. */
  language: string;
}

// Whoever has an open link can type any address: enough for a person who corrects answers,
// too little to flood a mailbox.
const mailsAnHour = 4;

/**
 * Whom the receipt goes to: the invited person, whatever the form says; behind an open link the
 * address typed into the form. Nobody for anonymous forms. Not to be called in a transaction.
 */
export async function receiptRecipient(
  link: AnsweringLink,
  told: ResponseFacts,
): Promise<ReceiptRecipient | null> {
  if (link.anonymous) return null;
  if (link.invitation !== null) {
    const { name, email, language } = link.invitation;
    return email === null ? null : { name, address: email, language };
  }
  if (told.email === null) return null;
  const bucket = `receipt-mail:${hashToken(addressKey(told.email))}`;
  if (await hit(bucket, mailsAnHour, 3600)) return null;
  return { name: told.name ?? '', address: told.email, language: link.language };
}

/** Puts the receipt into the outbox, once for each sending and each correction. */
export async function enqueueReceipt(
  tx: Tx,
  token: string,
  link: AnsweringLink,
  mail: {
    recipient: ReceiptRecipient;
    responseId: string;
    receipt: string;
    corrections: number;
    sentAt: Date;
  },
): Promise<void> {
  const { invitation } = link;
  const subject =
    invitation === null ? openSubjectOf(token) : (`invitation:${invitation.id}` as const);
  await enqueue(tx, {
    dedupeKey: `receipt:${mail.responseId}:${mail.corrections}`,
    kind: 'receipt',
    to: mail.recipient,
    content: receiptMail({
      toName: mail.recipient.name,
      surveyTitle: link.title,
      receipt: formatReceipt(mail.receipt),
      corrections: mail.corrections,
      sentAt: mail.sentAt,
      closesAt: link.closesAt,
      timeZone: link.timeZone,
      contactName: link.contactName,
      contactEmail: link.contactEmail,
      language: mail.recipient.language,
    }),
    ...(subject === undefined ? {} : { linkSubject: subject }),
    ...(invitation === null ? {} : { personId: invitation.personId, invitationId: invitation.id }),
  });
}
