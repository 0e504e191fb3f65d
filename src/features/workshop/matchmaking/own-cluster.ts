import type { Tx } from '../../../db/transaction';
import { ForbiddenError } from '../../../lib/errors';
import type { Person, Registration } from '../../../models';
import { findOwnRegistration, lockRegistration } from '../registrations/find-own-registration';

export interface OwnCluster {
  registration: Registration;
  clusterId: number;
}

/**
 * The person behind a link who may act for their cluster.
 * @throws NotFoundError `unknown_link`; ForbiddenError `not_registered` unless they are
 *   registered, `no_cluster` when they belong to none
 */
export async function requireOwnCluster(token: string): Promise<OwnCluster> {
  return ownClusterOf(await findOwnRegistration(token));
}

/** The same for a write: the registration stays as it is until the end of the transaction. */
export async function lockOwnCluster(tx: Tx, registrationId: number): Promise<OwnCluster> {
  return ownClusterOf(await lockRegistration(tx, registrationId));
}

function ownClusterOf({
  registration,
  person,
}: {
  registration: Registration;
  person: Person;
}): OwnCluster {
  if (registration.status !== 'registered') {
    throw new ForbiddenError(
      'Meetings can be arranged once you are registered for the workshop.',
      'not_registered',
    );
  }
  const { clusterId } = person;
  if (clusterId === null) {
    throw new ForbiddenError(
      'Meetings are arranged between clusters, and we know of none that you belong to. Please tell the organisers which it is.',
      'no_cluster',
    );
  }
  return { registration, clusterId };
}
