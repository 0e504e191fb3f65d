import { changedFields, recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { now } from '../../lib/clock';
import { ConflictError, ValidationError } from '../../lib/errors';
import { SurveyVersion } from '../../models';
import { localized, type SurveyDefinition } from '../../survey-engine/definition';
import { checkText } from './definition-check/check-text';
import { renderFirstPage } from './first-page/render-first-page';
import { lockSurvey } from './lock-survey';
import { findSurvey } from './surveys.queries';

/**
 * Freezes the draft as the next version, which new answers are given to; answers and drafts of
 * earlier versions stay as and where they are. Two who publish the same draft at once make one
 * version: the second is told that nothing has changed.
 *
 * @param draftRevision the draft that was looked at before publishing
 * @throws ValidationError when the definition has errors or its first page cannot be rendered
 * @throws ConflictError edited_meanwhile; nothing_changed
 */
export async function publishSurvey(
  actor: Actor,
  form: string,
  draftRevision: number,
): Promise<{ id: number; number: number }> {
  const draft = await findSurvey(form);
  if (draft.draftRevision !== draftRevision) throw editedMeanwhile();
  const text = draft.draftDefinition;
  const { sound, problems } = await checkText(text);
  if (!sound) {
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    throw new ValidationError(
      {},
      `The form has ${errors === 1 ? 'an error' : `${errors} errors`}. Nothing was published.`,
      'definition_refused',
    );
  }
  const firstPageHtml = await renderFirstPage(text);
  return inTransaction(async (tx) => {
    const survey = await lockSurvey(form, tx);
    if (survey.draftRevision !== draftRevision) throw editedMeanwhile();
    const last = await SurveyVersion.findOne({
      where: { surveyId: survey.id },
      order: [['number', 'DESC']],
      transaction: tx,
    });
    if (last?.definition === text) {
      throw new ConflictError(
        `Nothing has changed since version ${last.number}, so there is nothing to publish.`,
        'nothing_changed',
      );
    }
    const version = await SurveyVersion.create(
      {
        surveyId: survey.id,
        number: (last?.number ?? 0) + 1,
        definition: text,
        firstPageHtml,
        publishedBy: actor.userId ?? null,
        publishedAt: now(),
      },
      { transaction: tx },
    );
    const title = localized((JSON.parse(text) as SurveyDefinition).title) || survey.title;
    const renamed = changedFields({ title: survey.title }, { title });
    await survey.update({ title }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'survey.published',
      subjectType: 'survey',
      subjectId: survey.id,
      changes: { version: version.number, ...renamed },
    });
    return { id: version.id, number: version.number };
  });
}

function editedMeanwhile(): ConflictError {
  return new ConflictError(
    'Somebody saved another draft since you looked at this one. Nothing was published; please look at the new draft first.',
    'edited_meanwhile',
  );
}
