import type { Tx } from '../../../db/transaction';
import { newToken } from '../../../lib/tokens';
import {
  Attendance,
  AttendanceEvent,
  CalendarEntry,
  Registration,
  RegistrationChange,
} from '../../../models';
import { changeStatus } from './change-status';

/**
 * Takes out of a person's registration what is theirs alone: needs, the link, the badge, what
 * their calendar shows and the reasons in the histories. Role, funding, days and attendance stay,
 * since they are counted. Who has not been there yet is not expected any more.
 */
export async function eraseRegistration(tx: Tx, personId: number): Promise<void> {
  const registration = await Registration.findOne({
    where: { personId },
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  if (registration === null) return;
  const registrationId = registration.id;
  await registration.update(
    {
      dietaryNeeds: null,
      accessNeeds: null,
      tokenHash: `erased:${newToken()}`,
      badgeHash: `erased:${newToken()}`,
    },
    { transaction: tx },
  );
  await CalendarEntry.destroy({ where: { registrationId }, transaction: tx });
  const attended = await Attendance.count({
    where: { registrationId, present: true },
    transaction: tx,
  });
  if (attended === 0 && registration.status !== 'declined') {
    await changeStatus(tx, registration, 'cancelled', { by: 'PEC' });
  }
  const reasons = { where: { registrationId }, transaction: tx };
  await RegistrationChange.update({ reason: null }, reasons);
  await AttendanceEvent.update({ reason: null }, reasons);
}
