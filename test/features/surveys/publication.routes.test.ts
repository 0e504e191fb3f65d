import { get } from 'node:http';
import { AuditEvent, Draft, Response, Survey, SurveyVersion } from '../../../src/models';
import { paths } from '../../../src/paths';
import {
  currentVersion,
  findSurvey,
  listVersions,
} from '../../../src/features/surveys/surveys.queries';
import type { Answer, Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';

const form = 'workshop_evaluation';
let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser', 'olga@team.example');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());

interface Question {
  type: string;
  name: string;
  [key: string]: unknown;
}

async function draftOf(surveyForm: string, names: string[], title = 'A form'): Promise<void> {
  const elements = names.map((name) => ({ type: 'text', name, title: `What about ${name}?` }));
  const text = JSON.stringify({ title, pages: [{ name: 'one', elements }] });
  await draftText(surveyForm, text);
}

async function draftText(surveyForm: string, text: string): Promise<void> {
  const survey = await findSurvey(surveyForm);
  await survey.update({ draftDefinition: text, draftRevision: survey.draftRevision + 1 });
}

async function publish(surveyForm: string) {
  const { draftRevision } = await findSurvey(surveyForm);
  return organiser.post(paths.surveyVersions(surveyForm), { revision: String(draftRevision) });
}

test('publishes each of the four forms as it is installed, with its first page', async () => {
  for (const { form: name } of await Survey.findAll({ order: ['id'] })) {
    const draft = (await findSurvey(name)).draftDefinition;
    const answer = await publish(name);
    expect([name, answer.status, answer.location]).toEqual([name, 303, paths.survey(name)]);
    const survey = await findSurvey(name);
    const version = await currentVersion(survey.id);
    expect([version?.number, version?.definition === draft]).toEqual([1, true]);
    expect(version?.firstPageHtml).toContain('sd-page');
    expect(version?.firstPageHtml).not.toMatch(/<script|<style|\son[a-z]+=/i);
    expect((await organiser.get(paths.survey(name))).$('tbody th').first().text()).toBe('1');
  }
  const event = await AuditEvent.findOne({ where: { action: 'survey.published' } });
  expect([event?.actorUserId, JSON.parse(event?.changes ?? '')]).toEqual([
    organiser.user?.id,
    { version: 1 },
  ]);
});

test('refuses the same text again and says which version has it', async () => {
  const answer = await publish(form);
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('Nothing has changed since version 1');
  const page = await organiser.get(paths.newSurveyVersion(form));
  expect(page.$('h2').first().text()).toBe('Nothing to publish');
});

test('refuses a definition with errors, and lists them', async () => {
  await draftOf(form, ['twice', 'twice']);
  const page = await organiser.get(paths.newSurveyVersion(form));
  expect(page.$('form[action$="/versions"]')).toHaveLength(0);
  const answer = await publish(form);
  expect(answer.status).toBe(422);
  expect(answer.$('.notice-danger').text()).toContain('Nothing was published.');
  expect(answer.$('.problem-error').length).toBeGreaterThan(0);
  expect((await listVersions((await findSurvey(form)).id)).map(({ number }) => number)).toEqual([
    1,
  ]);
});

test('shows what changes, and warns of fields that figures read', async () => {
  const survey = await findSurvey(form);
  const definition = JSON.parse((await currentVersion(survey.id))?.definition ?? '') as {
    pages: { elements: Question[] }[];
  };
  for (const page of definition.pages) {
    page.elements = page.elements.filter(({ name }) => name !== 'sector');
    for (const question of page.elements) {
      if (question.name === 'role') question.title = 'Your part in the workshop';
    }
  }
  definition.pages[0]?.elements.push({ type: 'text', name: 'town', title: 'Your town' });
  await draftText(form, JSON.stringify(definition));
  const page = await organiser.get(paths.newSurveyVersion(form));
  const rows = page
    .$('tbody tr')
    .get()
    .map((row) => [page.$(row).find('th').text(), page.$(row).find('td').last().text()]);
  expect(rows).toEqual([
    ['town', 'Added'],
    ['sector', 'Removed'],
    ['role', 'wording'],
  ]);
  expect(
    page
      .$('.notice-warning li')
      .get()
      .map((line) => page.$(line).text()),
  ).toEqual(['“sector” is no longer asked: indicators and tables read it.']);
});

test('makes the next version and leaves answers and drafts of the old one alone', async () => {
  const survey = await findSurvey(form);
  const first = await currentVersion(survey.id);
  const response = await Response.create({
    id: 'r1',
    surveyId: survey.id,
    versionId: first?.id ?? 0,
    accessKey: 'key 1',
    submissionId: 's1',
    contentHash: 'hash',
    receipt: 'R-1',
    origin: 'open_link',
    language: 'en',
    answers: '{"sector":"public"}',
    submittedOn: '2026-06-18',
  });
  const draft = await Draft.create({
    accessKey: 'key 2',
    surveyId: survey.id,
    versionId: first?.id ?? 0,
    answers: '{"sector":"other"}',
    page: 1,
    revision: 1,
    savedAt: new Date('2026-06-18T10:00:00Z'),
  });
  const rows = async () => [
    (await Response.findByPk(response.id))?.get(),
    (await Draft.findByPk(draft.accessKey))?.get(),
    (await SurveyVersion.findByPk(first?.id))?.get(),
  ];
  const before = await rows();
  expect((await publish(form)).status).toBe(303);
  expect(await rows()).toEqual(before);
  const versions = await listVersions(survey.id);
  expect(versions.map(({ number, answers, publisher }) => [number, answers, publisher])).toEqual([
    [2, 0, 'Test organiser'],
    [1, 1, 'Test organiser'],
  ]);
});

test('lets one of several who publish at once win', async () => {
  await draftOf(form, ['raced']);
  const answers = await Promise.all([publish(form), publish(form), publish(form)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
  const versions = await listVersions((await findSurvey(form)).id);
  expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
});

test('refuses to publish another draft than the one that was looked at', async () => {
  const seen = String((await findSurvey(form)).draftRevision);
  await draftOf(form, ['later']);
  const answer = await organiser.post(paths.surveyVersions(form), { revision: seen });
  expect(answer.status).toBe(409);
  expect((await listVersions((await findSurvey(form)).id)).length).toBe(3);
});

test('takes the title of the form from what is published', async () => {
  await draftOf(form, ['town'], 'Evaluation of the workshop');
  expect((await publish(form)).status).toBe(303);
  expect((await findSurvey(form)).title).toBe('Evaluation of the workshop');
});

test('shows a frozen version to overseers, too', async () => {
  const page = await overseer.get(paths.surveyVersion(form, 1));
  const { id } = await findSurvey(form);
  const version = await SurveyVersion.findOne({ where: { surveyId: id, number: 1 } });
  expect(page.$('pre').text()).toBe(version?.definition);
  const preview = await overseer.get(`${paths.surveyPreview(form)}?version=1`);
  expect(preview.$('[data-preview]').attr('data-preview')).toBe(
    paths.versionDefinition(version?.id ?? 0),
  );
  expect((await overseer.get(paths.surveyVersion(form, 99))).status).toBe(404);
});

test('keeps publishing from overseers and visitors', async () => {
  const fields = { revision: String((await findSurvey(form)).draftRevision) };
  const before = await SurveyVersion.count();
  expect((await overseer.get(paths.newSurveyVersion(form))).status).toBe(403);
  expect((await overseer.post(paths.surveyVersions(form), fields)).status).toBe(403);
  expect((await server.visitor().post(paths.surveyVersions(form), fields)).status).toBe(403);
  expect((await organiser.post(paths.surveyVersions(form), { revision: 'x' })).status).toBe(422);
  expect(await SurveyVersion.count()).toBe(before);
});

test('gives a published definition to anybody, to be kept for good', async () => {
  const version = await SurveyVersion.findOne({ rejectOnEmpty: true, order: ['id'] });
  const visitor = server.visitor();
  const file = await visitor.get(paths.versionDefinition(version.id));
  expect([file.status, file.text]).toEqual([200, version.definition]);
  expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(file.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await statusWithETag(paths.versionDefinition(version.id), file)).toBe(304);
  for (const wrong of ['9999', '0', 'x', '99999999999999999999', '1%27']) {
    expect((await visitor.get(`/forms/${wrong}.json`)).status).toBe(404);
  }
});

test('sends the definition compressed to who takes it so', async () => {
  const version = await SurveyVersion.findOne({ rejectOnEmpty: true, order: ['id'] });
  const sizes = new Map<string, number>();
  for (const encoding of ['br', 'gzip', 'identity']) {
    const headers = { 'Accept-Encoding': encoding };
    const file = await server.visitor().get(paths.versionDefinition(version.id), headers);
    expect(file.text).toBe(version.definition);
    expect(file.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    sizes.set(encoding, Number(file.headers.get('content-length')));
  }
  expect(sizes.get('identity')).toBe(Buffer.byteLength(version.definition));
  expect(sizes.get('br')).toBeLessThan(15_000);
});

/** Asks once more like a browser that kept the file; fetch would demand a fresh one. */
function statusWithETag(path: string, kept: Answer): Promise<number | undefined> {
  const headers = {
    'If-None-Match': kept.headers.get('etag') ?? '',
    'Accept-Encoding': kept.headers.get('content-encoding') ?? 'identity',
  };
  return new Promise((resolve, reject) => {
    get(server.url + path, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}
