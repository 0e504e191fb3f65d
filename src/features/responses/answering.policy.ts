import { AppError, GoneError, NotFoundError } from '../../lib/errors';
import { messagesFor } from '../../messages/messages';
import type { AnsweringLink } from './find-link';

/** Why a link takes no answers now; undefined when it does. */
export type Refusal = 'revoked' | 'unpublished' | 'not_yet_open' | 'closed';

export function refusalOf(link: AnsweringLink): Refusal | undefined {
  if (link.revoked) return 'revoked';
  return link.state === 'open' ? undefined : link.state;
}

/**
 * For the requests behind the page.
 * @throws NotFoundError, GoneError or AppError 403 with the refusal as its code
 */
export function requireLink(link: AnsweringLink | undefined): AnsweringLink {
  if (link === undefined) throw unknownLink();
  if (link.revoked) throw new GoneError(messagesFor(link.language).refusals.revoked, 'revoked');
  return link;
}

/** Nobody knows which language would be read behind it. */
export function unknownLink(): NotFoundError {
  return new NotFoundError(messagesFor().refusals.unknownLink, 'unknown_link');
}

/** @throws AppError 403 when no answers are taken now */
export function requireOpen(link: AnsweringLink): void {
  const refusal = refusalOf(link);
  if (refusal !== undefined && refusal !== 'revoked') {
    throw new AppError(403, refusal, messagesFor(link.language).refusals[refusal]);
  }
}
