import type { Actor } from '../../../audit/record-audit-event';
import type { Tx } from '../../../db/transaction';
import { ForbiddenError, GoneError, NotFoundError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { Person, Registration } from '../../../models';

export type OwnRegistration = Registration & { person: Person };

/** Nothing longer is worth hashing. */
const longestToken = 100;

/**
 * Whom a personal link of the workshop was made for.
 * @throws NotFoundError `unknown_link`; GoneError `withdrawn_link` when the person was erased
 */
export async function requireOwnRegistration(token: string, tx?: Tx): Promise<OwnRegistration> {
  const found =
    token.length > longestToken
      ? null
      : await Registration.findOne({
          where: { tokenHash: hashToken(token) },
          include: [{ model: Person, as: 'person' }],
          ...(tx === undefined
            ? {}
            : { transaction: tx, lock: { level: tx.LOCK.UPDATE, of: Registration } }),
        });
  if (found === null) throw new NotFoundError('This link leads nowhere.', 'unknown_link');
  const registration = found as OwnRegistration;
  if (registration.person.erasedAt !== null) {
    throw new GoneError('This link is no longer in use.', 'withdrawn_link');
  }
  return registration;
}

/** Who acts through a personal link: the person. */
export function ownActor(): Actor {
  return { kind: 'respondent', name: 'The person' };
}

/** Those who have said no are asked for nothing. @throws ForbiddenError `not_coming` */
export function requireComing(registration: Registration): void {
  if (registration.status === 'declined' || registration.status === 'cancelled') {
    throw new ForbiddenError(
      'You are not registered for the workshop. Please tell the organisers if this has changed.',
      'not_coming',
    );
  }
}
