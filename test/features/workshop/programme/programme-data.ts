import { Person, Registration, RegistrationDay } from '../../../../src/models';
import type { RegistrationStatus } from '../../../../src/models/codes';
import { nameKeyOf } from '../../../../src/features/people/fold-name';
import { newToken } from '../../../../src/lib/tokens';
import type { Client } from '../../../harness/client';
import { paths } from '../../../../src/paths';

/** A person with an invented name. */
export async function makePerson(
  givenName: string,
  familyName: string,
  facts: { economyCode?: string; email?: string | null } = {},
): Promise<Person> {
  const email =
    facts.email === undefined
      ? `${givenName}.${familyName}@people.example`.toLowerCase()
      : facts.email;
  return Person.create({
    givenName,
    familyName,
    nameKey: nameKeyOf(givenName, familyName),
    email,
    emailKey: email,
    affiliation: facts.economyCode === undefined ? 'guest' : 'member_economy',
    economyCode: facts.economyCode ?? null,
    role: 'expert',
    language: 'en',
    origin: 'manual',
    revision: 1,
  });
}

/** The person's registration for these days, as it stands in the database. */
export async function register(
  person: Person,
  days: number[],
  status: RegistrationStatus = 'registered',
): Promise<void> {
  const registration = await Registration.create({
    personId: person.id,
    role: 'participant',
    status,
    origin: 'invitation',
    mode: 'on_site',
    tokenHash: newToken(),
    badgeHash: newToken(),
    revision: 1,
  });
  await RegistrationDay.bulkCreate(
    days.map((dayNumber) => ({ registrationId: registration.id, dayNumber })),
  );
}

export const session = {
  dayNumber: '1',
  startsAt: '09:00',
  endsAt: '10:00',
  type: 'presentation',
  title: 'Opening',
  description: '',
  roomId: '',
};

/** Adds a session through the form. @returns its id */
export async function addSession(
  organiser: Client,
  fields: Partial<typeof session> & { genderDimension?: string },
): Promise<number> {
  const answer = await organiser.post(paths.programmeSessions, { ...session, ...fields });
  if (answer.status !== 303) throw new Error(answer.$('.notice').text());
  return Number(answer.location?.split('/').at(-1));
}

/** Publishes what the page of the publication shows. */
export async function publish(organiser: Client) {
  const page = await organiser.get(paths.programmePublication);
  const fields = {
    number: String(page.$('input[name=number]').val()),
    digest: String(page.$('input[name=digest]').val()),
  };
  return { fields, answer: await organiser.post(paths.programmePublication, fields) };
}
