import type { Tx } from '../../../db/transaction';
import { NotFoundError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { Economy, Person, Registration, RegistrationDay } from '../../../models';

export interface OwnRegistrationRecord {
  registration: Registration;
  person: Person & { economy: Economy | null };
  /** Numbers of the days, rising. */
  days: number[];
}

const longestToken = 100;

/**
 * What a person's own link leads to.
 * @throws NotFoundError `unknown_link` for a token that leads nowhere, also after an erasure
 */
export async function findOwnRegistration(token: string): Promise<OwnRegistrationRecord> {
  const registration =
    token.length > longestToken
      ? null
      : await Registration.findOne({ where: { tokenHash: hashToken(token) } });
  if (registration === null) throw unknownLink();
  const record = await readRecord(registration);
  if (record.person.erasedAt !== null) throw unknownLink();
  return record;
}

/** @throws NotFoundError */
export async function findRegistration(id: number): Promise<OwnRegistrationRecord> {
  const registration = Number.isSafeInteger(id) ? await Registration.findByPk(id) : null;
  if (registration === null) throw new NotFoundError('There is no such registration.');
  return readRecord(registration);
}

/**
 * The registration with its person, to be changed in this transaction. Both rows are locked, the
 * person's first, as an erasure does it.
 * @throws NotFoundError
 */
export async function lockRegistration(
  tx: Tx,
  id: number,
): Promise<{ registration: Registration; person: Person }> {
  const found = await Registration.findByPk(id, { attributes: ['personId'], transaction: tx });
  if (found === null) throw new NotFoundError('There is no such registration.');
  // Others may go on referring to the rows: two people who write to each other would wait in a ring.
  const person = await Person.findByPk(found.personId, {
    transaction: tx,
    lock: tx.LOCK.NO_KEY_UPDATE,
    rejectOnEmpty: true,
  });
  const registration = await Registration.findByPk(id, {
    transaction: tx,
    lock: tx.LOCK.NO_KEY_UPDATE,
    rejectOnEmpty: true,
  });
  if (person.erasedAt !== null) throw new NotFoundError('This person has been erased.');
  return { registration, person };
}

async function readRecord(registration: Registration): Promise<OwnRegistrationRecord> {
  const person = await Person.findByPk(registration.personId, {
    include: [{ model: Economy, as: 'economy' }],
    rejectOnEmpty: true,
  });
  const days = await RegistrationDay.findAll({
    where: { registrationId: registration.id },
    order: ['dayNumber'],
  });
  return {
    registration,
    person: person as Person & { economy: Economy | null },
    days: days.map(({ dayNumber }) => dayNumber),
  };
}

function unknownLink(): NotFoundError {
  return new NotFoundError(
    'This link leads nowhere. Please check that the whole address was copied, or ask the team for a new one.',
    'unknown_link',
  );
}
