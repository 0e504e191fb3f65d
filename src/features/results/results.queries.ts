import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import type { SurveyDefinition } from '../../survey-engine/definition';
import type { StoredSex } from '../../statistics/sex-split';

export interface PublishedVersion {
  id: number;
  number: number;
  publishedAt: Date;
  definition: SurveyDefinition;
}

/** The published versions of a form with their definitions, newest first. */
export async function listDefinitions(
  surveyId: number,
  transaction: Tx | null = null,
): Promise<PublishedVersion[]> {
  const rows = await db().query<{
    id: number;
    number: number;
    published_at: string | Date;
    definition: string;
  }>(
    `SELECT id, number, published_at, definition FROM survey_versions
     WHERE survey_id = :surveyId ORDER BY number DESC`,
    { type: QueryTypes.SELECT, replacements: { surveyId }, transaction },
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    publishedAt: new Date(row.published_at),
    definition: JSON.parse(row.definition) as SurveyDefinition,
  }));
}

/** Valid responses of one version by one sex. */
export interface RespondentCount {
  version_id: number;
  sex: StoredSex;
  n: number;
}

export async function countRespondents(
  surveyId: number,
  transaction: Tx,
): Promise<RespondentCount[]> {
  return db().query<RespondentCount>(
    `SELECT version_id, sex, CAST(COUNT(*) AS INTEGER) AS n FROM responses
     WHERE survey_id = :surveyId AND valid GROUP BY version_id, sex`,
    { type: QueryTypes.SELECT, replacements: { surveyId }, transaction },
  );
}

/** Closed answers of one version and sex that are the same, as `answerValues` lays them out. */
export interface ValueCount {
  version_id: number;
  question: string;
  item: string;
  code: string | null;
  sex: StoredSex;
  /** Rows, and those of them that hold a number. */
  n: number;
  numbers: number;
  /** Of these numbers; null without any. */
  total: number | null;
  squares: number | null;
}

/** Which closed answers are counted. */
export interface CountedQuestions {
  surveyId: number;
  versionIds: readonly number[];
  /** Names of the questions. */
  questions: readonly string[];
  /** Those of them that cannot be tabulated: only whether they were answered is counted. */
  repeated: readonly string[];
}

/**
 * The closed answers to some questions in one query: counted over all responses from one index, less
 * those that are not valid, of which there are few. CROSS JOIN keeps SQLite
 * from reading every answer to find these few, which takes a hundred times longer.
 */
export async function countValues(
  { surveyId, versionIds, questions, repeated }: CountedQuestions,
  transaction: Tx,
): Promise<ValueCount[]> {
  if (versionIds.length === 0 || questions.length === 0) return [];
  const group = 'v.version_id, v.question, v.item, v.code, v.sex';
  const wanted = `v.version_id IN (:versionIds) AND v.question IN (:questions)
    AND (v.item = '' OR v.question NOT IN (:repeated))`;
  return db().query<ValueCount>(
    `SELECT version_id, question, item, code, sex, CAST(SUM(n) AS INTEGER) AS n,
       CAST(SUM(numbers) AS INTEGER) AS numbers, SUM(total) AS total, SUM(squares) AS squares
     FROM (
       SELECT ${group}, COUNT(*) AS n, COUNT(v.number) AS numbers,
         SUM(v.number) AS total, SUM(v.number * v.number) AS squares
       FROM answer_values v WHERE ${wanted} GROUP BY ${group}
       UNION ALL
       SELECT ${group}, -COUNT(*), -COUNT(v.number), -SUM(v.number), -SUM(v.number * v.number)
       FROM responses r CROSS JOIN answer_values v
       WHERE v.response_id = r.id AND r.survey_id = :surveyId AND r.valid = FALSE AND ${wanted}
       GROUP BY ${group}) AS parts
     GROUP BY version_id, question, item, code, sex HAVING SUM(n) > 0`,
    {
      type: QueryTypes.SELECT,
      replacements: {
        surveyId,
        versionIds,
        questions,
        repeated: repeated.length === 0 ? [''] : repeated,
      },
      transaction,
    },
  );
}
