import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { NotFoundError, requireRevision } from '../../../lib/errors';
import { Interview } from '../../../models';
import { requireKnownPerson } from '../../people/require-person';
import type { InterviewFacts } from './interview.input';

/** Keeps an interview. @returns its id @throws ValidationError on `personId` */
export function addInterview(actor: Actor, facts: InterviewFacts): Promise<number> {
  return inTransaction(async (tx) => {
    await requireKnownPerson(tx, facts.personId);
    const { id } = await Interview.create({ ...facts, revision: 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'interview.added',
      subjectType: 'interview',
      subjectId: id,
      personId: facts.personId,
      changes: { heldOn: facts.heldOn, consent: facts.consent },
    });
    return id;
  });
}

/** @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError on `personId` */
export async function correctInterview(
  actor: Actor,
  id: number,
  { revision, ...facts }: InterviewFacts & { revision: number },
): Promise<void> {
  await inTransaction(async (tx) => {
    const interview = await lockInterview(tx, id);
    requireRevision(interview.revision, revision, 'this interview');
    await requireKnownPerson(tx, facts.personId);
    const names = Object.keys(facts) as (keyof InterviewFacts)[];
    const changed = names.filter((name) => interview[name] !== facts[name]);
    if (changed.length === 0) return;
    await interview.update({ ...facts, revision: revision + 1 }, { transaction: tx });
    // What was said stays out of the trail, which says which part changed.
    await recordAuditEvent(tx, actor, {
      action: 'interview.corrected',
      subjectType: 'interview',
      subjectId: id,
      personId: facts.personId,
      changes: { fields: changed },
    });
  });
}

/** @throws NotFoundError */
export async function removeInterview(actor: Actor, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const interview = await lockInterview(tx, id);
    await interview.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'interview.removed',
      subjectType: 'interview',
      subjectId: id,
      personId: interview.personId,
    });
  });
}

async function lockInterview(tx: Tx, id: number): Promise<Interview> {
  const interview = Number.isSafeInteger(id)
    ? await Interview.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE })
    : null;
  if (interview === null) throw new NotFoundError('There is no such interview.');
  return interview;
}
