import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import { now } from '../../lib/clock';
import { NotFoundError } from '../../lib/errors';
import { messagesFor } from '../../messages/messages';
import { Survey, SurveyVersion } from '../../models';

export type SurveyState = 'unpublished' | 'not_yet_open' | 'open' | 'closed';

/**
 * Whether answers are taken at a moment. Without an opening time a form opens as soon as it is
 * published; closing by hand (closedAt) counts whatever the times say.
 */
export function surveyState(facts: {
  survey: Pick<Survey, 'opensAt' | 'closesAt' | 'closedAt'>;
  hasVersion: boolean;
  at: Date;
}): SurveyState {
  const { survey, hasVersion, at } = facts;
  if (!hasVersion) return 'unpublished';
  if (survey.closedAt) return 'closed';
  if (survey.closesAt && survey.closesAt <= at) return 'closed';
  return survey.opensAt && survey.opensAt > at ? 'not_yet_open' : 'open';
}

/** @throws NotFoundError when no form has this name */
export async function findSurvey(form: string): Promise<Survey> {
  const survey = await Survey.findOne({ where: { form } });
  if (survey === null) throw new NotFoundError('There is no questionnaire of this name.');
  return survey;
}

/** The form behind an open link, whether the link is switched on or not. @throws NotFoundError */
export async function findSurveyByOpenLink(openLink: string): Promise<Survey> {
  const survey = await Survey.findOne({ where: { openLink } });
  if (survey === null) throw new NotFoundError(messagesFor().refusals.noForm);
  return survey;
}

/** The version that new answers are given to: the one with the highest number. */
export async function currentVersion(surveyId: number): Promise<SurveyVersion | null> {
  return SurveyVersion.findOne({ where: { surveyId }, order: [['number', 'DESC']] });
}

/** The same without its texts, which are long: for pages that many people open. */
export async function currentVersionId(surveyId: number): Promise<number | null> {
  const version = await SurveyVersion.findOne({
    attributes: ['id'],
    where: { surveyId },
    order: [['number', 'DESC']],
  });
  return version?.id ?? null;
}

/** @throws NotFoundError when the form has no version of this number */
export async function findVersion(surveyId: number, number: number): Promise<SurveyVersion> {
  const version =
    Number.isInteger(number) && number > 0 && number < 1e9
      ? await SurveyVersion.findOne({ where: { surveyId, number } })
      : null;
  if (version === null) throw new NotFoundError('The form has no version of this number.');
  return version;
}

export interface VersionLine {
  id: number;
  number: number;
  publishedAt: Date;
  /** Null when the account is gone or the demo published it. */
  publisher: string | null;
  /** Valid answers given to this version. */
  answers: number;
}

/** The published versions, newest first, without their texts. */
export async function listVersions(surveyId: number): Promise<VersionLine[]> {
  const rows = await db().query<Omit<VersionLine, 'publishedAt'> & { published_at: Date | string }>(
    `SELECT v.id, v.number, v.published_at, u.name AS publisher,
       (SELECT CAST(COUNT(*) AS INTEGER) FROM responses r WHERE r.version_id = v.id AND r.valid) AS answers
     FROM survey_versions v LEFT JOIN users u ON u.id = v.published_by
     WHERE v.survey_id = :surveyId ORDER BY v.number DESC`,
    { type: QueryTypes.SELECT, replacements: { surveyId } },
  );
  return rows.map(({ published_at: at, ...row }) => ({ ...row, publishedAt: new Date(at) }));
}

export interface SurveyLine {
  survey: Survey;
  state: SurveyState;
  /** Number of the newest version; null before the first is published. */
  version: number | null;
  /** Valid answers. */
  answers: number;
  invited: number;
  /** How many of the invited have answered. */
  finished: number;
}

/** All forms with their state and counts, in the order in which they were installed. */
export async function listSurveys(): Promise<SurveyLine[]> {
  return withCounts(
    await Survey.findAll({ attributes: { exclude: ['draftDefinition'] }, order: ['id'] }),
  );
}

/** One form with its state and counts. */
export async function getSurveyLine(survey: Survey): Promise<SurveyLine> {
  const [line] = await withCounts([survey]);
  if (line === undefined) throw new NotFoundError();
  return line;
}

async function withCounts(surveys: Survey[]): Promise<SurveyLine[]> {
  const ids = surveys.map(({ id }) => id);
  const [versions, answers, invitations] = await Promise.all([
    countsBySurvey('survey_versions', 'MAX(number) AS first', ids),
    countsBySurvey(
      'responses',
      'CAST(SUM(CASE WHEN valid THEN 1 ELSE 0 END) AS INTEGER) AS first',
      ids,
    ),
    countsBySurvey(
      'invitations',
      `CAST(COUNT(*) AS INTEGER) AS first,
         CAST(SUM(CASE WHEN finished THEN 1 ELSE 0 END) AS INTEGER) AS second`,
      ids,
    ),
  ]);
  const at = now();
  return surveys.map((survey) => {
    const version = versions.get(survey.id)?.first ?? null;
    const invited = invitations.get(survey.id);
    return {
      survey,
      state: surveyState({ survey, hasVersion: version !== null, at }),
      version,
      answers: answers.get(survey.id)?.first ?? 0,
      invited: invited?.first ?? 0,
      finished: invited?.second ?? 0,
    };
  });
}

interface Counts {
  survey_id: number;
  first: number;
  second?: number;
}

async function countsBySurvey(
  table: 'survey_versions' | 'responses' | 'invitations',
  counted: string,
  ids: number[],
): Promise<Map<number, Counts>> {
  const rows = await db().query<Counts>(
    `SELECT survey_id, ${counted} FROM ${table} WHERE survey_id IN (:ids) GROUP BY survey_id`,
    { type: QueryTypes.SELECT, replacements: { ids: [0, ...ids] } },
  );
  return new Map(rows.map((row) => [row.survey_id, row]));
}
