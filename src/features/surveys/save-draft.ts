import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { ConflictError } from '../../lib/errors';
import { lockSurvey } from './lock-survey';

/**
 * Keeps the text of a form as its draft, whether it is sound or not: work in progress may be
 * broken, only publishing asks for more.
 *
 * @param revision the draft that the text was made from
 * @returns the revision of the saved draft
 * @throws ConflictError edited_meanwhile, with details.revision of the draft that is there now
 */
export async function saveDraft(
  actor: Actor,
  form: string,
  text: string,
  revision: number,
): Promise<number> {
  return inTransaction(async (tx) => {
    const survey = await lockSurvey(form, tx);
    if (survey.draftRevision !== revision) {
      throw new ConflictError(
        'Somebody else saved this form while you were editing. Nothing of yours is lost: your text is below, and the draft that was saved meanwhile can be downloaded to compare. To replace it with yours, save again.',
        'edited_meanwhile',
        { revision: survey.draftRevision },
      );
    }
    if (survey.draftDefinition === text) return revision;
    const next = revision + 1;
    const characters = [survey.draftDefinition.length, text.length];
    await survey.update({ draftDefinition: text, draftRevision: next }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'survey.draft_saved',
      subjectType: 'survey',
      subjectId: survey.id,
      changes: { revision: [revision, next], characters },
    });
    return next;
  });
}
