import { Op } from 'sequelize';
import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import type { Tx } from '../../../db/transaction';
import { ConflictError } from '../../../lib/errors';
import { Nomination, Registration, type Person } from '../../../models';
import { fullName } from '../../people/fold-name';
import { changeStatus } from '../registrations/change-status';
import { inviteToRegister } from '../registrations/invite-to-register';
import { enqueueRegistrationMail } from '../registrations/registration-mails';
import { readWorkshopFacts } from '../registrations/workshop-facts';

/**
 * Gives an accepted person a registration for all days, as invited, and puts the mail with their
 * own link into the outbox. Who declined or was taken off is invited again; somebody invited or
 * registered on another way stays as they are.
 */
export async function inviteNominee(
  tx: Tx,
  actor: Actor,
  nomination: Nomination,
  person: Person,
): Promise<void> {
  const existing = await lockRegistrationOf(tx, person.id);
  const isOut = existing?.status === 'declined' || existing?.status === 'cancelled';
  if (existing !== null && !isOut) return;
  await inviteToRegister(tx, actor, {
    personId: person.id,
    role: nomination.role,
    origin: 'nomination',
    reason: 'Nominated by their economy',
  });
}

/**
 * Takes back the invitation of somebody who is no longer accepted, and tells them, unless another
 * economy's nomination of the same person is accepted, or they did not come by a nomination.
 * @throws ConflictError `registered` when the person has registered already
 */
export async function uninviteNominee(
  tx: Tx,
  actor: Actor,
  nomination: Nomination,
  person: Person,
): Promise<void> {
  const others = await Nomination.count({
    where: { personId: person.id, status: 'accepted', id: { [Op.ne]: nomination.id } },
    transaction: tx,
  });
  const registration = await lockRegistrationOf(tx, person.id);
  if (others > 0 || registration?.origin !== 'nomination') return;
  if (registration.status === 'registered' || registration.status === 'waiting') {
    throw new ConflictError(
      `${fullName(nomination)} has registered already. Cancel the registration first, with a reason for the person.`,
      'registered',
    );
  }
  if (registration.status !== 'invited') return;
  const reason = 'The nomination is no longer accepted.';
  await changeStatus(tx, registration, 'cancelled', { by: actor.name, reason });
  await recordAuditEvent(tx, actor, {
    action: 'registration.cancelled',
    subjectType: 'registration',
    subjectId: registration.id,
    personId: person.id,
    changes: { status: ['invited', 'cancelled'], reason },
  });
  await enqueueRegistrationMail(tx, await readWorkshopFacts(tx), {
    person,
    registration,
    mail: { kind: 'cancelled', reason },
    moment: String(registration.revision),
  });
}

function lockRegistrationOf(tx: Tx, personId: number): Promise<Registration | null> {
  return Registration.findOne({ where: { personId }, transaction: tx, lock: tx.LOCK.UPDATE });
}
