import { changedFields, recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import {
  ConflictError,
  NotFoundError,
  ValidationError,
  requireRevision,
} from '../../../lib/errors';
import { DayNote, ProgrammeSession, WorkshopDay } from '../../../models';
import type { DayNoteFacts } from './day-note.input';

/** @throws NotFoundError for a day that there is not; ValidationError on `sessionId` */
export async function addDayNote(
  actor: Actor,
  dayNumber: number,
  facts: DayNoteFacts,
): Promise<void> {
  await inTransaction(async (tx) => {
    if ((await WorkshopDay.count({ where: { number: dayNumber }, transaction: tx })) === 0) {
      throw new NotFoundError('The workshop has no such day.');
    }
    await requireSessionOfDay(tx, facts.sessionId, dayNumber);
    const { id } = await DayNote.create({ ...facts, dayNumber, revision: 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'day_note.added',
      subjectType: 'day_note',
      subjectId: id,
      changes: { dayNumber, ...facts },
    });
  });
}

/** @throws NotFoundError; ConflictError `edited_meanwhile`; ValidationError on `sessionId` */
export async function correctDayNote(
  actor: Actor,
  id: number,
  { revision, ...facts }: DayNoteFacts & { revision: number },
): Promise<void> {
  await inTransaction(async (tx) => {
    const note = await lockNote(tx, id);
    requireRevision(note.revision, revision, 'this note');
    await requireSessionOfDay(tx, facts.sessionId, note.dayNumber);
    const after = { ...facts, ...(facts.kind === 'action' ? {} : { doneAt: null }) };
    const changes = changedFields({ ...note.get() }, after);
    if (Object.keys(changes).length === 0) return;
    await note.update({ ...after, revision: revision + 1 }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'day_note.corrected',
      subjectType: 'day_note',
      subjectId: id,
      changes,
    });
  });
}

/**
 * Marks an action as done, or as open again; the same again changes nothing.
 * @throws NotFoundError; ConflictError `no_action`
 */
export async function markDone(actor: Actor, id: number, done: boolean): Promise<DayNote> {
  return inTransaction(async (tx) => {
    const note = await lockNote(tx, id);
    if (note.kind !== 'action') throw new ConflictError('Only actions are done.', 'no_action');
    if ((note.doneAt !== null) === done) return note;
    await note.update(
      { doneAt: done ? now() : null, revision: note.revision + 1 },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'day_note.done',
      subjectType: 'day_note',
      subjectId: id,
      changes: { done: [!done, done] },
    });
    return note;
  });
}

/** @returns the day it was of @throws NotFoundError */
export async function removeDayNote(actor: Actor, id: number): Promise<number> {
  return inTransaction(async (tx) => {
    const note = await lockNote(tx, id);
    await note.destroy({ transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'day_note.removed',
      subjectType: 'day_note',
      subjectId: id,
      changes: { kind: note.kind, text: note.text },
    });
    return note.dayNumber;
  });
}

async function lockNote(tx: Tx, id: number): Promise<DayNote> {
  const note = Number.isSafeInteger(id)
    ? await DayNote.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE })
    : null;
  if (note === null) throw new NotFoundError('There is no such note.');
  return note;
}

async function requireSessionOfDay(
  tx: Tx,
  sessionId: number | null,
  dayNumber: number,
): Promise<void> {
  if (sessionId === null) return;
  const where = { id: sessionId, dayNumber };
  if ((await ProgrammeSession.count({ where, transaction: tx })) === 0) {
    throw new ValidationError({ sessionId: 'Please choose a session of this day.' });
  }
}
