import { isDeepStrictEqual } from 'node:util';
import { QueryTypes } from 'sequelize';
import { db, isPostgres, type Tx } from '../../db/transaction';
import { dateIn, now } from '../../lib/clock';
import { AnswerAdjustment, DataSetResponse, EarlierAnswer, SurveyVersion } from '../../models';
import type { AdjustmentKind } from '../../models/codes';
import type { Answers } from '../../survey-engine/answers';
import type { SurveyDefinition } from '../../survey-engine/definition';
import { parseAnswers } from './stored-answers';

/** Who changes an answer, and why; nobody and no reason for respondents. */
export interface AdjustmentBy {
  kind: AdjustmentKind;
  reason: string;
  madeBy: number | null;
}

interface FrozenRow {
  id: string;
  survey_id: number;
  answers: string;
}

/**
 * A response that a frozen data set holds, about to change; undefined where none does. Waits for a set
 * that is being frozen, so that no change falls between what it counts and what it keeps.
 */
async function findFrozen(
  tx: Tx,
  responseId: string,
  surveyId: number,
): Promise<FrozenRow | undefined> {
  if (isPostgres()) {
    await db().query('SELECT id FROM surveys WHERE id = :surveyId FOR KEY SHARE', {
      type: QueryTypes.SELECT,
      replacements: { surveyId },
      transaction: tx,
    });
  }
  const [row] = await db().query<FrozenRow>(
    `SELECT r.id, r.survey_id, r.answers FROM responses r WHERE r.id = :responseId
       AND EXISTS (SELECT 1 FROM data_set_responses d WHERE d.response_id = r.id)`,
    { type: QueryTypes.SELECT, replacements: { responseId }, transaction: tx },
  );
  return row;
}

/**
 * Called before the answers of a response are replaced: keeps what a frozen data set holds of it, and
 * notes in the log which answers change.
 */
export async function keepFrozenAnswers(
  tx: Tx,
  next: { id: string; surveyId: number; answers: string },
  { kind, reason, madeBy }: AdjustmentBy,
): Promise<void> {
  const frozen = await findFrozen(tx, next.id, next.surveyId);
  if (frozen === undefined) return;
  await db().query(
    `INSERT
     INTO earlier_answers (response_id, content_version, version_id, economy_code, sex, sector, answers)
     SELECT r.id, r.corrections, r.version_id, r.economy_code, r.sex, r.sector, r.answers
     FROM responses r WHERE r.id = :id AND EXISTS (SELECT 1 FROM data_set_responses d
       WHERE d.response_id = r.id AND d.content_version = r.corrections)
     ON CONFLICT DO NOTHING`,
    { type: QueryTypes.INSERT, replacements: { id: next.id }, transaction: tx },
  );
  const changed = changedQuestions(parseAnswers(frozen.answers), parseAnswers(next.answers));
  await AnswerAdjustment.create(
    {
      surveyId: frozen.survey_id,
      responseId: next.id,
      kind,
      changedQuestions: JSON.stringify(changed),
      reason,
      madeBy,
      madeAt: now(),
    },
    { transaction: tx },
  );
}

/** Notes in the log that a frozen response was marked as not valid, or as valid again. */
export async function noteValidity(
  tx: Tx,
  response: { id: string; surveyId: number },
  { kind, reason, madeBy }: AdjustmentBy,
): Promise<void> {
  const frozen = await findFrozen(tx, response.id, response.surveyId);
  if (frozen === undefined) return;
  await AnswerAdjustment.create(
    {
      surveyId: frozen.survey_id,
      responseId: frozen.id,
      kind,
      changedQuestions: '[]',
      reason,
      madeBy,
      madeAt: now(),
    },
    { transaction: tx },
  );
}

/**
 * Takes erased answers out of frozen data sets: their earlier words go, or stay as codes and numbers; that
 * they were there stays noted, since the counts of then include them.
 *
 * @param keepCodes what may stay of earlier answers; null when nothing may
 */
export async function eraseFrozen(
  tx: Tx,
  responses: readonly { id: string; surveyId: number }[],
  keepCodes: ((definition: SurveyDefinition, answers: Answers) => Answers) | null,
): Promise<void> {
  for (const { id: responseId, surveyId } of responses) {
    const frozen = await findFrozen(tx, responseId, surveyId);
    if (frozen === undefined) continue;
    await AnswerAdjustment.update(
      { reason: '', changedQuestions: '[]' },
      { where: { responseId }, transaction: tx },
    );
    await DataSetResponse.update(
      { erasedOn: dateIn('UTC') },
      { where: { responseId }, transaction: tx },
    );
    await noteValidity(
      tx,
      { id: responseId, surveyId },
      { kind: 'erased', reason: '', madeBy: null },
    );
    const earlier = await EarlierAnswer.findAll({ where: { responseId }, transaction: tx });
    for (const row of earlier) {
      if (keepCodes === null) {
        await row.destroy({ transaction: tx });
        continue;
      }
      const { definition } = await SurveyVersion.findByPk(row.versionId, {
        attributes: ['definition'],
        transaction: tx,
        rejectOnEmpty: true,
      });
      const codes = keepCodes(
        JSON.parse(definition) as SurveyDefinition,
        parseAnswers(row.answers),
      );
      await row.update({ answers: JSON.stringify(codes) }, { transaction: tx });
    }
  }
}

/** Names of the questions whose answers differ; in what order a record holds its parts says nothing. */
export function changedQuestions(before: Answers, after: Answers): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isDeepStrictEqual(before[name], after[name]));
}
