import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../../src/db/transaction';
import { insertResponse, type ResponseRow } from '../../../src/features/responses/write-response';
import { loadVersion } from '../../../src/features/surveys/survey-cache';
import type { Decision } from '../../../src/features/responses/review.policy';
import {
  Cluster,
  Response,
  ResponseReview,
  Survey,
  SurveyVersion,
  User,
} from '../../../src/models';
import type { Review } from '../../../src/models/codes';
import type { Answers } from '../../../src/survey-engine/answers';
import { answerValues } from '../../../src/survey-engine/answer-values';

/** Publishes the draft of a form as its next version, or another definition in its place. */
export async function publish(form: string, definition?: string): Promise<SurveyVersion> {
  const survey = await Survey.findOne({ where: { form }, rejectOnEmpty: true });
  const number = (await SurveyVersion.count({ where: { surveyId: survey.id } })) + 1;
  return SurveyVersion.create({
    surveyId: survey.id,
    number,
    definition: definition ?? survey.draftDefinition,
    firstPageHtml: '',
    publishedAt: new Date('2020-01-01T00:00:00Z'),
  });
}

export interface Sent {
  answers?: Answers;
  economyCode?: string | null;
  sex?: ResponseRow['sex'];
  clusterId?: number | null;
  /** Null for anonymous forms, which keep the day alone. */
  submittedAt?: Date | null;
  submittedOn?: string;
}

/** Stores a response with its values as the answering pages do, whatever the answers. */
export async function send(version: SurveyVersion, sent: Sent = {}): Promise<Response> {
  const { compiled } = await loadVersion(version.id);
  const { answers = {}, submittedAt = new Date('2020-05-01T10:00:00Z') } = sent;
  const id = randomUUID();
  await inTransaction((tx) =>
    insertResponse(
      tx,
      {
        id,
        surveyId: version.surveyId,
        versionId: version.id,
        accessKey: id,
        submissionId: id,
        contentHash: id,
        receipt: id,
        invitationId: null,
        personId: null,
        clusterId: sent.clusterId ?? null,
        economyCode: sent.economyCode ?? null,
        sex: sent.sex ?? null,
        sector: null,
        origin: 'open_link',
        language: 'en',
        answers: JSON.stringify(answers),
        submittedOn: sent.submittedOn ?? submittedAt?.toISOString().slice(0, 10) ?? '2020-06-18',
        submittedAt,
      },
      answerValues(compiled, answers),
    ),
  );
  return Response.findByPk(id, { rejectOnEmpty: true });
}

export async function newCluster(name: string, economyCode: string): Promise<number> {
  const cluster = await Cluster.create({ name, nameKey: name.toLowerCase(), economyCode });
  return cluster.id;
}

const decisionFor: Record<Review, Decision> = {
  submitted: 'reopen',
  published: 'publish',
  approved: 'approve',
  returned: 'return',
  expired: 'expire',
  closed: 'close',
};

/** An organiser's decision about a response. */
export async function decide(response: Response, review: Review): Promise<void> {
  const email = 'reviewer@team.example';
  const [reviewer] = await User.findOrCreate({
    where: { email },
    defaults: { email, name: 'Reviewer', role: 'organiser' },
  });
  await response.update({ review });
  await ResponseReview.create({
    responseId: response.id,
    decision: decisionFor[review],
    reason: 'Complete.',
    decidedBy: reviewer.id,
    decidedAt: new Date('2020-07-01T00:00:00Z'),
  });
}

/** An evaluation form: overall satisfaction and the given core items in their order. */
export function evaluation(overall: number | null, core: number[]): Answers {
  const items = [
    'objectives_clear',
    'objectives_achieved',
    'topics_relevant',
    'content_well_organised',
    'gender_issues_addressed',
    'experts_prepared',
    'materials_useful',
    'time_sufficient',
  ];
  return {
    ...(overall === null ? {} : { overall_satisfaction: overall }),
    ...(core.length === 0
      ? {}
      : { core_items: Object.fromEntries(core.map((step, index) => [items[index], step])) }),
  };
}
