import type { Actor } from '../../../audit/record-audit-event';
import { ForbiddenError } from '../../../lib/errors';
import type { Registration } from '../../../models';

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
