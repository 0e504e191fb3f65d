import { AuditEvent, Response, ResponseReview } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { invite, openSurvey, validAnswers, type OpenSurvey } from './open-survey';
import { Respondent, clusterManager } from './respondent';

let server: TestServer;
let organiser: Client;
let survey: OpenSurvey;
let story: OpenSurvey;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  survey = await openSurvey('cluster_survey');
  story = await openSurvey('success_story');
});
afterAll(() => server.stop());

async function sent(open: OpenSurvey, seed: number, fixed = {}): Promise<Response> {
  const respondent = new Respondent(server, open.version.version.id);
  const { token, person } = await invite(open.survey);
  await respondent.send(token, respondent.submission(validAnswers(open, seed, fixed)));
  return Response.findOne({ where: { personId: person.id }, rejectOnEmpty: true });
}

/** The least of several tries: receipts on their way out cost statements of their own. */
async function cost(path: string): Promise<number> {
  const counts: number[] = [];
  for (let i = 0; i < 5; i += 1) counts.push(await countQueries(() => organiser.get(path)));
  return Math.min(...counts);
}

const decide = (response: Response, decision: string, reason = '') =>
  organiser.post(paths.responseReview(response.id), { decision, reason });

test('the list says what to do while nobody has answered, and costs the same with one and three rows', async () => {
  const path = paths.surveyResponses('cluster_survey');
  const empty = await organiser.get(path);
  expect(empty.$('h2').first().text()).toBe('No responses yet');
  await sent(survey, 1, clusterManager);
  const one = await cost(path);
  await sent(survey, 2, clusterManager);
  await sent(survey, 3, clusterManager);
  expect(await cost(path)).toBe(one);
  const page = await organiser.get(path);
  const row = page.$('tbody tr').first();
  expect(page.$('tbody tr')).toHaveLength(3);
  expect(row.find('th a').text()).toBe('Ana Lim');
  expect(
    row
      .find('td')
      .slice(0, 4)
      .map((_at, cell) => page.$(cell).text().trim())
      .get(),
  ).toEqual(['Hong Kong, China', 'Female', 'Private', 'Submitted']);
});

test('a response is read in the words of its form', async () => {
  const response = await sent(survey, 4, clusterManager);
  const page = await organiser.get(paths.response(response.id));
  expect(page.status).toBe(200);
  const answer = page.$('dt:contains("In which economy do you work?") + dd');
  expect(answer.text().trim()).toBe('Hong Kong, China');
  expect(page.$('dt:contains("Which of these describes you best?") + dd').text().trim()).toBe(
    'Cluster manager or staff of a cluster organisation',
  );
  expect(
    page.$('.answers-list dd').filter((_at, dd) => page.$(dd).text().trim() === ''),
  ).toHaveLength(0);
});

test('a story is approved, assigned to the report and taken back, each with its trace', async () => {
  const response = await sent(story, 5);
  expect((await decide(response, 'assign')).status).toBe(409);
  const reason = 'Both partners confirm the order.';
  for (const decision of ['approve', 'assign', 'reopen']) {
    const given = decision === 'approve' ? reason : '';
    expect((await decide(response, decision, given)).status).toBe(303);
    await response.reload();
    expect([decision, response.review, response.assignedToReport]).toEqual(
      {
        approve: ['approve', 'approved', false],
        assign: ['assign', 'approved', true],
        reopen: ['reopen', 'submitted', false],
      }[decision],
    );
  }
  const reviews = await ResponseReview.findAll({
    where: { responseId: response.id },
    order: ['id'],
  });
  const by = organiser.user?.id;
  expect(reviews.map((review) => [review.decision, review.decidedBy, review.reason])).toEqual([
    ['approve', by, reason],
    ['assign', by, ''],
    ['reopen', by, ''],
  ]);
  const events = await AuditEvent.findAll({
    where: { action: 'response.reviewed', subjectId: response.id },
    order: ['id'],
  });
  expect(events.map(({ changes }) => JSON.parse(changes) as unknown)).toEqual([
    { decision: 'approve', review: ['submitted', 'approved'] },
    { decision: 'assign', assignedToReport: [false, true] },
    { decision: 'reopen', review: ['approved', 'submitted'], assignedToReport: [true, false] },
  ]);
  const page = await organiser.get(paths.response(response.id));
  expect(
    page
      .$('.answers-history li strong')
      .map((_at, item) => page.$(item).text())
      .get(),
  ).toEqual(['Take back the decision', 'Assign to the report', 'Approve']);
});

test('a story of one year later is approved and never offered to the report', async () => {
  const response = await sent(await openSurvey('success_story_one_year'), 5);
  expect((await decide(response, 'assign')).status).toBe(409);
  expect((await decide(response, 'approve', 'Seen in the news.')).status).toBe(303);
  expect((await decide(response, 'assign')).status).toBe(409);
  const page = await organiser.get(paths.response(response.id));
  const offered = page.$('[name=decision] option').map((_at, one) => page.$(one).val());
  expect(offered.get()).toEqual(['reopen', 'invalidate']);
  expect((await response.reload()).assignedToReport).toBe(false);
});

test('a story is not approved without the reason, which the form asks for', async () => {
  const response = await sent(story, 8);
  for (const reason of ['', '   ']) {
    const refused = await decide(response, 'approve', reason);
    expect([refused.status, refused.$('#field-reason-error').text()]).toEqual([
      422,
      'Please give the reason for which the story is approved; it stays with the story, and overseers read it.',
    ]);
  }
  await response.reload();
  expect([
    response.review,
    await ResponseReview.count({ where: { responseId: response.id } }),
  ]).toEqual(['submitted', 0]);
  const page = await organiser.get(paths.response(response.id));
  expect(
    page
      .$('select[name="decision"] option')
      .map((_at, item) => page.$(item).text())
      .get(),
  ).toEqual([
    'Approve (with a reason)',
    'Return for correction (with a reason)',
    'Mark as invalid (with a reason)',
  ]);
});

test('ruling a response out needs a reason, which comes back beside its field', async () => {
  const response = await sent(survey, 6, clusterManager);
  const refused = await decide(response, 'invalidate');
  expect([refused.status, refused.$('#field-reason-error').text()]).toEqual([
    422,
    'Please give the reason; it stays with the response.',
  ]);
  expect((await decide(response, 'invalidate', 'A trial by the team')).status).toBe(303);
  await response.reload();
  expect(response.valid).toBe(false);
  const page = await organiser.get(paths.response(response.id));
  expect(
    page
      .$('select[name="decision"] option')
      .map((_at, item) => page.$(item).val())
      .get(),
  ).toEqual(['validate']);
});

test.each([
  ['a decision that does not exist', { decision: 'delete' }, 422],
  ['a decision of another form', { decision: 'publish' }, 409],
  ['a reason of a megabyte', { decision: 'invalidate', reason: 'x'.repeat(100_000) }, 422],
])('refuses %s', async (_name, fields, status) => {
  const response = await sent(survey, 7, clusterManager);
  const answer = await organiser.post(paths.responseReview(response.id), fields);
  expect(answer.status).toBe(status);
  expect(await ResponseReview.count({ where: { responseId: response.id } })).toBe(0);
});

test('single answers are not for overseers or visitors, and unknown ones are no page', async () => {
  const response = await sent(survey, 8, clusterManager);
  const overseer = await server.visitor().signInAs('overseer');
  for (const path of [paths.surveyResponses('cluster_survey'), paths.response(response.id)]) {
    expect((await overseer.get(path)).status).toBe(403);
    expect((await server.visitor().get(path)).status).toBe(302);
  }
  const posted = await overseer.post(paths.responseReview(response.id), {
    decision: 'invalidate',
    reason: 'x',
  });
  expect(posted.status).toBe(403);
  expect((await organiser.get(paths.response('00000000-0000-4000-8000-000000000000'))).status).toBe(
    404,
  );
});
