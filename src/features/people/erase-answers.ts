import { Op } from 'sequelize';
import type { Tx } from '../../db/transaction';
import { accessKeyOf, linkToken } from '../../lib/link-tokens';
import { newToken } from '../../lib/tokens';
import {
  AnswerCorrection,
  AssistedAnswer,
  Draft,
  Invitation,
  Response,
  ResponseReview,
  SurveyVersion,
  TabletSitting,
  Upload,
} from '../../models';
import type { Answers } from '../../survey-engine/answers';
import type { SurveyDefinition } from '../../survey-engine/definition';
import { eraseFrozen } from '../responses/frozen-answers';
import { lockLink } from '../responses/lock-link';
import { namelessTitle } from '../responses/project-title';
import { codedAnswersOnly } from './coded-answers';

/**
 * Keeps respondents from writing through this person's links until the transaction ends. Comes
 * before any row is locked, as it does when answers are saved.
 */
export async function lockLinksOf(tx: Tx, personId: number): Promise<void> {
  const invitations = await Invitation.findAll({
    attributes: ['id'],
    where: { personId },
    order: ['id'],
    transaction: tx,
  });
  for (const { id } of invitations) await lockLink(tx, accessKeyOf(linkToken(`invitation:${id}`)));
}

export type AnswersChoice = 'erase' | 'keep';

/** What was found and dealt with. */
export interface ErasedAnswers {
  invitationIds: number[];
  responseIds: string[];
  drafts: number;
  /** ids of files whose rows are gone; the bytes in the data folder go after the commit */
  uploadIds: string[];
}

/**
 * Deletes a person's answers in progress and makes the personal links useless; answers given by
 * name are deleted, or kept as codes and numbers that belong to nobody. Submitted answers to
 * anonymous forms are not touched: nothing ties them to anybody.
 */
export async function eraseAnswers(
  tx: Tx,
  personId: number,
  choice: AnswersChoice,
): Promise<ErasedAnswers> {
  const invitations = await Invitation.findAll({ where: { personId }, transaction: tx });
  const invitationIds = invitations.map(({ id }) => id);
  const responses = await Response.findAll({
    where: { [Op.or]: [{ personId }, { invitationId: invitationIds }] },
    order: ['id'],
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  const accessKeys = [
    ...invitationIds.map((id) => accessKeyOf(linkToken(`invitation:${id}`))),
    ...responses.map(({ accessKey }) => accessKey),
  ];
  const uploadIds = await removeUploads(tx, invitations, responses);
  const drafts = await Draft.destroy({ where: { accessKey: accessKeys }, transaction: tx });
  // Say when somebody sat at the tablet, under a key that follows from their invitation.
  await AssistedAnswer.destroy({ where: { accessKey: accessKeys }, transaction: tx });
  await eraseFrozen(tx, responses, choice === 'keep' ? codedAnswersOnly : null);
  await TabletSitting.destroy({ where: { invitationId: invitationIds }, transaction: tx });
  for (const response of responses) {
    if (choice === 'keep') await makeNameless(tx, response);
    else await response.destroy({ transaction: tx });
  }
  for (const invitation of invitations) {
    const unanswered =
      choice === 'erase' && responses.some((r) => r.invitationId === invitation.id);
    await invitation.update(
      {
        tokenHash: `erased:${newToken()}`,
        ...(unanswered ? { finished: false, finishedAt: null, startedAt: null } : {}),
      },
      { transaction: tx },
    );
  }
  return { invitationIds, responseIds: responses.map(({ id }) => id), drafts, uploadIds };
}

/** Files of answers by name and of drafts; not those of submitted anonymous answers. */
async function removeUploads(
  tx: Tx,
  invitations: Invitation[],
  responses: Response[],
): Promise<string[]> {
  const linkKeys = invitations.map(({ id }) => accessKeyOf(linkToken(`invitation:${id}`)));
  const anonymous = await Response.findAll({
    attributes: ['accessKey'],
    where: { accessKey: linkKeys, personId: null, invitationId: null },
    transaction: tx,
  });
  const kept = new Set(anonymous.map(({ accessKey }) => accessKey));
  const accessKey = [...linkKeys, ...responses.map((response) => response.accessKey)].filter(
    (key) => !kept.has(key),
  );
  const uploads = await Upload.findAll({ where: { accessKey }, transaction: tx });
  await Upload.destroy({ where: { accessKey }, transaction: tx });
  return uploads.map(({ id }) => id);
}

/** Leaves codes and numbers of the answers, and nothing that leads back to who gave them. */
export async function makeNameless(tx: Tx, response: Response): Promise<void> {
  const version = await SurveyVersion.findByPk(response.versionId, {
    attributes: ['definition'],
    transaction: tx,
    rejectOnEmpty: true,
  });
  const definition = JSON.parse(version.definition) as SurveyDefinition;
  const said = JSON.parse(response.answers) as Answers;
  const answers = codedAnswersOnly(definition, said);
  // Published invitations are counted by cluster and project.
  if (response.review === 'published' || response.review === 'expired') {
    if (typeof said.title === 'string') answers.title = namelessTitle(said.title);
  }
  await AnswerCorrection.update(
    { reason: '', beforeAnswers: '{}', afterAnswers: '{}' },
    { where: { responseId: response.id }, transaction: tx },
  );
  await ResponseReview.update(
    { reason: '' },
    { where: { responseId: response.id }, transaction: tx },
  );
  // Every key that came from the link or the person is replaced, so that nothing leads back.
  await response.update(
    {
      personId: null,
      invitationId: null,
      accessKey: `erased:${newToken()}`,
      submissionId: `erased:${newToken()}`,
      contentHash: `erased:${newToken()}`,
      receipt: `erased:${newToken()}`,
      submittedAt: null,
      answers: JSON.stringify(answers),
      // An invitation without its words cannot stay public.
      review: response.review === 'published' ? 'closed' : response.review,
    },
    { transaction: tx },
  );
}
