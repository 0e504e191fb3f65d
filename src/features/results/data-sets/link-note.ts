import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { NotFoundError, ValidationError } from '../../../lib/errors';
import { AnswerAdjustment, DayNote } from '../../../models';

/**
 * Ties a line of the log to the note of a workshop day that asked for it; null unties it.
 * @throws NotFoundError for an unknown line; ValidationError for a note that asks for no adjustment
 */
export async function linkAdjustmentNote(
  actor: Actor,
  surveyId: number,
  adjustmentId: number,
  dayNoteId: number | null,
): Promise<void> {
  await inTransaction(async (tx) => {
    const line = await AnswerAdjustment.findOne({
      where: { id: adjustmentId, surveyId },
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    if (line === null) throw new NotFoundError('There is no such line in the log.');
    if (dayNoteId !== null) {
      const note = await DayNote.findByPk(dayNoteId, { transaction: tx });
      if (note?.kind !== 'survey_adjustment') {
        throw new ValidationError({ dayNoteId: 'Please choose a note from the list.' });
      }
    }
    const before = line.dayNoteId;
    await line.update({ dayNoteId }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'adjustment.linked',
      subjectType: 'survey',
      subjectId: surveyId,
      changes: { adjustment: adjustmentId, dayNoteId: { before, after: dayNoteId } },
    });
  });
}
