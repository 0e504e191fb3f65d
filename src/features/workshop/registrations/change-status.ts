import type { Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { RegistrationChange, type Registration } from '../../../models';
import type { RegistrationStatus } from '../../../models/codes';

/**
 * Sets the status with a line of history; the same status again changes nothing. The row must
 * have been read with a lock in this transaction. The audit line is the caller's.
 * @returns whether it changed
 */
export async function changeStatus(
  tx: Tx,
  registration: Registration,
  to: RegistrationStatus,
  { by, reason }: { by: string; reason?: string },
): Promise<boolean> {
  const from = registration.status;
  if (from === to) return false;
  await registration.update(
    { status: to, revision: registration.revision + 1 },
    { transaction: tx },
  );
  await RegistrationChange.create(
    {
      registrationId: registration.id,
      fromStatus: from,
      toStatus: to,
      reason: reason ?? null,
      changedBy: by,
      changedAt: now(),
    },
    { transaction: tx },
  );
  return true;
}
