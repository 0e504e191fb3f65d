import { QueryTypes } from 'sequelize';
import { db, inTransaction } from '../../db/transaction';
import { dateIn, now } from '../../lib/clock';
import { AppError, ForbiddenError } from '../../lib/errors';
import { accessKeyOf, newOpenToken } from '../../lib/link-tokens';
import { messagesFor } from '../../messages/messages';
import type { Survey } from '../../models';
import { languageOfVersion } from '../surveys/survey-cache';
import { currentVersionId, surveyState } from '../surveys/surveys.queries';
import { getProject } from '../workshop/project.queries';

/**
 * Gives somebody who came through a form's open link a link of their own. The link lives in the
 * empty draft made here, and later in the answers.
 *
 * @returns the token of the new link
 * @throws ForbiddenError `open_link_off`, AppError 403 when the form is not open
 */
export async function beginOpenAnswer(survey: Survey): Promise<string> {
  const versionId = await currentVersionId(survey.id);
  const { refusals } = messagesFor(await languageOfVersion(versionId));
  if (!survey.openLinkEnabled) throw new ForbiddenError(refusals.byInvitation, 'open_link_off');
  const state = surveyState({ survey, hasVersion: versionId !== null, at: now() });
  if (state !== 'open' || versionId === null) {
    throw new AppError(403, state, refusals.noAnswersNow);
  }
  const token = newOpenToken();
  const { timeZone } = await getProject();
  const day = new Date(`${dateIn(timeZone)}T00:00:00Z`);
  await inTransaction((tx) =>
    db().query(
      `INSERT INTO drafts (access_key, survey_id, version_id, answers, page, revision, saved_at)
       VALUES (:accessKey, :surveyId, :versionId, '{}', 0, 0, :day)`,
      {
        type: QueryTypes.INSERT,
        replacements: { accessKey: accessKeyOf(token), surveyId: survey.id, versionId, day },
        transaction: tx,
      },
    ),
  );
  return token;
}
