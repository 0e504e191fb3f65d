import { now } from '../lib/clock';
import type { Message } from '../models';
import type { Delivery } from './transport';
import { fillPlaceholders, realLinks } from './placeholders';

/** What every message of one moment shares. */
export interface Sender {
  /** "Name <address>" of the configuration. */
  from: string;
  /** The project's contact; replies go there. */
  replyTo: string | undefined;
}

/**
 * A row of the outbox as the mail that leaves: links filled in, headers set. The same row gives
 * the same Message-ID each time, so that a receiver can tell a repeated mail.
 */
export function sendableMail(message: Message, sender: Sender): Delivery['mail'] {
  const links = realLinks(message);
  const { text, html } = fillPlaceholders(
    { text: message.textBody, html: message.htmlBody },
    links,
  );
  return {
    from: sender.from,
    ...(sender.replyTo === undefined ? {} : { replyTo: sender.replyTo }),
    to: { name: message.toName, address: message.toAddress },
    subject: message.subject,
    text,
    html,
    ...calendarOf(message),
    messageId: `<${message.messageId}>`,
    date: now(),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(message.listUnsubscribe
        ? {
            'List-Unsubscribe': `<${links.unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }
        : {}),
    },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * The calendar file as a part that mail programs show with their buttons, and as an attachment
 * for those that do not.
 */
function calendarOf({
  calendarMethod,
  calendarBody,
}: Message): Pick<Delivery['mail'], 'icalEvent'> {
  if (calendarMethod === null || calendarBody === null) return {};
  return {
    icalEvent: { method: calendarMethod, filename: 'workshop.ics', content: calendarBody },
  };
}
