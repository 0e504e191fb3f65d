import { recordAuditEvent } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { badgeHash } from '../../../lib/badge-code';
import { AppError, ConflictError, ValidationError } from '../../../lib/errors';
import { accessKeyOf } from '../../../lib/link-tokens';
import type { Messages } from '../../../messages/messages';
import { Draft, Registration, type Tablet } from '../../../models';
import { lockSurvey } from '../../surveys/lock-survey';
import { currentVersionId, surveyState } from '../../surveys/surveys.queries';
import { now } from '../../../lib/clock';
import { linkOf, markAssisted, onSiteForm } from './hand-out';
import { beginSitting } from './sittings';

/**
 * Opens the questionnaire for whoever types the code of their badge. Since badges are worn in
 * sight, a tablet never shows answers that were begun or sent before.
 *
 * @param words of what is told when it cannot begin
 * @returns the token of a sitting, which is no person's link and soon over
 * @throws ValidationError for a code that is none or of nobody; ConflictError `begun`, `answered`;
 * AppError 403 when the questionnaire is not open
 */
export async function beginOnTablet(
  tablet: Tablet,
  code: string,
  words: Messages['tablet'],
): Promise<string> {
  const hash = badgeHash(code);
  if (hash === undefined) {
    throw new ValidationError({ code: words.noCode });
  }
  return inTransaction(async (tx) => {
    const survey = await lockSurvey(onSiteForm, tx);
    const hasVersion = (await currentVersionId(survey.id)) !== null;
    if (surveyState({ survey, hasVersion, at: now() }) !== 'open') {
      throw new AppError(403, 'not_open', words.notOpen);
    }
    const registration = await Registration.findOne({
      where: { badgeHash: hash },
      transaction: tx,
    });
    if (registration === null) {
      throw new ValidationError({ code: words.nobody });
    }
    const { token, id } = await linkOf(tx, survey, registration.personId);
    const draft = await Draft.count({
      where: { accessKey: accessKeyOf(token) },
      transaction: tx,
    });
    if (draft > 0) {
      throw new ConflictError(words.begun, 'begun');
    }
    await markAssisted(tx, token, 'tablet', tablet.name);
    await recordAuditEvent(
      tx,
      { kind: 'respondent', name: tablet.name },
      {
        action: 'survey.begun_on_tablet',
        subjectType: 'invitation',
        subjectId: id,
        personId: registration.personId,
        changes: { tablet: tablet.name, form: onSiteForm },
      },
    );
    return beginSitting(tx, tablet, id);
  });
}
