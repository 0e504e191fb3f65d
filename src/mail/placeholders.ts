import { absoluteUrl } from '../lib/base-url';
import { linkToken, openToken, type LinkSubject } from '../lib/link-tokens';
import { paths } from '../paths';
import { escapeHtml } from './mail-html';
import { unsubscribeToken } from './unsubscribe-token';

/** The addresses that stand behind {{link}} and {{unsubscribe}} of a stored body. */
export interface MailLinks {
  link: string;
  unsubscribe: string;
}

interface Bodies {
  text: string;
  html: string;
}

/** Stored bodies with their links: what is sent, and what a preview shows. */
export function fillPlaceholders(bodies: Bodies, links: MailLinks): Bodies {
  return {
    text: bodies.text
      .replaceAll('{{link}}', () => links.link)
      .replaceAll('{{unsubscribe}}', () => links.unsubscribe),
    html: bodies.html
      .replaceAll('{{link}}', () => escapeHtml(links.link))
      .replaceAll('{{unsubscribe}}', () => escapeHtml(links.unsubscribe)),
  };
}

/**
 * The real links of a message, made from the installation's key. Only for sending, and for
 * showing to somebody who may hold them.
 */
export function realLinks(message: { id: number; linkSubject: string | null }): MailLinks {
  return {
    link: message.linkSubject === null ? absoluteUrl('/') : addressBehind(message.linkSubject),
    unsubscribe: absoluteUrl(paths.unsubscribe(unsubscribeToken(message.id))),
  };
}

/** The same bodies for a reader who must not act in the recipient's name. */
export function hiddenLinks(): MailLinks {
  return {
    link: `${absoluteUrl(paths.answer(''))}…`,
    unsubscribe: `${absoluteUrl(paths.unsubscribe(''))}…`,
  };
}

/** @throws Error for a subject that no part of the system writes */
function addressBehind(subject: string): string {
  const [kind, name = ''] = subject.split(':', 2);
  if (kind === 'invitation') return absoluteUrl(paths.answer(linkToken(subject as LinkSubject)));
  if (kind === 'open') return absoluteUrl(paths.answer(openToken(name)));
  if (kind === 'account') return absoluteUrl(paths.oneTimeLink(linkToken(subject as LinkSubject)));
  if (kind === 'registration') {
    return absoluteUrl(paths.participant(linkToken(subject as LinkSubject)));
  }
  if (kind === 'focal_point') {
    return absoluteUrl(paths.focalPoint(linkToken(subject as LinkSubject)));
  }
  if (kind === 'oversight') return absoluteUrl(paths.readOnly(linkToken(subject as LinkSubject)));
  if (kind === 'page' && name === 'programme') return absoluteUrl(paths.programme);
  if (kind === 'page' && name === 'milestones') return absoluteUrl(paths.milestones);
  if (kind === 'page' && name === 'indicators') return absoluteUrl(paths.indicators);
  throw new Error(`No link is known for "${kind ?? ''}".`);
}
