import { inTransaction } from '../../../../src/db/transaction';
import { addRegistration } from '../../../../src/features/workshop/registrations/add-registration';
import {
  Attendance,
  Person,
  Registration,
  RegistrationChange,
  RegistrationDay,
} from '../../../../src/models';
import type { Funding, RegistrationRole, Sector, Sex } from '../../../../src/models/codes';

export interface Attendee {
  sex?: Sex | null;
  sector?: Sector | null;
  economyCode?: string | null;
  role?: RegistrationRole;
  funding?: Funding;
  /** Days on which they were checked in. */
  days?: number[];
  /** Days on which a check-in was taken back. */
  takenBack?: number[];
  familyName?: string;
  givenName?: string;
  clusterId?: number;
  email?: string;
}

let number = 0;

/** A registered person with the check-ins of the given days. */
export async function attend(attendee: Attendee = {}): Promise<Registration> {
  number += 1;
  const { economyCode = 'CHL', sex = 'female', sector = 'public', days = [1] } = attendee;
  const familyName = attendee.familyName ?? `Invented${number}`;
  const person = await Person.create({
    givenName: attendee.givenName ?? 'Ana',
    familyName,
    nameKey: familyName.toLowerCase(),
    email: attendee.email ?? null,
    emailKey: null,
    sex,
    sector,
    affiliation: economyCode === null ? 'guest' : 'member_economy',
    economyCode,
    clusterId: attendee.clusterId ?? null,
    role: 'participant',
    language: 'en',
    origin: 'manual',
    revision: 1,
  });
  const registration = await inTransaction((tx) =>
    addRegistration(tx, {
      personId: person.id,
      role: attendee.role ?? 'participant',
      origin: 'invitation',
      status: 'registered',
      mode: 'on_site',
      days: [1, 2, 3],
      by: 'Test',
    }),
  );
  if (attendee.funding !== undefined) await registration.update({ funding: attendee.funding });
  const checkIns = [
    ...days.map((dayNumber) => ({ dayNumber, present: true })),
    ...(attendee.takenBack ?? []).map((dayNumber) => ({ dayNumber, present: false })),
  ];
  await Attendance.bulkCreate(
    checkIns.map((checkIn) => ({
      ...checkIn,
      registrationId: registration.id,
      checkedInAt: new Date(`2020-06-${15 + checkIn.dayNumber}T06:00:00Z`),
    })),
  );
  return registration;
}

/** So many people of one kind on the same days. */
export async function attendMany(count: number, attendee: Attendee): Promise<void> {
  for (let index = 0; index < count; index++) await attend(attendee);
}

export async function nobodyRegistered(): Promise<void> {
  await Attendance.destroy({ where: {} });
  await RegistrationDay.destroy({ where: {} });
  await RegistrationChange.destroy({ where: {} });
  await Registration.destroy({ where: {} });
}
