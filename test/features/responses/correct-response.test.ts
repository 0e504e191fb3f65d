import { randomUUID } from 'node:crypto';
import { readCrossTable, crossChoices } from '../../../src/features/results/cross/read-cross-table';
import {
  AnswerAdjustment,
  AnswerCorrection,
  AuditEvent,
  Consent,
  EarlierAnswer,
  Response,
} from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answers } from '../../../src/survey-engine/answers';
import type { Answer, Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { invite, openSurvey, validAnswers, type OpenSurvey } from './open-survey';
import { Respondent, clusterManager, codeOf } from './respondent';

let server: TestServer;
let organiser: Client;
let survey: OpenSurvey;
let respondent: Respondent;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  survey = await openSurvey('cluster_survey');
  respondent = new Respondent(server, survey.version.version.id);
});
afterAll(() => server.stop());

interface Stored {
  token: string;
  response: Response;
  answers: Answers;
  submission: object;
}

async function sent(seed: number, fixed: Answers = clusterManager): Promise<Stored> {
  const { token, person } = await invite(survey.survey);
  const submission = respondent.submission(validAnswers(survey, seed, fixed));
  expect((await respondent.send(token, submission)).status).toBe(200);
  const response = await Response.findOne({
    where: { personId: person.id },
    rejectOnEmpty: true,
  });
  return { token, response, answers: answersOf(response), submission };
}

const answersOf = (response: Response): Answers => JSON.parse(response.answers) as Answers;

function correct(
  response: Response,
  answers: Answers,
  more: { reason?: unknown; corrections?: number } = {},
  client = organiser,
): Promise<Answer> {
  return client.postJson(paths.responseCorrection(response.id), {
    answers,
    corrections: response.corrections,
    reason: 'She called us: it is the other sector.',
    ...more,
  });
}

test('a correction by the team changes columns and figures, and says who, when, why and from what', async () => {
  const { token, response, answers, submission } = await sent(1);
  await organiser.post(paths.surveyDataSets('cluster_survey'), {
    kind: 'preliminary',
    note: 'Day 1',
  });
  const bySector = async (): Promise<(number | null)[]> => {
    const choices = await crossChoices(survey.survey.id);
    const { table } = await readCrossTable(survey.survey.id, choices, {
      rows: 'respondent_type',
      by: 'respondent.sector',
    });
    return table.columns.map(({ table: one }) => one.base.total.n);
  };
  expect(await bySector()).toEqual([0, 1, 0, 0]);
  const done = await correct(response, {
    ...answers,
    sector: 'academia',
    cluster_name: 'Harbour Optics',
  });
  expect([done.status, done.json()]).toEqual([200, { next: paths.response(response.id) }]);
  const now = await response.reload();
  expect([now.sector, now.corrections, answersOf(now)]).toEqual([
    'academia',
    1,
    { ...answers, sector: 'academia', cluster_name: 'Harbour Optics' },
  ]);
  expect(await bySector()).toEqual([0, 0, 1, 0]);
  const [kept] = await EarlierAnswer.findAll({ where: { responseId: response.id } });
  expect(JSON.parse(kept?.answers ?? '')).toEqual(answers);
  const [line] = await AnswerAdjustment.findAll({ where: { responseId: response.id } });
  expect([line?.kind, line?.madeBy, line?.reason, line?.changedQuestions]).toEqual([
    'corrected_by_staff',
    organiser.user?.id,
    'She called us: it is the other sector.',
    '["sector","cluster_name"]',
  ]);
  const event = await AuditEvent.findOne({
    where: { action: 'response.corrected_by_team', subjectId: response.id },
    rejectOnEmpty: true,
  });
  expect([event.actorUserId, event.personId, JSON.parse(event.changes)]).toEqual([
    organiser.user?.id,
    response.personId,
    {
      form: 'cluster_survey',
      corrections: [0, 1],
      questions: 'sector; cluster_name',
      reason: 'She called us: it is the other sector.',
    },
  ]);
  const page = await organiser.get(paths.response(response.id));
  const changes = page
    .$('.answer-changes dd')
    .map((_at, one) => page.$(one).text())
    .get();
  expect(changes).toEqual(['Private sector → Academia', 'Harbour Photonics → Harbour Optics']);

  const receipt = await server.visitor().get(paths.answerReceipt(token));
  expect(receipt.$('dt:contains("In which sector do you work?") + dd').text().trim()).toBe(
    'Academia',
  );
  // The same sending once more, whose first answer was lost, is the same success and changes nothing.
  expect((await respondent.send(token, submission)).status).toBe(200);
  expect((await response.reload()).sector).toBe('academia');
  // Answers of a device that has not seen the correction do not go over it unseen.
  const unseen = respondent.submission(answers, { revision: 0, sent: 0 });
  expect(codeOf(await respondent.send(token, unseen))).toBe('changed_elsewhere');
  const seen = respondent.submission(answers, { revision: 0, sent: 1 });
  expect((await respondent.send(token, seen)).status).toBe(200);
  expect((await response.reload()).sector).toBe('private');
});

test('what another organiser stored meanwhile is told, and nothing is written', async () => {
  const { response, answers } = await sent(2);
  const second = await server.visitor().signInAs('administrator');
  const [one, other] = await Promise.all([
    correct(response, { ...answers, sector: 'public' }),
    correct(response, { ...answers, sector: 'academia' }, {}, second),
  ]);
  const statuses = [one.status, other.status].sort((a, b) => a - b);
  expect(statuses).toEqual([200, 409]);
  const refused = one.status === 409 ? one : other;
  const stored = await response.reload();
  const { error } = refused.json() as { error: Record<string, unknown> };
  expect([error['code'], error['corrections'], error['answers']]).toEqual([
    'changed_meanwhile',
    1,
    answersOf(stored),
  ]);
  expect(await AnswerCorrection.count({ where: { responseId: response.id } })).toBe(1);
});

test.each<[string, (answers: Answers) => Answers, object, string[]]>([
  ['no reason', (a) => ({ ...a, sector: 'public' }), { reason: ' ' }, ['invalid_input']],
  [
    'a reason that is no text',
    (a) => ({ ...a, sector: 'public' }),
    { reason: 7 },
    ['invalid_input'],
  ],
  ['no change', (a) => a, {}, ['invalid_input']],
  ['a choice that is none', (a) => ({ ...a, sector: 'army' }), {}, ['answers_refused', 'sector']],
  ['an unknown key', (a) => ({ ...a, __proto: 1 }), {}, ['answers_refused', '__proto']],
  [
    'a hidden answer',
    (a) => ({ ...a, sector_other: 'x' }),
    {},
    ['answers_refused', 'sector_other'],
  ],
  [
    'a consent that the person did not give',
    (a) => ({ ...a, consent_publish_name: true }),
    {},
    ['answers_refused', 'consent_publish_name'],
  ],
  [
    'a file of others',
    (a) => ({ ...a, cluster_name: { content: `file:${randomUUID()}` } }),
    {},
    ['answers_refused', 'cluster_name'],
  ],
])('refuses %s and stores nothing', async (_name, change, more, expected) => {
  const { response, answers } = await sent(3);
  const refused = await correct(response, change(answers), more);
  expect(refused.status).toBe(422);
  const { error } = refused.json() as {
    error: { code: string; problems?: { question: string }[] };
  };
  expect([error.code, ...(error.problems ?? []).map(({ question }) => question)]).toEqual(expected);
  const after = await response.reload();
  expect([after.corrections, answersOf(after)]).toEqual([0, answers]);
  expect(
    await AuditEvent.count({
      where: { action: 'response.corrected_by_team', subjectId: response.id },
    }),
  ).toBe(0);
});

test('a consent taken back is taken back everywhere', async () => {
  const { response, answers } = await sent(4, { ...clusterManager, consent_publish_name: true });
  const done = await correct(response, { ...answers, consent_publish_name: false });
  expect(done.status).toBe(200);
  const rows = await Consent.findAll({
    where: { personId: response.personId ?? 0, kind: 'publish_name' },
    order: ['id'],
  });
  expect(rows.map(({ given, source }) => [given, source])).toEqual([
    [true, 'cluster_survey'],
    [false, 'cluster_survey_corrected_by_the_team'],
  ]);
});

test('only the team, never an anonymous form, nothing nameless', async () => {
  const { response, answers } = await sent(5);
  const address = paths.responseCorrection(response.id);
  expect((await organiser.get(`${address}?question=sector`)).status).toBe(200);
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.get(address)).status).toBe(403);
  expect((await correct(response, { ...answers, sector: 'public' }, {}, overseer)).status).toBe(
    403,
  );
  expect((await server.visitor().get(address)).status).toBe(302);
  expect((await correct(response, answers, {}, server.visitor())).status).toBe(403);
  const nowhere = paths.responseCorrection(randomUUID());
  expect((await organiser.get(nowhere)).status).toBe(404);

  const evaluation = await openSurvey('workshop_evaluation');
  const { token } = await invite(evaluation.survey);
  const room = new Respondent(server, evaluation.version.version.id);
  await room.send(token, room.submission(validAnswers(evaluation, 5)));
  const secret = await Response.findOne({
    where: { surveyId: evaluation.survey.id },
    rejectOnEmpty: true,
  });
  await response.update({ accessKey: 'erased:x' });
  for (const one of [secret, response]) {
    expect((await organiser.get(paths.responseCorrection(one.id))).status).toBe(409);
    expect(codeOf(await correct(one, { ...answersOf(one), sector: 'public' }))).toBe(
      'not_possible',
    );
    expect((await organiser.get(paths.response(one.id))).$('a[href*="correction"]')).toHaveLength(
      0,
    );
    expect((await one.reload()).corrections).toBe(0);
  }
});
