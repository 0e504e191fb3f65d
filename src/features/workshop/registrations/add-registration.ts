import { badgeCode, badgeHash } from '../../../lib/badge-code';
import { now } from '../../../lib/clock';
import { ConflictError } from '../../../lib/errors';
import { linkToken } from '../../../lib/link-tokens';
import { hashToken, newToken } from '../../../lib/tokens';
import type { Tx } from '../../../db/transaction';
import { Registration, RegistrationChange, RegistrationDay } from '../../../models';
import type {
  AttendanceMode,
  Funding,
  RegistrationOrigin,
  RegistrationRole,
  RegistrationStatus,
} from '../../../models/codes';

export interface NewRegistration {
  personId: number;
  role: RegistrationRole;
  origin: RegistrationOrigin;
  status: RegistrationStatus;
  mode: AttendanceMode;
  /** One category only; null while it is not decided. */
  funding?: Funding | null;
  /** Numbers of the workshop's days. */
  days: number[];
  /** Shown in the history: the name of the account, "Focal point", "The person". */
  by: string;
  reason?: string;
}

/**
 * Makes a person's registration, with its first line of history. The audit line is the caller's.
 * @throws ConflictError `already_registered` when the person has one
 */
export async function addRegistration(tx: Tx, added: NewRegistration): Promise<Registration> {
  const existing = await Registration.count({
    where: { personId: added.personId },
    transaction: tx,
  });
  if (existing > 0) {
    throw new ConflictError('This person is registered already.', 'already_registered');
  }
  // Links and badges are derived from the id, which the row must have first.
  const registration = await Registration.create(
    {
      personId: added.personId,
      role: added.role,
      status: added.status,
      origin: added.origin,
      mode: added.mode,
      funding: added.funding ?? null,
      tokenHash: newToken(),
      badgeHash: newToken(),
      revision: 1,
    },
    { transaction: tx },
  );
  const { id } = registration;
  await registration.update(
    {
      tokenHash: hashToken(linkToken(`registration:${id}`)),
      badgeHash: badgeHash(badgeCode(id)) ?? '',
    },
    { transaction: tx },
  );
  await RegistrationDay.bulkCreate(
    added.days.map((dayNumber) => ({ registrationId: id, dayNumber })),
    { transaction: tx },
  );
  await RegistrationChange.create(
    {
      registrationId: id,
      fromStatus: null,
      toStatus: added.status,
      reason: added.reason ?? null,
      changedBy: added.by,
      changedAt: now(),
    },
    { transaction: tx },
  );
  return registration;
}
