import { QueryTypes } from 'sequelize';
import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { db, inTransaction, type Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { NotFoundError, ValidationError } from '../../../lib/errors';
import { DataSet, Survey } from '../../../models';
import { joinVersions, repeatedQuestions } from '../join-versions';
import { countRespondents, countValues, listDefinitions } from '../results.queries';
import type { FreezeInput } from './data-sets.input';
import { fingerprintOf, type FrozenCounts, type Member } from './frozen-counts';

/**
 * Freezes the answers to a form as they stand: which responses, with the number of the content of each,
 * and everything the results count. Answers that arrive meanwhile wait and are not in it. Nothing of the
 * set changes afterwards; what a response said is kept when it is corrected.
 *
 * @throws NotFoundError; ValidationError while there is no valid answer
 */
export async function freezeDataSet(
  actor: Actor & { userId: number },
  form: string,
  { kind, note }: FreezeInput,
): Promise<void> {
  await inTransaction(async (tx) => {
    // Not lockSurvey: here, new answers wait too, so that members and counts are of one moment.
    const survey = await Survey.findOne({ where: { form }, transaction: tx, lock: tx.LOCK.UPDATE });
    if (survey === null) throw new NotFoundError('There is no questionnaire of this name.');
    const counts = await countAll(survey.id, tx);
    const counted = counts.respondents.reduce((sum, { n }) => sum + n, 0);
    if (counted === 0) {
      throw new ValidationError({ kind: 'There is no valid answer yet that could be frozen.' });
    }
    const number =
      (await DataSet.count({ where: { surveyId: survey.id, kind }, transaction: tx })) + 1;
    const members = await listMembers(survey.id, tx);
    const text = JSON.stringify(counts);
    const set = await DataSet.create(
      {
        surveyId: survey.id,
        kind,
        number,
        note,
        counted,
        leftOut: members.length - counted,
        counts: text,
        fingerprint: fingerprintOf(members, text),
        frozenBy: actor.userId,
        frozenAt: now(),
      },
      { transaction: tx },
    );
    await db().query(
      `INSERT
       INTO data_set_responses (data_set_id, response_id, content_version, counted, erased_on)
       SELECT :set, id, corrections, valid, NULL FROM responses WHERE survey_id = :surveyId`,
      {
        type: QueryTypes.INSERT,
        replacements: { set: set.id, surveyId: survey.id },
        transaction: tx,
      },
    );
    await recordAuditEvent(tx, actor, {
      action: 'data_set.frozen',
      subjectType: 'survey',
      subjectId: survey.id,
      changes: { kind, number, answers: counted, note },
    });
  });
}

async function countAll(surveyId: number, tx: Tx): Promise<FrozenCounts> {
  const versions = await listDefinitions(surveyId, tx);
  const questions = joinVersions(versions);
  const versionIds = versions.map(({ id }) => id);
  return {
    versionIds,
    respondents: await countRespondents(surveyId, tx),
    values: await countValues(
      {
        surveyId,
        versionIds,
        questions: [...new Set(questions.map(({ question }) => question))],
        repeated: repeatedQuestions(questions),
      },
      tx,
    ),
  };
}

function listMembers(surveyId: number, transaction: Tx): Promise<Member[]> {
  return db().query<Member>(
    `SELECT id, corrections AS version, valid AS counted FROM responses
     WHERE survey_id = :surveyId`,
    { type: QueryTypes.SELECT, replacements: { surveyId }, transaction },
  );
}
