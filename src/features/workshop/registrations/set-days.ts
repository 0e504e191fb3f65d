import type { Tx } from '../../../db/transaction';
import { ValidationError } from '../../../lib/errors';
import { RegistrationDay, type WorkshopDay } from '../../../models';

/**
 * Replaces the days of a registration.
 * @returns the days before, when they differ
 * @throws ValidationError on `days` without a day, or for one that the workshop does not have
 */
export async function setDays(
  tx: Tx,
  registrationId: number,
  wanted: number[],
  workshopDays: WorkshopDay[],
): Promise<number[] | undefined> {
  const days = [...new Set(wanted)].sort((a, b) => a - b);
  const known = new Set(workshopDays.map(({ number }) => number));
  if (days.length === 0) throw new ValidationError({ days: 'Please choose at least one day.' });
  if (days.some((day) => !known.has(day))) {
    throw new ValidationError({ days: 'Please choose from the days of the workshop.' });
  }
  const rows = await RegistrationDay.findAll({
    where: { registrationId },
    order: ['dayNumber'],
    transaction: tx,
  });
  const before = rows.map(({ dayNumber }) => dayNumber);
  if (before.join() === days.join()) return undefined;
  await RegistrationDay.destroy({ where: { registrationId }, transaction: tx });
  await RegistrationDay.bulkCreate(
    days.map((dayNumber) => ({ registrationId, dayNumber })),
    { transaction: tx },
  );
  return before;
}
