import { AppError, GoneError, NotFoundError } from '../../lib/errors';
import type { AnsweringLink } from './find-link';

/** Why a link takes no answers now; undefined when it does. */
export type Refusal = 'revoked' | 'unpublished' | 'not_yet_open' | 'closed';

export function refusalOf(link: AnsweringLink): Refusal | undefined {
  if (link.revoked) return 'revoked';
  return link.state === 'open' ? undefined : link.state;
}

const messages: Record<Exclude<Refusal, 'revoked'>, string> = {
  unpublished: 'This questionnaire is not ready yet.',
  not_yet_open: 'This questionnaire is not open yet.',
  closed: 'This questionnaire is closed and takes no more answers.',
};

/**
 * For the requests behind the page.
 * @throws NotFoundError, GoneError or AppError 403 with the refusal as its code
 */
export function requireLink(link: AnsweringLink | undefined): AnsweringLink {
  if (link === undefined) throw new NotFoundError('This link leads nowhere.', 'unknown_link');
  if (link.revoked) throw new GoneError('This link is no longer in use.', 'revoked');
  return link;
}

/** @throws AppError 403 when no answers are taken now */
export function requireOpen(link: AnsweringLink): void {
  const refusal = refusalOf(link);
  if (refusal !== undefined && refusal !== 'revoked') {
    throw new AppError(403, refusal, messages[refusal]);
  }
}
