import { QueryTypes } from 'sequelize';
import type { ResponseRow } from '../../../../exports/responses';
import { db } from '../../../db/transaction';
import type { Answers } from '../../../survey-engine/answers';

interface Row {
  id: string;
  receipt: string;
  version: number;
  submitted_on: string;
  submitted_at: string | Date | null;
  economy: string | null;
  economy_code: string | null;
  sex: string | null;
  sector: string | null;
  cluster: string | null;
  origin: string;
  corrections: number;
  valid: boolean | number;
  review: string;
  answers: string;
}

const pageSize = 500;

/** How many responses a form has, valid or not. */
export async function countResponses(surveyId: number): Promise<number> {
  const rows = await db().query<{ n: number }>(
    'SELECT CAST(COUNT(*) AS INTEGER) AS n FROM responses WHERE survey_id = :surveyId',
    { type: QueryTypes.SELECT, replacements: { surveyId } },
  );
  return rows[0]?.n ?? 0;
}

/** All responses of a form by day, a page of rows in memory at a time. */
export async function* responseRows(surveyId: number): AsyncGenerator<ResponseRow> {
  let after = { day: '0001-01-01', id: '' };
  for (;;) {
    const rows = await db().query<Row>(
      `SELECT r.id, r.receipt, v.number AS version, r.submitted_on, r.submitted_at,
         e.name AS economy, r.economy_code, r.sex, r.sector, c.name AS cluster, r.origin,
         r.corrections, r.valid, r.review, r.answers
       FROM responses r
       JOIN survey_versions v ON v.id = r.version_id
       LEFT JOIN economies e ON e.code = r.economy_code
       LEFT JOIN clusters c ON c.id = r.cluster_id
       WHERE r.survey_id = :surveyId AND (r.submitted_on, r.id) > (:day, :id)
       ORDER BY r.submitted_on, r.id LIMIT ${pageSize}`,
      { type: QueryTypes.SELECT, replacements: { surveyId, ...after } },
    );
    for (const row of rows) yield asResponseRow(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = { day: last.submitted_on, id: last.id };
  }
}

function asResponseRow(row: Row): ResponseRow {
  return {
    receipt: row.receipt,
    version: row.version,
    submittedOn: row.submitted_on,
    submittedAt: row.submitted_at === null ? null : new Date(row.submitted_at),
    economy: row.economy,
    economyCode: row.economy_code,
    sex: row.sex,
    sector: row.sector,
    cluster: row.cluster,
    origin: row.origin,
    corrections: row.corrections,
    valid: Boolean(row.valid),
    review: row.review,
    answers: JSON.parse(row.answers) as Answers,
  };
}
