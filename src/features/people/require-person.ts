import type { Tx } from '../../db/transaction';
import { ValidationError } from '../../lib/errors';
import { Person } from '../../models';
import { isRowId } from './row-id';

/**
 * Refuses people who are not there or were erased; behind a lock, so that an erasure at the same
 * time leaves nothing behind.
 * @throws ValidationError on `personId`
 */
export async function requireKnownPerson(tx: Tx, personId: number): Promise<Person> {
  const person = isRowId(personId)
    ? await Person.findByPk(personId, { transaction: tx, lock: tx.LOCK.UPDATE })
    : null;
  if (person === null || person.erasedAt !== null) {
    throw new ValidationError({ personId: 'Please choose a person of the list.' });
  }
  return person;
}
