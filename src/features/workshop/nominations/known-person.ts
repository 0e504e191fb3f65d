import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import type { Tx } from '../../../db/transaction';
import { Person, type Nomination } from '../../../models';
import { clusterIdOf, createPerson } from '../../people/add-person';
import { foldText } from '../../people/fold-name';

const compared = [
  ['title', 'Title'],
  ['givenName', 'Given name'],
  ['familyName', 'Family name'],
  ['sex', 'Sex'],
  ['sector', 'Sector'],
  ['position', 'Position'],
  ['organisation', 'Organisation'],
  ['economyCode', 'Economy'],
] as const;
type ComparedField = (typeof compared)[number][0];

export interface Difference {
  field: ComparedField;
  label: string;
  known: string;
  nominated: string;
}

/**
 * Where a nomination says something else than is known of the person with its address. What is
 * not known yet is no difference: it is taken over.
 */
export function differencesOf(person: Person, nomination: Nomination): Difference[] {
  return compared.flatMap(([field, label]) => {
    const known = person[field];
    const nominated = nomination[field];
    if (known === null || known === '' || nominated === null || nominated === '') return [];
    return known === nominated ? [] : [{ field, label, known, nominated }];
  });
}

/**
 * The person of a nomination: the one with its e-mail address, else a new one. What is known is
 * never overwritten; what was not known is filled in, with a line in the audit trail.
 * @throws ConflictError `already_exists` when somebody adds the same address in this moment
 */
export async function findOrCreatePerson(
  tx: Tx,
  actor: Actor,
  nomination: Nomination,
): Promise<Person> {
  const known = await Person.findOne({
    where: { emailKey: nomination.emailKey },
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  if (known !== null) {
    await fillGaps(tx, actor, known, nomination);
    return known;
  }
  return createPerson(
    tx,
    actor,
    {
      title: nomination.title,
      givenName: nomination.givenName,
      familyName: nomination.familyName,
      email: nomination.email,
      sex: nomination.sex,
      affiliation: 'member_economy',
      economyCode: nomination.economyCode,
      sector: nomination.sector,
      organisation: nomination.organisation,
      position: nomination.position,
      role: nomination.role,
      clusterName: nomination.clusterName,
      language: 'en',
      notes: null,
    },
    'manual',
  );
}

async function fillGaps(
  tx: Tx,
  actor: Actor,
  person: Person,
  nomination: Nomination,
): Promise<void> {
  const organisation = person.organisation ?? nomination.organisation;
  const filled = {
    title: person.title ?? nomination.title,
    sex: person.sex ?? nomination.sex,
    sector: person.sector ?? nomination.sector,
    position: person.position ?? nomination.position,
    organisation,
    clusterId:
      person.clusterId ?? (await clusterIdOf(tx, nomination.clusterName, person.economyCode)),
  };
  const changes = changedFields({ ...person.get() }, filled);
  if (Object.keys(changes).length === 0) return;
  await person.update(
    {
      ...filled,
      organisationKey: organisation === null ? null : foldText(organisation),
      revision: person.revision + 1,
    },
    { transaction: tx },
  );
  await recordAuditEvent(tx, actor, {
    action: 'person.corrected',
    subjectType: 'person',
    subjectId: person.id,
    personId: person.id,
    changes,
  });
}
