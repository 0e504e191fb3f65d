import type { Tx } from '../../db/transaction';
import { NotFoundError } from '../../lib/errors';
import { Survey } from '../../models';

/**
 * The form, read in order to be changed: other writers wait. Answers, which only refer to the form,
 * go on arriving meanwhile. @throws NotFoundError
 */
export async function lockSurvey(form: string, tx: Tx): Promise<Survey> {
  const survey = await Survey.findOne({
    where: { form },
    transaction: tx,
    lock: tx.LOCK.NO_KEY_UPDATE,
  });
  if (survey === null) throw new NotFoundError('There is no questionnaire of this name.');
  return survey;
}
