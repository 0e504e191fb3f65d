import { Op } from 'sequelize';
import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import type { Tx } from '../../../db/transaction';
import { ConflictError } from '../../../lib/errors';
import {
  Nomination,
  Registration,
  WorkshopDay,
  WorkshopSettings,
  type Person,
} from '../../../models';
import type { RegistrationStatus } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import { addRegistration } from '../registrations/add-registration';
import { changeStatus } from '../registrations/change-status';

const reason = 'Nominated by their economy';

/**
 * Gives an accepted person a registration for all days, as invited. Somebody who was taken off or
 * declined is invited again; somebody invited or registered on another way stays as they are.
 */
export async function inviteNominee(
  tx: Tx,
  actor: Actor,
  nomination: Nomination,
  person: Person,
): Promise<Registration> {
  const existing = await lockRegistration(tx, person.id);
  if (existing !== null) {
    if (existing.status !== 'invited' && existing.status !== 'registered') {
      await setStatus(tx, actor, existing, 'invited', reason);
    }
    return existing;
  }
  const { mode } = await WorkshopSettings.findByPk(1, { transaction: tx, rejectOnEmpty: true });
  const days = await WorkshopDay.findAll({ order: ['number'], transaction: tx });
  const registration = await addRegistration(tx, {
    personId: person.id,
    role: nomination.role,
    origin: 'nomination',
    status: 'invited',
    mode: mode === 'online' ? 'online' : 'on_site',
    days: days.map(({ number }) => number),
    by: actor.name,
    reason,
  });
  await recordAuditEvent(tx, actor, {
    action: 'registration.added',
    subjectType: 'registration',
    subjectId: registration.id,
    personId: person.id,
    changes: { origin: 'nomination', role: nomination.role, status: 'invited' },
  });
  return registration;
}

/**
 * Takes back the invitation of somebody who is no longer accepted, unless another economy's
 * nomination of the same person is, or they did not come by a nomination at all.
 * @throws ConflictError when the person has registered already
 */
export async function uninviteNominee(
  tx: Tx,
  actor: Actor,
  nomination: Nomination,
  to: 'waiting' | 'declined',
): Promise<void> {
  if (nomination.personId === null) return;
  const others = await Nomination.count({
    where: {
      personId: nomination.personId,
      status: 'accepted',
      id: { [Op.ne]: nomination.id },
    },
    transaction: tx,
  });
  const registration = await lockRegistration(tx, nomination.personId);
  if (others > 0 || registration?.origin !== 'nomination') return;
  if (registration.status === 'registered') {
    throw new ConflictError(
      `${fullName(nomination)} has registered already. Cancel the registration first, and tell the person.`,
      'registered',
    );
  }
  if (registration.status !== 'invited') return;
  const status = to === 'waiting' ? 'waiting' : 'cancelled';
  await setStatus(tx, actor, registration, status, 'The nomination is no longer accepted');
}

function lockRegistration(tx: Tx, personId: number): Promise<Registration | null> {
  return Registration.findOne({ where: { personId }, transaction: tx, lock: tx.LOCK.UPDATE });
}

async function setStatus(
  tx: Tx,
  actor: Actor,
  registration: Registration,
  to: RegistrationStatus,
  why: string,
): Promise<void> {
  const from = registration.status;
  await changeStatus(tx, registration, to, { by: actor.name, reason: why });
  await recordAuditEvent(tx, actor, {
    action: 'registration.status_changed',
    subjectType: 'registration',
    subjectId: registration.id,
    personId: registration.personId,
    changes: { status: [from, to] },
  });
}
