import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../db/transaction';
import { Person } from '../../models';
import { findOrCreateCluster } from './find-or-create-cluster';
import { explainDuplicateEmail, withKeys } from './person-record';
import type { PersonInput } from './person.input';

/**
 * Adds one person by hand.
 * @throws ValidationError on the field `email` when somebody else has that address
 */
export async function addPerson(actor: Actor, input: PersonInput): Promise<Person> {
  try {
    return await inTransaction((tx) => createPerson(tx, actor, input, 'manual'));
  } catch (error) {
    throw explainDuplicateEmail(error);
  }
}

/** The same inside another write. @throws ConflictError already_exists for a known address */
export async function createPerson(
  tx: Tx,
  actor: Actor,
  input: PersonInput,
  origin: Person['origin'],
): Promise<Person> {
  const { clusterName, ...facts } = input;
  const clusterId = await clusterIdOf(tx, clusterName, facts.economyCode);
  const person = await Person.create(
    { ...withKeys(facts), clusterId, origin, revision: 1 },
    { transaction: tx },
  );
  await recordAuditEvent(tx, actor, {
    action: 'person.added',
    subjectType: 'person',
    subjectId: person.id,
    personId: person.id,
    changes: { ...input, origin },
  });
  return person;
}

/** The cluster a person belongs to, made when it is new; null without a name or an economy. */
export async function clusterIdOf(
  tx: Tx,
  clusterName: string | null,
  economyCode: string | null,
): Promise<number | null> {
  if (clusterName === null || economyCode === null) return null;
  return findOrCreateCluster(tx, clusterName, economyCode);
}
