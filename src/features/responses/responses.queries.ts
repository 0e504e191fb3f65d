import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import { NotFoundError } from '../../lib/errors';
import { AnswerCorrection, Draft, Response, ResponseReview, Survey, User } from '../../models';
import type { Review, Sector, Sex } from '../../models/codes';
import type { Answers } from '../../survey-engine/answers';
import { parseAnswers } from './stored-answers';

export const pageSize = 50;

export interface ListedResponse {
  id: string;
  person: string | null;
  cluster: string | null;
  economy: string | null;
  sex: Sex | null;
  sector: Sector | null;
  review: Review;
  valid: boolean;
  assignedToReport: boolean;
  corrections: number;
  version: number;
  receipt: string;
  submittedOn: string;
  submittedAt: Date | null;
}

interface Row extends Omit<
  ListedResponse,
  'valid' | 'assignedToReport' | 'submittedAt' | 'person'
> {
  given_name: string | null;
  family_name: string | null;
  valid: boolean | number;
  assigned: boolean | number;
  submitted_at: string | Date | null;
}

/**
 * One page of the responses to a form. Newest first; those of an anonymous form by their random
 * number, so that the list does not tell in which order they came.
 * @param page from 1
 */
export async function listResponses(
  survey: Pick<Survey, 'id' | 'anonymous'>,
  page: number,
): Promise<{ responses: ListedResponse[]; total: number; invalid: number }> {
  const order = survey.anonymous ? 'r.id' : 'r.submitted_at DESC, r.id';
  const replacements = { surveyId: survey.id, offset: (page - 1) * pageSize };
  const [rows, counts] = await Promise.all([
    db().query<Row>(
      `SELECT r.id, p.given_name, p.family_name, c.name AS cluster, e.name AS economy, r.sex,
         r.sector, r.review, r.valid, r.assigned_to_report AS assigned, r.corrections,
         v.number AS version, r.receipt, r.submitted_on AS "submittedOn", r.submitted_at
       FROM responses r
       JOIN survey_versions v ON v.id = r.version_id
       LEFT JOIN people p ON p.id = r.person_id
       LEFT JOIN clusters c ON c.id = r.cluster_id
       LEFT JOIN economies e ON e.code = r.economy_code
       WHERE r.survey_id = :surveyId ORDER BY ${order} LIMIT ${pageSize} OFFSET :offset`,
      { type: QueryTypes.SELECT, replacements },
    ),
    db().query<{ total: number; invalid: number }>(
      `SELECT CAST(COUNT(*) AS INTEGER) AS total,
         CAST(COUNT(CASE WHEN NOT valid THEN 1 END) AS INTEGER) AS invalid
       FROM responses WHERE survey_id = :surveyId`,
      { type: QueryTypes.SELECT, replacements },
    ),
  ]);
  return {
    responses: rows.map(
      ({ given_name: given, family_name: family, assigned, submitted_at: at, ...row }) => ({
        ...row,
        person: family === null ? null : `${given ?? ''} ${family}`.trim(),
        valid: Boolean(row.valid),
        assignedToReport: Boolean(assigned),
        submittedAt: at === null ? null : new Date(at),
      }),
    ),
    total: counts[0]?.total ?? 0,
    invalid: counts[0]?.invalid ?? 0,
  };
}

/** A correction by the team. Erased answers leave it without a reason and without answers. */
export interface ListedCorrection {
  versionId: number;
  before: Answers;
  after: Answers;
  reason: string;
  by: string;
  at: Date;
}

export interface WholeResponse {
  response: Response;
  survey: Survey;
  person: { id: number; name: string } | null;
  cluster: string | null;
  economy: string | null;
  version: number;
  /** Newest first. */
  reviews: { decision: string; reason: string; by: string; at: Date }[];
  /** By the team, newest first. */
  corrections: ListedCorrection[];
}

/** One response with its history. @throws NotFoundError */
export async function getResponse(responseId: string): Promise<WholeResponse> {
  const response = await Response.findByPk(responseId);
  if (response === null) throw new NotFoundError('There is no such response.');
  const [survey, names, reviews, corrections] = await Promise.all([
    Survey.findByPk(response.surveyId, {
      attributes: { exclude: ['draftDefinition'] },
      rejectOnEmpty: true,
    }),
    namesOf(responseId),
    ResponseReview.findAll({
      where: { responseId },
      include: [{ model: User, as: 'decider', attributes: ['name'] }],
      order: [['id', 'DESC']],
    }),
    listCorrections(responseId),
  ]);
  return {
    response,
    survey,
    ...names,
    reviews: reviews.map((review) => ({
      decision: review.decision,
      reason: review.reason,
      by: (review as ResponseReview & { decider?: User }).decider?.name ?? '',
      at: review.decidedAt,
    })),
    corrections,
  };
}

async function listCorrections(responseId: string): Promise<ListedCorrection[]> {
  const rows = await AnswerCorrection.findAll({
    where: { responseId },
    include: [{ model: User, as: 'maker', attributes: ['name'] }],
    order: [['id', 'DESC']],
  });
  return rows.map((row) => ({
    versionId: row.versionId,
    before: parseAnswers(row.beforeAnswers),
    after: parseAnswers(row.afterAnswers),
    reason: row.reason,
    by: (row as AnswerCorrection & { maker?: User }).maker?.name ?? '',
    at: row.madeAt,
  }));
}

/** Whether the respondent began to correct these answers and has not sent the correction. */
export async function hasDraft({ accessKey }: Pick<Response, 'accessKey'>): Promise<boolean> {
  return (await Draft.count({ where: { accessKey } })) > 0;
}

type Names = Pick<WholeResponse, 'person' | 'cluster' | 'economy' | 'version'>;

async function namesOf(responseId: string): Promise<Names> {
  const [row] = await db().query<{
    person_id: number | null;
    given_name: string | null;
    family_name: string | null;
    cluster: string | null;
    economy: string | null;
    version: number;
  }>(
    `SELECT r.person_id, p.given_name, p.family_name, c.name AS cluster, e.name AS economy,
       v.number AS version
     FROM responses r JOIN survey_versions v ON v.id = r.version_id
     LEFT JOIN people p ON p.id = r.person_id
     LEFT JOIN clusters c ON c.id = r.cluster_id
     LEFT JOIN economies e ON e.code = r.economy_code
     WHERE r.id = :responseId`,
    { type: QueryTypes.SELECT, replacements: { responseId } },
  );
  if (row === undefined) throw new NotFoundError('There is no such response.');
  const { person_id: id, given_name: given, family_name: family } = row;
  return {
    person: id === null ? null : { id, name: `${given ?? ''} ${family ?? ''}`.trim() },
    cluster: row.cluster,
    economy: row.economy,
    version: row.version,
  };
}
