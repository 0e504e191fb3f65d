import { runStatements, type Statement } from '../../db/statements';
import { isPostgres, type Tx } from '../../db/transaction';
import type { Response } from '../../models';
import type { AnswerValue } from '../../survey-engine/answer-values';
import { keepFrozenAnswers, type AdjustmentBy } from './frozen-answers';
import { packedStatement } from './write-packed';

/** A response as it is stored, without what the database fills in. */
export type ResponseRow = Pick<
  Response,
  | 'id'
  | 'surveyId'
  | 'versionId'
  | 'accessKey'
  | 'submissionId'
  | 'contentHash'
  | 'receipt'
  | 'invitationId'
  | 'personId'
  | 'clusterId'
  | 'economyCode'
  | 'sex'
  | 'sector'
  | 'origin'
  | 'language'
  | 'answers'
  | 'submittedOn'
  | 'submittedAt'
>;

// Plain SQL: a model's create costs more than the check of the answers and the commit together.
const insert = `INSERT INTO responses (id, survey_id, version_id, access_key, submission_id,
    content_hash, receipt, invitation_id, person_id, cluster_id, economy_code, sex, sector,
    origin, language, answers, corrections, valid, review, assigned_to_report, submitted_on,
    submitted_at)
  VALUES (:id, :surveyId, :versionId, :accessKey, :submissionId, :contentHash, :receipt,
    :invitationId, :personId, :clusterId, :economyCode, :sex, :sector, :origin, :language,
    :answers, 0, TRUE, 'submitted', FALSE, :submittedOn, :submittedAt)`;

// A correction keeps the day of the first sending, the receipt and what reviewers decided about
// validity; it goes back to review, since others than those read before stand there now.
const replace = `UPDATE responses SET version_id = :versionId, submission_id = :submissionId,
    content_hash = :contentHash, cluster_id = :clusterId, economy_code = :economyCode, sex = :sex,
    sector = :sector, answers = :answers, corrections = corrections + 1, review = 'submitted'
  WHERE id = :id`;

/** Stores new answers with their values for tabulation. */
export async function insertResponse(
  tx: Tx,
  row: ResponseRow,
  values: AnswerValue[],
): Promise<void> {
  await runStatements(tx, [
    { sql: insert, values: { ...row } },
    await packedStatement(row, values),
    ...valuesStatement(row, values),
  ]);
}

/** Puts corrected answers in the place of those sent before, which frozen data sets keep. */
export async function replaceResponse(
  tx: Tx,
  row: ResponseRow,
  values: AnswerValue[],
  by: AdjustmentBy,
): Promise<void> {
  await keepFrozenAnswers(tx, row, by);
  await runStatements(tx, [
    { sql: replace, values: { ...row } },
    { sql: 'DELETE FROM answer_values WHERE response_id = :id', values: { id: row.id } },
    await packedStatement(row, values),
    ...valuesStatement(row, values),
  ]);
}

const fromJson = {
  sqlite: `SELECT :id, :versionId, :sex, json_extract(value, '$[0]'), json_extract(value, '$[1]'),
      json_extract(value, '$[2]'), json_extract(value, '$[3]') FROM json_each(:rows)`,
  postgres: `SELECT :id, :versionId, :sex, value ->> 0, value ->> 1, value ->> 2,
      CAST(value ->> 3 AS DOUBLE PRECISION)
    FROM jsonb_array_elements(CAST(:rows AS JSONB)) AS list (value)`,
};

/** One statement for all values, whatever their number: they travel as one JSON text. */
function valuesStatement({ id, versionId, sex }: ResponseRow, values: AnswerValue[]): Statement[] {
  if (values.length === 0) return [];
  const rows = values.map(({ question, item, code, number }) => [question, item, code, number]);
  return [
    {
      sql: `INSERT INTO answer_values (response_id, version_id, sex, question, item, code, number)
        ${isPostgres() ? fromJson.postgres : fromJson.sqlite}`,
      values: { id, versionId, sex, rows: JSON.stringify(rows) },
    },
  ];
}
