import { changedFields, recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { GoneError, NotFoundError, requireRevision } from '../../lib/errors';
import { Person } from '../../models';
import { withdrawLinksOfOthers } from '../workshop/nominations/name-focal-point';
import { clusterIdOf } from './add-person';
import { explainDuplicateEmail, withKeys } from './person-record';
import type { PersonInput } from './person.input';

/**
 * Corrects a person's facts. The link of a focal point ends with the role or the economy.
 * @param revision the state the form was opened with
 * @throws ConflictError when somebody else changed the person since; ValidationError on `email`
 *   when another person has that address; GoneError after an erasure
 */
export async function correctPerson(
  actor: Actor,
  personId: number,
  revision: number,
  input: PersonInput,
): Promise<void> {
  const { clusterName, ...facts } = input;
  try {
    await inTransaction(async (tx) => {
      const person = await Person.findByPk(personId, { transaction: tx, lock: tx.LOCK.UPDATE });
      if (person === null) throw new NotFoundError();
      if (person.erasedAt !== null) throw new GoneError('This person has been erased.');
      requireRevision(person.revision, revision, 'this person');
      const clusterId = await clusterIdOf(tx, clusterName, facts.economyCode);
      const changes = changedFields({ ...person.get() }, { ...facts, clusterId });
      if (Object.keys(changes).length === 0) return;
      await person.update(
        { ...withKeys(facts), clusterId, revision: revision + 1 },
        { transaction: tx },
      );
      await recordAuditEvent(tx, actor, {
        action: 'person.corrected',
        subjectType: 'person',
        subjectId: personId,
        personId,
        changes,
      });
    });
  } catch (error) {
    throw explainDuplicateEmail(error);
  }
  // By itself: links are locked by their economy before the person, as in nominations.
  await withdrawLinksOfOthers(actor);
}
