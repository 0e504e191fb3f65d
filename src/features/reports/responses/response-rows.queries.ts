import { QueryTypes } from 'sequelize';
import type { ResponseRow } from '../../../../exports/responses/document';
import { db } from '../../../db/transaction';
import type { Answers } from '../../../survey-engine/answers';

interface Row {
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

const pageSize = 100;

/** Which responses a form has now, valid or not, by day. */
export async function responseIds(surveyId: number): Promise<string[]> {
  const rows = await db().query<{ id: string }>(
    'SELECT id FROM responses WHERE survey_id = :surveyId ORDER BY submitted_on, id',
    { type: QueryTypes.SELECT, replacements: { surveyId } },
  );
  return rows.map((row) => row.id);
}

/**
 * The responses of a form, a page of rows in memory at a time; those erased meanwhile are left out.
 * @param ids in the order of `responseIds`. A page is found by its ids, since most answers may
 *   come on one day: a page by its place in the order would sort all of that day each time.
 */
export async function* responseRows(ids: readonly string[]): AsyncGenerator<ResponseRow> {
  for (let first = 0; first < ids.length; first += pageSize) {
    const rows = await db().query<Row>(
      `SELECT r.receipt, v.number AS version, r.submitted_on, r.submitted_at,
         e.name AS economy, r.economy_code, r.sex, r.sector, c.name AS cluster, r.origin,
         r.corrections, r.valid, r.review, r.answers
       FROM responses r
       JOIN survey_versions v ON v.id = r.version_id
       LEFT JOIN economies e ON e.code = r.economy_code
       LEFT JOIN clusters c ON c.id = r.cluster_id
       WHERE r.id IN (:page)
       ORDER BY r.submitted_on, r.id`,
      { type: QueryTypes.SELECT, replacements: { page: ids.slice(first, first + pageSize) } },
    );
    for (const row of rows) yield asResponseRow(row);
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
