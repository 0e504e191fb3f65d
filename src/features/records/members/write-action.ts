import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { dateIn } from '../../../lib/clock';
import { NotFoundError, ValidationError } from '../../../lib/errors';
import { MemberAction, Project } from '../../../models';
import { requireKnownPerson } from '../../people/require-person';
import type { ActionFacts } from './action.input';

/**
 * Notes what a member of PPSTI did.
 * @throws ValidationError on `personId` for people who are no members, on `actedOn` for days to come
 */
export function addAction(actor: Actor, facts: ActionFacts): Promise<number> {
  return inTransaction(async (tx) => {
    const person = await requireKnownPerson(tx, facts.personId);
    if (person.role !== 'ppsti_member') {
      throw new ValidationError({ personId: 'This person is not a member of PPSTI.' });
    }
    const { timeZone } = await Project.findByPk(1, { transaction: tx, rejectOnEmpty: true });
    if (facts.actedOn > dateIn(timeZone)) {
      throw new ValidationError({ actedOn: 'This day is still to come.' });
    }
    const { id } = await MemberAction.create(facts, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'member_action.added',
      subjectType: 'member_action',
      subjectId: id,
      personId: facts.personId,
      changes: { kind: facts.kind, actedOn: facts.actedOn },
    });
    return id;
  });
}

/** @throws NotFoundError */
export async function removeAction(actor: Actor, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const action = await MemberAction.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (action === null) throw new NotFoundError('There is no such action.');
    await action.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'member_action.removed',
      subjectType: 'member_action',
      subjectId: id,
      personId: action.personId,
      changes: { kind: action.kind, actedOn: action.actedOn },
    });
  });
}
