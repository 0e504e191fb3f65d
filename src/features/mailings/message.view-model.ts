import { formatDateTime } from '../../http/format';
import type { PageLocals } from '../../http/render';
import { deliveryMode } from '../../mail/delivery-mode';
import { fillPlaceholders, hiddenLinks, realLinks } from '../../mail/placeholders';
import type { Message } from '../../models';
import { messageStatuses, type Role } from '../../models/codes';
import { decisionsFor } from './decide-messages';
import { kindLabel, kindOptions, messageStatusWords, statusWords } from './mail-words';
import {
  pageSize,
  type MessageFilter,
  type MessagePage,
  type StatusCounts,
} from './messages.queries';

/** One row of a table of messages. */
export function messageLine(message: Message, timeZone: string) {
  const moment = message.sentAt ?? message.updatedAt;
  return {
    id: message.id,
    name: message.toName || message.toAddress || 'Erased person',
    address: message.toAddress,
    kind: kindLabel(message.kind),
    subject: message.subject,
    status: messageStatusWords(message),
    when: formatDateTime(moment, timeZone),
    reply: message.lastReply ?? '–',
    personId: message.personId,
    mailingId: message.mailingId,
    decisions: decisionsFor(message),
  };
}

/** The parts that the outbox and the page of a mailing share: rows, states as tabs, pages. */
export function messageTable(
  found: MessagePage,
  options: { filter: MessageFilter; page: number; timeZone: string; address: string },
) {
  const { filter, page, timeZone, address } = options;
  const link = (changes: Record<string, string | undefined>): string => {
    const query = new URLSearchParams();
    const asked = {
      kind: filter.kind,
      status: filter.status,
      person: filter.personId?.toString(),
      ...changes,
    };
    for (const [name, value] of Object.entries(asked)) {
      if (value !== undefined) query.set(name, value);
    }
    const text = query.toString();
    return text === '' ? address : `${address}?${text}`;
  };
  const all = Object.values(found.counts).reduce((sum, count) => sum + count, 0);
  return {
    messages: found.messages.map((message) => messageLine(message, timeZone)),
    total: found.total,
    statusTabs: [
      {
        label: 'All',
        count: all,
        current: filter.status === undefined,
        href: link({ status: undefined }),
      },
      ...messageStatuses
        .filter((status) => found.counts[status] > 0 || status === filter.status)
        .map((status) => ({
          label: statusWords(status).label,
          count: found.counts[status],
          current: status === filter.status,
          href: link({ status }),
        })),
    ],
    page,
    pages: Math.max(1, Math.ceil(found.total / pageSize)),
    pageAddress: (number: number) => link({ page: String(number) }),
    keptAsFiles: deliveryMode() === 'files',
  };
}

export function outboxPage(
  found: MessagePage,
  options: Parameters<typeof messageTable>[1] & { personName: string | undefined },
): PageLocals {
  const { filter } = options;
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return {
    title: 'Mail',
    ...messageTable(found, options),
    filter,
    personName: options.personName,
    showKind: true,
    kindOptions,
    emptyText: filtered
      ? 'No message fits this filter.'
      : 'No message has been written yet. Invitations, reminders, receipts and account links appear here.',
  };
}

/**
 * Who may see the link of a message: without a mail server it is the only way to try the system,
 * so organisers do; with one, only the recipient. A link to set an account's password would hand
 * over the account, so it is for administrators alone.
 */
export function mayHoldLink(message: Pick<Message, 'kind'>, role: Role | undefined): boolean {
  if (deliveryMode() === 'smtp') return false;
  return message.kind === 'account_link' ? role === 'administrator' : true;
}

/** The bodies as this reader may see them. */
export function readableBodies(message: Message, role: Role | undefined) {
  const links = mayHoldLink(message, role) ? realLinks(message) : hiddenLinks();
  return fillPlaceholders({ text: message.textBody, html: message.htmlBody }, links);
}

export function messagePage(
  message: Message,
  role: Role | undefined,
  timeZone: string,
): PageLocals {
  const linkShown = mayHoldLink(message, role);
  const hasLink = message.linkSubject !== null;
  return {
    title: message.subject,
    keptAsFiles: deliveryMode() === 'files',
    erased: message.textBody === '',
    link: hasLink && linkShown ? realLinks(message).link : undefined,
    linkShown: linkShown || !hasLink,
    text: readableBodies(message, role).text,
    message: {
      ...messageLine(message, timeZone),
      written: formatDateTime(message.createdAt, timeZone),
      attempts: message.attempts,
      next:
        message.status === 'queued' ? formatDateTime(message.nextAttemptAt, timeZone) : undefined,
      sent: formatDateTime(message.sentAt, timeZone),
      messageId: message.messageId,
      calendar: message.calendarMethod,
    },
  };
}

export function underWay(counts: StatusCounts): number {
  return counts.queued + counts.sending;
}
