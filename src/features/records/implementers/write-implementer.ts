import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import {
  ConflictError,
  NotFoundError,
  requireRevision,
  ValidationError,
} from '../../../lib/errors';
import { Implementer } from '../../../models';
import { requireKnownPerson } from '../../people/require-person';
import type { ImplementerFacts } from './implementer.input';

/**
 * Notes that somebody carries the project out.
 * @throws ValidationError on `personId` for people who are not there, on `fromOn` for the same part
 *   from the same day
 */
export function addImplementer(
  actor: Actor,
  facts: ImplementerFacts & { personId: number },
): Promise<number> {
  return onceOnly(() =>
    inTransaction(async (tx) => {
      await requireKnownPerson(tx, facts.personId);
      const { id } = await Implementer.create({ ...facts, revision: 1 }, { transaction: tx });
      const { part, fromOn, toOn } = facts;
      await record(tx, actor, 'implementer.added', id, facts.personId, { part, fromOn, toOn });
      return id;
    }),
  );
}

/**
 * Corrects what somebody does and when; never who it is.
 * @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError on `fromOn`
 */
export async function correctImplementer(
  actor: Actor,
  id: number,
  { revision, ...facts }: ImplementerFacts & { revision: number },
): Promise<void> {
  await onceOnly(() =>
    inTransaction(async (tx) => {
      const found = await lockImplementer(tx, id);
      requireRevision(found.revision, revision, 'this record');
      const changes = changedFields({ ...found.get() }, facts);
      if (Object.keys(changes).length === 0) return;
      await found.update({ ...facts, revision: revision + 1 }, { transaction: tx });
      // The words of the task stay out of the trail: they may name people.
      const { task, ...others } = changes;
      const told = task === undefined ? others : { ...others, fields: ['task'] };
      await record(tx, actor, 'implementer.corrected', id, found.personId, told);
    }),
  );
}

/** @throws NotFoundError */
export async function removeImplementer(actor: Actor, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const found = await lockImplementer(tx, id);
    await found.destroy({ transaction: tx });
    const { personId, part, fromOn, toOn } = found;
    await record(tx, actor, 'implementer.removed', id, personId, {
      part,
      fromOn,
      toOn: toOn ?? null,
    });
  });
}

async function onceOnly<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ConflictError && error.code === 'already_exists') {
      throw new ValidationError({
        fromOn: 'This part of the same person from this day on is noted already.',
      });
    }
    throw error;
  }
}

async function lockImplementer(tx: Tx, id: number): Promise<Implementer> {
  const found = await Implementer.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (found === null) throw new NotFoundError('There is no such record.');
  return found;
}

function record(
  tx: Tx,
  actor: Actor,
  action: 'implementer.added' | 'implementer.corrected' | 'implementer.removed',
  id: number,
  personId: number,
  changes: Record<string, unknown>,
): Promise<void> {
  return recordAuditEvent(tx, actor, {
    action,
    subjectType: 'implementer',
    subjectId: id,
    personId,
    changes,
  });
}
