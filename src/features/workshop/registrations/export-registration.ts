import { Attendance, Registration, RegistrationChange, RegistrationDay } from '../../../models';

/** What is held about a person's registration, for the right to a copy; null without one. */
export async function exportRegistration(personId: number): Promise<object | null> {
  const registration = await Registration.findOne({ where: { personId } });
  if (registration === null) return null;
  const where = { registrationId: registration.id };
  const [days, changes, attendances] = await Promise.all([
    RegistrationDay.findAll({ where, order: ['dayNumber'] }),
    RegistrationChange.findAll({ where, order: ['id'] }),
    Attendance.findAll({ where, order: ['dayNumber'] }),
  ]);
  const { role, status, origin, mode, funding, fundingTold } = registration;
  const { dietaryNeeds, accessNeeds, answeredAt, createdAt } = registration;
  return {
    ...{ role, status, origin, mode, funding, fundingTold },
    ...{ dietaryNeeds, accessNeeds, answeredAt, createdAt },
    days: days.map(({ dayNumber }) => dayNumber),
    // The names of the team who acted are not the person's data.
    changes: changes.map(({ fromStatus, toStatus, reason, changedAt }) => ({
      ...{ fromStatus, toStatus, reason, changedAt },
    })),
    attendance: attendances.map(({ dayNumber, present, checkedInAt }) => ({
      ...{ dayNumber, present, checkedInAt },
    })),
  };
}
