import { changedFields, recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { ConflictError } from '../../lib/errors';
import { Survey, SurveyVersion } from '../../models';
import { lockSurvey } from './lock-survey';
import type { ScheduleInput } from './schedule.input';
import { surveyState } from './surveys.queries';

/** Sets when a form opens and closes; null is "as soon as published" and "never by itself". */
export async function scheduleSurvey(
  actor: Actor,
  form: string,
  schedule: ScheduleInput,
): Promise<void> {
  await inTransaction(async (tx) => {
    await change(tx, actor, await lockSurvey(form, tx), 'survey.scheduled', { ...schedule });
  });
}

/** Closes a form at once, whatever its times say. @throws ConflictError when it is not open */
export async function closeSurvey(actor: Actor, form: string): Promise<void> {
  await inTransaction(async (tx) => {
    const survey = await lockSurvey(form, tx);
    const hasVersion =
      (await SurveyVersion.count({
        where: { surveyId: survey.id },
        transaction: tx,
      })) > 0;
    if (surveyState({ survey, hasVersion, at: now() }) !== 'open') {
      throw new ConflictError('This form is not open, so it cannot be closed.', 'not_open');
    }
    await change(tx, actor, survey, 'survey.closed', { closedAt: now() });
  });
}

/**
 * Opens a closed form again. A closing time that has passed is taken away, as the form would be
 * closed still.
 * @throws ConflictError when the form is not closed
 */
export async function reopenSurvey(actor: Actor, form: string): Promise<void> {
  await inTransaction(async (tx) => {
    const survey = await lockSurvey(form, tx);
    const overdue = survey.closesAt !== null && survey.closesAt <= now();
    if (survey.closedAt === null && !overdue) {
      throw new ConflictError('This form is not closed.', 'not_closed');
    }
    const closesAt = overdue ? null : survey.closesAt;
    await change(tx, actor, survey, 'survey.reopened', { closedAt: null, closesAt });
  });
}

async function change(
  tx: Tx,
  actor: Actor,
  survey: Survey,
  action: string,
  values: Partial<Record<'opensAt' | 'closesAt' | 'closedAt', Date | null>>,
): Promise<void> {
  const { opensAt, closesAt, closedAt } = survey;
  const changes = changedFields({ opensAt, closesAt, closedAt }, values);
  if (Object.keys(changes).length === 0) return;
  await survey.update(values, { transaction: tx });
  await recordAuditEvent(tx, actor, {
    action,
    subjectType: 'survey',
    subjectId: survey.id,
    changes,
  });
}
