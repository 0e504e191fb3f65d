import type { Actor } from '../../../../src/audit/record-audit-event';
import { inTransaction } from '../../../../src/db/transaction';
import { createPerson } from '../../../../src/features/people/add-person';
import { parsePerson } from '../../../../src/features/people/person.input';
import {
  inviteToRegister,
  type InvitedPerson,
} from '../../../../src/features/workshop/registrations/invite-to-register';
import { linkToken } from '../../../../src/lib/link-tokens';
import {
  Person,
  ProgrammeVersion,
  Project,
  Registration,
  RegistrationDay,
  WorkshopDay,
  WorkshopSettings,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';

export const team: Actor = { kind: 'command', name: 'Olga Orgen' };

let made = 0;

export async function makeContact(fields: Record<string, string> = {}): Promise<Person> {
  made += 1;
  const input = parsePerson({
    givenName: 'Ana',
    familyName: `Lim${made}`,
    email: `ana${made}@clusters.example`,
    sex: 'female',
    affiliation: 'member_economy',
    economyCode: 'CHL',
    sector: 'private',
    organisation: 'Andes Cluster',
    position: 'Manager',
    role: 'contact',
    language: 'en',
    ...fields,
  });
  return inTransaction((tx) => createPerson(tx, team, input, 'manual'));
}

export interface Guest {
  person: Person;
  registration: Registration;
  token: string;
}

/** A person with an invitation to the workshop. */
export async function invite(
  about: Partial<InvitedPerson> = {},
  fields: Record<string, string> = {},
): Promise<Guest> {
  const person = await makeContact(fields);
  const { registration } = await inTransaction((tx) =>
    inviteToRegister(tx, team, {
      personId: person.id,
      role: 'participant',
      origin: 'invitation',
      ...about,
    }),
  );
  return { person, registration, token: linkToken(`registration:${registration.id}`) };
}

/** What the form of the own page sends when nothing in it is changed. */
export function answersOf(person: Person): Record<string, string | string[]> {
  const { givenName, familyName } = person;
  return {
    givenName,
    familyName,
    email: person.email ?? '',
    position: person.position ?? '',
    organisation: person.organisation ?? '',
    sector: person.sector ?? 'public',
    sex: person.sex ?? 'prefer_not_to_say',
    days: ['1', '2', '3'],
    dietaryNeeds: '',
    accessNeeds: '',
    dataUse: 'yes',
  };
}

export function answer(
  visitor: Client,
  guest: Guest,
  changes: Record<string, string | string[]> = {},
) {
  return visitor.post(paths.participantRegistration(guest.token), {
    ...answersOf(guest.person),
    ...changes,
  });
}

export async function statusOf({ registration }: Guest): Promise<string> {
  return (await Registration.findByPk(registration.id, { rejectOnEmpty: true })).status;
}

export async function daysOf({ registration }: Guest): Promise<number[]> {
  const rows = await RegistrationDay.findAll({
    where: { registrationId: registration.id },
    order: ['dayNumber'],
  });
  return rows.map(({ dayNumber }) => dayNumber);
}

/** The three days begin on this date, in this zone; nothing else about the workshop is set. */
export async function setWorkshop(
  first: string,
  timeZone = 'Europe/Berlin',
  settings: Partial<{
    mode: 'on_site' | 'online' | 'hybrid';
    venue: string;
    address: string;
    onlineLink: string;
    capacity: number | null;
    registrationClosesAt: Date | null;
  }> = {},
): Promise<void> {
  await Project.update({ timeZone, name: 'Cluster workshop' }, { where: { id: 1 } });
  for (const number of [1, 2, 3]) {
    const date = new Date(Date.parse(first) + (number - 1) * 24 * 3_600_000);
    await WorkshopDay.update({ date: date.toISOString().slice(0, 10) }, { where: { number } });
  }
  await WorkshopSettings.update(
    {
      mode: 'on_site',
      venue: 'Hall 4',
      address: 'Quay 1',
      onlineLink: '',
      capacity: null,
      registrationClosesAt: null,
      ...settings,
    },
    { where: { id: 1 } },
  );
}

/** Publishes a programme with one session on each of these days. */
export async function publishHours(
  hours: Record<number, [startsAt: string, endsAt: string]>,
): Promise<void> {
  const latest = await ProgrammeVersion.max<number | null, ProgrammeVersion>('number');
  await ProgrammeVersion.create({
    number: (latest ?? 0) + 1,
    content: JSON.stringify({
      days: Object.entries(hours).map(([number, [startsAt, endsAt]]) => ({
        number: Number(number),
        sessions: [{ startsAt, endsAt }],
      })),
    }),
    publishedBy: null,
    publishedAt: new Date(),
  });
}
