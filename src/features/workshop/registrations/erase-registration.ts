import type { Tx } from '../../../db/transaction';
import { dateIn } from '../../../lib/clock';
import { newToken } from '../../../lib/tokens';
import {
  Attendance,
  AttendanceEvent,
  CalendarEntry,
  Registration,
  RegistrationChange,
  RegistrationDay,
} from '../../../models';
import { changeStatus } from './change-status';
import { readWorkshopFacts } from './workshop-facts';

/**
 * Takes out of a person's registration what is theirs alone: needs, the link, the badge, what
 * their calendar shows and the reasons in the histories. Role, funding, days and attendance stay,
 * since they are counted. Nobody is expected any more: who has not been there is cancelled, who has
 * loses the days to come.
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
  if (attended > 0) await expectNoMore(tx, registrationId);
  const reasons = { where: { registrationId }, transaction: tx };
  await RegistrationChange.update({ reason: null }, reasons);
  await AttendanceEvent.update({ reason: null }, reasons);
}

async function expectNoMore(tx: Tx, registrationId: number): Promise<void> {
  const { project, days } = await readWorkshopFacts(tx);
  const today = dateIn(project.timeZone);
  const toCome = days.filter(({ date }) => date > today).map(({ number }) => number);
  await RegistrationDay.destroy({
    where: { registrationId, dayNumber: toCome },
    transaction: tx,
  });
}
