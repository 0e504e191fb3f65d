import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { ConflictError, GoneError, NotFoundError } from '../../../lib/errors';
import { accessKeyOf, linkToken } from '../../../lib/link-tokens';
import { AssistedAnswer, Invitation, Person, Response, type Survey } from '../../../models';
import { makeInvitations } from '../../mailings/make-invitations';
import { lockSurvey } from '../../surveys/lock-survey';

/** The questionnaire that is filled in on site by those who did not complete it before. */
export const onSiteForm = 'cluster_survey';

/** `code`: a QR code for the person's own phone; `staff`: entered by staff in their name. */
export type HandOut = 'code' | 'staff';

/**
 * Gives a person at the workshop the questionnaire they have not completed: an invitation
 * without a mail when there is none, and for entry by staff the mark that stays with the answers.
 *
 * @returns the token of the person's link
 * @throws NotFoundError; GoneError for an erased person; ConflictError `answered`
 */
export async function handOut(actor: Actor, personId: number, how: HandOut): Promise<string> {
  return inTransaction(async (tx) => {
    const survey = await lockSurvey(onSiteForm, tx);
    const { token, id } = await linkOf(tx, survey, personId);
    if (how === 'staff') await markAssisted(tx, token, 'staff', actor.name);
    await recordAuditEvent(tx, actor, {
      action: how === 'staff' ? 'survey.entry_by_staff_begun' : 'survey.code_shown',
      subjectType: 'invitation',
      subjectId: id,
      personId,
      changes: { form: onSiteForm },
    });
    return token;
  });
}

/**
 * The personal link to the questionnaire, made when there is none. The survey must be locked.
 * @throws NotFoundError, GoneError, ConflictError `answered`
 */
export async function linkOf(
  tx: Tx,
  survey: Survey,
  personId: number,
): Promise<{ token: string; id: number }> {
  const person = await Person.findByPk(personId, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (person === null) throw new NotFoundError('There is no such person.');
  if (person.erasedAt !== null) throw new GoneError('This person has been erased.');
  const answered = await Response.count({
    where: { surveyId: survey.id, personId },
    transaction: tx,
  });
  if (answered > 0) {
    throw new ConflictError('This person has completed the questionnaire.', 'answered');
  }
  const known = await Invitation.findOne({
    where: { surveyId: survey.id, personId },
    transaction: tx,
  });
  const id = known?.id ?? (await makeInvitations(tx, survey.id, [{ personId }])).get(personId);
  if (id === undefined) throw new Error('One invitation was asked for.');
  return { id, token: linkToken(`invitation:${id}`) };
}

/** Keeps who helped last: answers begun at the tablet and entered by staff are staff's. */
export async function markAssisted(
  tx: Tx,
  token: string,
  mode: 'staff' | 'tablet',
  startedBy: string,
): Promise<void> {
  await AssistedAnswer.upsert(
    { accessKey: accessKeyOf(token), mode, startedBy, startedAt: now() },
    { transaction: tx },
  );
}
