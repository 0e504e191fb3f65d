import { systemActor } from '../../../src/audit/record-audit-event';
import { erasePerson } from '../../../src/features/people/erase-person';
import { setClock } from '../../../src/lib/clock';
import { accessKeyOf } from '../../../src/lib/link-tokens';
import { Draft, Invitation } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answers } from '../../../src/survey-engine/answers';
import { startTestServer, type TestServer } from '../../harness/server';
import { invite, openSurvey, type OpenSurvey } from './open-survey';
import { Respondent, codeOf } from './respondent';

let server: TestServer;
let open: OpenSurvey;
let versionId: number;
let respondent: Respondent;

beforeAll(async () => {
  server = await startTestServer();
  open = await openSurvey('cluster_survey');
  versionId = open.version.version.id;
  respondent = new Respondent(server, versionId);
});
afterEach(async () => {
  setClock(undefined);
  await open.survey.update({ opensAt: null, closesAt: null, closedAt: null });
});
afterAll(() => server.stop());

describe('a draft', () => {
  test('is kept and found again with its page', async () => {
    const { token, invitation } = await invite(open.survey);
    setClock(new Date('2026-03-02T06:30:00Z'));
    const saved = await respondent.saveDraft(token);
    expect([saved.status, saved.json()]).toEqual([
      200,
      { revision: 1, savedAt: '2026-03-02T06:30:00.000Z' },
    ]);
    expect(await respondent.state(token)).toEqual({
      status: 'draft',
      revision: 1,
      answers: { name: 'Ana' },
      page: 1,
      savedAt: '2026-03-02T06:30:00.000Z',
      versionId,
      sent: null,
    });
    await invitation.reload();
    expect([invitation.openedAt?.toISOString(), invitation.startedAt?.toISOString()]).toEqual([
      '2026-03-02T06:30:00.000Z',
      '2026-03-02T06:30:00.000Z',
    ]);
    expect(await Draft.findByPk(accessKeyOf(token))).not.toBeNull();
  });

  test('is not left behind when the person is erased at the same moment', async () => {
    const { token, person } = await invite(open.survey);
    const erasing = erasePerson(systemActor, person.id, 'erase');
    await Promise.allSettled([erasing, respondent.saveDraft(token), respondent.saveDraft(token)]);
    await erasing;
    expect(await Draft.findByPk(accessKeyOf(token))).toBeNull();
  });

  test('of another device is not written over: both sides are told apart', async () => {
    const { token } = await invite(open.survey);
    await respondent.saveDraft(token);
    expect(
      (await respondent.saveDraft(token, { revision: 1, answers: { name: 'Ben' } })).status,
    ).toBe(200);
    const stale = await respondent.saveDraft(token, { revision: 1, answers: { name: 'Cai' } });
    expect([stale.status, codeOf(stale)]).toEqual([409, 'changed_elsewhere']);
    const { state } = (stale.json() as { error: { state: { answers: Answers; revision: number } } })
      .error;
    expect([state.answers, state.revision]).toEqual([{ name: 'Ben' }, 2]);
    expect((await respondent.saveDraft(token, { answers: { name: 'Dee' } })).status).toBe(409);
  });

  test('of two devices that save the same revision at once is taken from one', async () => {
    const { token } = await invite(open.survey);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        respondent.saveDraft(token, { answers: { name: `Device ${index}` } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 409, 409, 409, 409, 409, 409, 409,
    ]);
  });

  test('stays on the version it began with', async () => {
    const { token } = await invite(open.survey);
    await respondent.saveDraft(token);
    const newer = await openNewVersion();
    const page = await server.visitor().get(paths.answer(token));
    expect(page.$('#survey').data('version')).toBe(versionId);
    expect((await respondent.saveDraft(token, { revision: 1, versionId: newer })).status).toBe(409);
    const fresh = await server.visitor().get(paths.answer((await invite(open.survey)).token));
    expect(fresh.$('#survey').data('version')).toBe(newer);
  });

  test.each([
    ['an unknown question', { answers: { no_such_question: 1 } }, 422],
    ['a list for a text', { answers: { name: ['a'] } }, 422],
    ['no object', { answers: 'x' }, 422],
    ['a version of no form', { versionId: 9999 }, 404],
    ['a negative revision', { revision: -1 }, 422],
    ['a page out of all bounds', { page: 1e9 }, 422],
  ])('with %s is refused whole', async (_name, wrong, status) => {
    const { token } = await invite(open.survey);
    expect((await respondent.saveDraft(token, wrong)).status).toBe(status);
    expect(await Draft.findByPk(accessKeyOf(token))).toBeNull();
  });

  test('of more than a megabyte is refused with a clear message', async () => {
    const { token } = await invite(open.survey);
    const answer = await respondent.saveDraft(token, { answers: { name: 'x'.repeat(1_100_000) } });
    expect([answer.status, codeOf(answer)]).toEqual([413, 'too_large']);
  });

  test('is not taken by a form that is closed or by an unknown link', async () => {
    const { token } = await invite(open.survey);
    expect((await respondent.saveDraft('unknown')).status).toBe(404);
    await open.survey.update({ closedAt: new Date() });
    const answer = await respondent.saveDraft(token);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'closed']);
  });

  test('is not taken from another site, nor as anything but JSON', async () => {
    const { token } = await invite(open.survey);
    const body = JSON.stringify({ revision: 0, answers: {}, page: 0, versionId, sent: null });
    const json = { 'Content-Type': 'application/json' };
    const visitor = server.visitor();
    const path = paths.answerDraft(token);
    const foreign = { ...json, 'Sec-Fetch-Site': 'cross-site' };
    expect((await visitor.send('PUT', path, body, foreign)).status).toBe(403);
    const origin = { ...json, Origin: 'https://elsewhere.example' };
    expect((await visitor.send('PUT', path, body, origin)).status).toBe(403);
    expect((await visitor.send('PUT', path, body, { 'Content-Type': 'text/plain' })).status).toBe(
      415,
    );
    expect((await visitor.send('PUT', path, '{"revision":', json)).status).toBe(400);
    expect(await Draft.findByPk(accessKeyOf(token))).toBeNull();
  });
});

test('opening is noted once, by the page and not by fetching it', async () => {
  const { token, invitation } = await invite(open.survey);
  setClock(new Date('2026-03-02T06:30:00Z'));
  const first = await server.visitor().postJson(paths.answerOpening(token), {});
  expect(first.status).toBe(204);
  setClock(new Date('2026-03-03T06:30:00Z'));
  await server.visitor().postJson(paths.answerOpening(token), {});
  await invitation.reload();
  expect([invitation.openedAt?.toISOString(), invitation.startedAt]).toEqual([
    '2026-03-02T06:30:00.000Z',
    null,
  ]);
  expect(await Invitation.count({ where: { id: invitation.id, finished: true } })).toBe(0);
});

async function openNewVersion(): Promise<number> {
  const definition = JSON.parse(open.survey.draftDefinition) as { title: { default: string } };
  definition.title.default += ' (2)';
  const text = JSON.stringify(definition);
  await open.survey.update({ draftDefinition: text, draftRevision: open.survey.draftRevision + 1 });
  const next = await openSurvey('cluster_survey');
  return next.version.version.id;
}
