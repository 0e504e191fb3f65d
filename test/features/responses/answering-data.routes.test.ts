import { randomUUID } from 'node:crypto';
import { setClock } from '../../../src/lib/clock';
import { accessKeyOf } from '../../../src/lib/link-tokens';
import {
  AnswerValue,
  AuditEvent,
  Cluster,
  Consent,
  Draft,
  Invitation,
  Message,
  Response,
} from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answers } from '../../../src/survey-engine/answers';
import type { Answer } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { invite, openSurvey, validAnswers, type OpenSurvey } from './open-survey';

let server: TestServer;
let open: OpenSurvey;
let versionId: number;

const fixed = {
  consent_data_use: true,
  consent_publish_name: false,
  respondent_type: 'cluster_manager',
  economy: 'HKG',
  sector: 'private',
  sex: 'female',
  cluster_name: 'Harbour Photonics',
};

beforeAll(async () => {
  server = await startTestServer();
  open = await openSurvey('cluster_survey');
  versionId = open.version.version.id;
});
afterEach(async () => {
  setClock(undefined);
  await open.survey.update({ opensAt: null, closesAt: null, closedAt: null });
});
afterAll(() => server.stop());

const put = (token: string, body: object): Promise<Answer> =>
  server.visitor().postJson(paths.answerDraft(token), body, 'PUT');
const send = (token: string, body: object): Promise<Answer> =>
  server.visitor().postJson(paths.answerSubmission(token), body);
const stateOf = async (token: string): Promise<unknown> =>
  (await server.visitor().get(paths.answerState(token))).json();
const draft = (more: object = {}): object => ({
  revision: 0,
  answers: { name: 'Ana' },
  page: 1,
  versionId,
  sent: null,
  ...more,
});
const submission = (answers: Answers, more: object = {}): object => ({
  submissionId: randomUUID(),
  answers,
  versionId,
  ...more,
});
const codeOf = (answer: Answer): string =>
  (answer.json() as { error: { code: string } }).error.code;

describe('a draft', () => {
  test('is kept and found again with its page', async () => {
    const { token, invitation } = await invite(open.survey);
    setClock(new Date('2026-03-02T06:30:00Z'));
    const saved = await put(token, draft());
    expect([saved.status, saved.json()]).toEqual([
      200,
      { revision: 1, savedAt: '2026-03-02T06:30:00.000Z' },
    ]);
    expect(await stateOf(token)).toEqual({
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

  test('of another device is not written over: both sides are told apart', async () => {
    const { token } = await invite(open.survey);
    await put(token, draft());
    expect((await put(token, draft({ revision: 1, answers: { name: 'Ben' } }))).status).toBe(200);
    const stale = await put(token, draft({ revision: 1, answers: { name: 'Cai' } }));
    expect([stale.status, codeOf(stale)]).toEqual([409, 'changed_elsewhere']);
    const { state } = (stale.json() as { error: { state: { answers: Answers; revision: number } } })
      .error;
    expect([state.answers, state.revision]).toEqual([{ name: 'Ben' }, 2]);
    expect((await put(token, draft({ answers: { name: 'Dee' } }))).status).toBe(409);
  });

  test('of two devices that save the same revision at once is taken from one', async () => {
    const { token } = await invite(open.survey);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        put(token, draft({ answers: { name: `Device ${index}` } })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 409, 409, 409, 409, 409, 409, 409,
    ]);
  });

  test('stays on the version it began with', async () => {
    const { token } = await invite(open.survey);
    await put(token, draft());
    const newer = await openNewVersion();
    const page = await server.visitor().get(paths.answer(token));
    expect(page.$('#survey').data('version')).toBe(versionId);
    expect((await put(token, draft({ revision: 1, versionId: newer }))).status).toBe(409);
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
    expect((await put(token, draft(wrong))).status).toBe(status);
    expect(await Draft.findByPk(accessKeyOf(token))).toBeNull();
  });

  test('of more than a megabyte is refused with a clear message', async () => {
    const { token } = await invite(open.survey);
    const answer = await put(token, draft({ answers: { name: 'x'.repeat(1_100_000) } }));
    expect([answer.status, codeOf(answer)]).toEqual([413, 'too_large']);
  });

  test('is not taken by a form that is closed or by an unknown link', async () => {
    const { token } = await invite(open.survey);
    expect((await put('unknown', draft())).status).toBe(404);
    await open.survey.update({ closedAt: new Date() });
    const answer = await put(token, draft());
    expect([answer.status, codeOf(answer)]).toEqual([403, 'closed']);
  });

  test('is not taken from another site, nor as anything but JSON', async () => {
    const { token } = await invite(open.survey);
    const body = JSON.stringify(draft());
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

describe('sending', () => {
  test('stores the answers with everything that hangs on them, at once', async () => {
    const { token, invitation, person } = await invite(open.survey, 'ana@cluster.example');
    await put(token, draft());
    const answers = validAnswers(open, 1, fixed);
    const answer = await send(token, submission(answers));
    expect(answer.status).toBe(200);
    const { receipt } = answer.json() as { receipt: string };
    expect(receipt).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    const response = await Response.findOne({
      where: { personId: person.id },
      rejectOnEmpty: true,
    });
    const cluster = await Cluster.findByPk(response.clusterId ?? 0, { rejectOnEmpty: true });
    expect({ ...response.get(), answers: JSON.parse(response.answers) as unknown }).toMatchObject({
      answers,
      receipt,
      invitationId: invitation.id,
      economyCode: 'HKG',
      sex: 'female',
      sector: 'private',
      origin: 'personal_link',
      corrections: 0,
      valid: true,
      review: 'submitted',
      versionId,
    });
    expect([cluster.name, cluster.economyCode]).toEqual(['Harbour Photonics', 'HKG']);
    const sex = await AnswerValue.findAll({ where: { responseId: response.id, question: 'sex' } });
    expect(sex.map(({ item, code, number }) => [item, code, number])).toEqual([
      ['', 'female', null],
    ]);
    expect(await Draft.findByPk(accessKeyOf(token))).toBeNull();
    await invitation.reload();
    expect([invitation.finished, invitation.finishedAt === null]).toEqual([true, false]);
    const consents = await Consent.findAll({ where: { personId: person.id }, order: ['id'] });
    expect(consents.map(({ kind, given, source }) => [kind, given, source])).toEqual([
      ['data_use', true, 'cluster_survey'],
      ['publish_name', false, 'cluster_survey'],
    ]);
    const mail = await Message.findAll({ where: { personId: person.id } });
    expect(mail.map(({ kind, toAddress }) => [kind, toAddress])).toEqual([
      ['receipt', 'ana@cluster.example'],
    ]);
    expect(mail[0]?.textBody).toContain(`${receipt.slice(0, 4)}-${receipt.slice(4)}`);
    const event = await AuditEvent.findOne({
      where: { subjectId: response.id },
      rejectOnEmpty: true,
    });
    expect([event.action, event.personId, event.changes]).toEqual([
      'response.submitted',
      person.id,
      JSON.stringify({ form: 'cluster_survey', corrections: 0, origin: 'personal_link' }),
    ]);
  });

  test('the same again is the same receipt; other answers under its number are refused', async () => {
    const { token, person } = await invite(open.survey);
    const body = submission(validAnswers(open, 2, fixed));
    const first = await send(token, body);
    const again = await send(token, body);
    expect([again.status, again.json()]).toEqual([200, first.json()]);
    const other = await send(token, { ...body, answers: validAnswers(open, 3, fixed) });
    expect([other.status, codeOf(other)]).toEqual([409, 'other_content']);
    expect(await Response.count({ where: { personId: person.id } })).toBe(1);
    expect(await Message.count({ where: { personId: person.id } })).toBe(1);
  });

  test('sixteen times at once is one response with one receipt and one mail', async () => {
    const { token, person } = await invite(open.survey);
    const body = submission(validAnswers(open, 4, fixed));
    const answers = await Promise.all(Array.from({ length: 16 }, () => send(token, body)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 200));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const responses = await Response.findAll({ where: { personId: person.id } });
    expect(responses.map(({ corrections }) => corrections)).toEqual([0]);
    expect(await Message.count({ where: { personId: person.id } })).toBe(1);
  });

  test('by two devices at once, each with its own number, loses neither without a word', async () => {
    const { token, person } = await invite(open.survey);
    const answers = await Promise.all(
      [5, 6].map((seed) =>
        send(token, submission(validAnswers(open, seed, fixed), { revision: 0, sent: null })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await Response.count({ where: { personId: person.id } })).toBe(1);
  });

  test('a correction replaces the answers, keeps the receipt, and is confirmed again', async () => {
    const { token, person } = await invite(open.survey);
    const first = await send(token, submission(validAnswers(open, 7, fixed)));
    const corrected = validAnswers(open, 8, { ...fixed, sex: 'male' });
    const saved = await put(token, draft({ answers: corrected, sent: 0 }));
    expect(saved.status).toBe(200);
    expect(await stateOf(token)).toMatchObject({ status: 'correcting', revision: 1, sent: 0 });
    const second = await send(token, submission(corrected, { revision: 1, sent: 0 }));
    expect(second.json()).toEqual({ ...(first.json() as object), corrections: 1 });
    const [response] = await Response.findAll({ where: { personId: person.id } });
    expect([JSON.parse(response?.answers ?? ''), response?.sex, response?.corrections]).toEqual([
      corrected,
      'male',
      1,
    ]);
    const sex = await AnswerValue.findAll({
      where: { responseId: response?.id ?? '', question: 'sex' },
    });
    expect(sex.map(({ code }) => code)).toEqual(['male']);
    expect(await Message.count({ where: { personId: person.id } })).toBe(2);
    expect(await stateOf(token)).toMatchObject({ status: 'sent', revision: 0, sent: 1 });
  });

  test('a device that has not seen the sending cannot undo it', async () => {
    const { token } = await invite(open.survey);
    await put(token, draft());
    await send(token, submission(validAnswers(open, 9, fixed), { revision: 1, sent: null }));
    const stale = await put(token, draft({ revision: 1, answers: { name: 'Late' } }));
    expect([stale.status, codeOf(stale)]).toEqual([409, 'changed_elsewhere']);
    expect((await put(token, draft({ answers: { name: 'Late' } }))).status).toBe(409);
    const again = await send(
      token,
      submission(validAnswers(open, 10, fixed), { revision: 1, sent: null }),
    );
    expect(again.status).toBe(409);
  });

  test('tells what is wrong, question by question, and stores nothing', async () => {
    const { token, person } = await invite(open.survey);
    const answers = { ...validAnswers(open, 11, fixed), economy: 'XXX', sex: undefined };
    const answer = await send(token, submission(answers));
    expect([answer.status, codeOf(answer)]).toEqual([422, 'answers_refused']);
    const { problems } = (answer.json() as { error: { problems: { question: string }[] } }).error;
    expect(problems.map(({ question }) => question)).toEqual(['economy', 'sex']);
    expect(await Response.count({ where: { personId: person.id } })).toBe(0);
  });

  test('from the closing time on is refused, but a repeated sending still gets its receipt', async () => {
    const { token } = await invite(open.survey);
    const late = await invite(open.survey);
    const body = submission(validAnswers(open, 12, fixed));
    const first = await send(token, body);
    const closesAt = new Date();
    await open.survey.update({ closesAt });
    setClock(closesAt);
    expect((await send(token, body)).json()).toEqual(first.json());
    const refused = await send(late.token, submission(validAnswers(open, 13, fixed)));
    expect([refused.status, codeOf(refused)]).toEqual([403, 'closed']);
    const correction = await send(token, submission(validAnswers(open, 14, fixed)));
    expect([correction.status, codeOf(correction)]).toEqual([403, 'closed']);
  });

  test('through the open link mails the address in the form, at most four times an hour', async () => {
    const address = 'typed@cluster.example';
    for (let person = 0; person < 6; person += 1) {
      const { location = '' } = await server.visitor().post(paths.join(open.survey.openLink));
      const token = location.replace('/answer/', '');
      const answers = validAnswers(open, 20 + person, { ...fixed, email: address });
      expect((await send(token, submission(answers))).status).toBe(200);
    }
    const responses = await Response.findAll({ where: { origin: 'open_link' } });
    expect(responses.map(({ personId, invitationId }) => [personId, invitationId])).toEqual(
      Array.from({ length: 6 }, () => [null, null]),
    );
    expect(await Message.count({ where: { toAddress: address } })).toBe(4);
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
