import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import type { SurveyDefinition } from '../../survey-engine/definition';
import type { StoredSex } from '../../statistics/sex-split';

export interface PublishedVersion {
  id: number;
  number: number;
  publishedAt: Date;
  definition: SurveyDefinition;
}

/** The published versions of a form with their definitions, newest first. */
export async function listDefinitions(surveyId: number): Promise<PublishedVersion[]> {
  const rows = await db().query<{
    id: number;
    number: number;
    published_at: string | Date;
    definition: string;
  }>(
    `SELECT id, number, published_at, definition FROM survey_versions
     WHERE survey_id = :surveyId ORDER BY number DESC`,
    { type: QueryTypes.SELECT, replacements: { surveyId } },
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

export async function countRespondents(surveyId: number): Promise<RespondentCount[]> {
  return db().query<RespondentCount>(
    `SELECT version_id, sex, CAST(COUNT(*) AS INTEGER) AS n FROM responses
     WHERE survey_id = :surveyId AND valid GROUP BY version_id, sex`,
    { type: QueryTypes.SELECT, replacements: { surveyId } },
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

/**
 * All closed answers to a form in one query: counted over all responses, less those that are not valid,
 * of which there are few. Of the questions in `repeated`, which cannot be tabulated, only whether they
 * were answered.
 */
export async function countValues(surveyId: number, repeated: string[]): Promise<ValueCount[]> {
  const group = 'v.version_id, v.question, v.item, v.code, v.sex';
  const wanted = `v.version_id IN (SELECT id FROM survey_versions WHERE survey_id = :surveyId)
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
       FROM responses r JOIN answer_values v ON v.response_id = r.id
       WHERE r.survey_id = :surveyId AND NOT r.valid AND ${wanted} GROUP BY ${group}) AS parts
     GROUP BY version_id, question, item, code, sex HAVING SUM(n) > 0`,
    {
      type: QueryTypes.SELECT,
      replacements: { surveyId, repeated: repeated.length === 0 ? [''] : repeated },
    },
  );
}
