import { setClock } from '../../../src/lib/clock';
import { accessKeyOf } from '../../../src/lib/link-tokens';
import {
  AnswerValue,
  AuditEvent,
  Cluster,
  Consent,
  Draft,
  Message,
  Response,
} from '../../../src/models';
import { paths } from '../../../src/paths';
import { startTestServer, type TestServer } from '../../harness/server';
import { invite, openSurvey, validAnswers, type OpenSurvey } from './open-survey';
import { Respondent, clusterManager, codeOf } from './respondent';

let server: TestServer;
let open: OpenSurvey;
let respondent: Respondent;

beforeAll(async () => {
  server = await startTestServer();
  open = await openSurvey('cluster_survey');
  respondent = new Respondent(server, open.version.version.id);
});
afterEach(async () => {
  setClock(undefined);
  await open.survey.update({ opensAt: null, closesAt: null, closedAt: null });
});
afterAll(() => server.stop());

describe('sending', () => {
  test('stores the answers with everything that hangs on them, at once', async () => {
    const { token, invitation, person } = await invite(open.survey, 'ana@cluster.example');
    await respondent.saveDraft(token);
    const answers = validAnswers(open, 1, clusterManager);
    const answer = await respondent.send(token, respondent.submission(answers));
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
      versionId: open.version.version.id,
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
    const body = respondent.submission(validAnswers(open, 2, clusterManager));
    const first = await respondent.send(token, body);
    const again = await respondent.send(token, body);
    expect([again.status, again.json()]).toEqual([200, first.json()]);
    const other = await respondent.send(token, {
      ...body,
      answers: validAnswers(open, 3, clusterManager),
    });
    expect([other.status, codeOf(other)]).toEqual([409, 'other_content']);
    expect(await Response.count({ where: { personId: person.id } })).toBe(1);
    expect(await Message.count({ where: { personId: person.id } })).toBe(1);
  });

  test('sixteen times at once is one response with one receipt and one mail', async () => {
    const { token, person } = await invite(open.survey);
    const body = respondent.submission(validAnswers(open, 4, clusterManager));
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => respondent.send(token, body)),
    );
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
        respondent.send(
          token,
          respondent.submission(validAnswers(open, seed, clusterManager), {
            revision: 0,
            sent: null,
          }),
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await Response.count({ where: { personId: person.id } })).toBe(1);
  });

  test('a correction replaces the answers, keeps the receipt, and is confirmed again', async () => {
    const { token, person } = await invite(open.survey);
    const first = await respondent.send(
      token,
      respondent.submission(validAnswers(open, 7, clusterManager)),
    );
    const corrected = validAnswers(open, 8, { ...clusterManager, sex: 'male' });
    const saved = await respondent.saveDraft(token, { answers: corrected, sent: 0 });
    expect(saved.status).toBe(200);
    expect(await respondent.state(token)).toMatchObject({
      status: 'correcting',
      revision: 1,
      sent: 0,
    });
    const second = await respondent.send(
      token,
      respondent.submission(corrected, { revision: 1, sent: 0 }),
    );
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
    expect(await respondent.state(token)).toMatchObject({ status: 'sent', revision: 0, sent: 1 });
  });

  test('a device that has not seen the sending cannot undo it', async () => {
    const { token } = await invite(open.survey);
    await respondent.saveDraft(token);
    await respondent.send(
      token,
      respondent.submission(validAnswers(open, 9, clusterManager), { revision: 1, sent: null }),
    );
    const stale = await respondent.saveDraft(token, { revision: 1, answers: { name: 'Late' } });
    expect([stale.status, codeOf(stale)]).toEqual([409, 'changed_elsewhere']);
    expect((await respondent.saveDraft(token, { answers: { name: 'Late' } })).status).toBe(409);
    const again = await respondent.send(
      token,
      respondent.submission(validAnswers(open, 10, clusterManager), { revision: 1, sent: null }),
    );
    expect(again.status).toBe(409);
  });

  test('tells what is wrong, question by question, and stores nothing', async () => {
    const { token, person } = await invite(open.survey);
    const answers = { ...validAnswers(open, 11, clusterManager), economy: 'XXX', sex: undefined };
    const answer = await respondent.send(token, respondent.submission(answers));
    expect([answer.status, codeOf(answer)]).toEqual([422, 'answers_refused']);
    const { problems } = (answer.json() as { error: { problems: { question: string }[] } }).error;
    expect(problems.map(({ question }) => question)).toEqual(['economy', 'sex']);
    expect(await Response.count({ where: { personId: person.id } })).toBe(0);
  });

  test('from the closing time on is refused, but a repeated sending still gets its receipt', async () => {
    const { token } = await invite(open.survey);
    const late = await invite(open.survey);
    const body = respondent.submission(validAnswers(open, 12, clusterManager));
    const first = await respondent.send(token, body);
    const closesAt = new Date();
    await open.survey.update({ closesAt });
    setClock(closesAt);
    expect((await respondent.send(token, body)).json()).toEqual(first.json());
    const refused = await respondent.send(
      late.token,
      respondent.submission(validAnswers(open, 13, clusterManager)),
    );
    expect([refused.status, codeOf(refused)]).toEqual([403, 'closed']);
    const correction = await respondent.send(
      token,
      respondent.submission(validAnswers(open, 14, clusterManager)),
    );
    expect([correction.status, codeOf(correction)]).toEqual([403, 'closed']);
  });

  test('through the open link mails the address in the form, at most four times an hour', async () => {
    const address = 'typed@cluster.example';
    for (let person = 0; person < 6; person += 1) {
      const { location = '' } = await server.visitor().post(paths.join(open.survey.openLink));
      const token = location.replace('/answer/', '');
      const answers = validAnswers(open, 20 + person, { ...clusterManager, email: address });
      expect((await respondent.send(token, respondent.submission(answers))).status).toBe(200);
    }
    const responses = await Response.findAll({ where: { origin: 'open_link' } });
    expect(responses.map(({ personId, invitationId }) => [personId, invitationId])).toEqual(
      Array.from({ length: 6 }, () => [null, null]),
    );
    expect(await Message.count({ where: { toAddress: address } })).toBe(4);
  });
});
