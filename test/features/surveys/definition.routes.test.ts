import { AuditEvent } from '../../../src/models';
import { paths } from '../../../src/paths';
import { findSurvey } from '../../../src/features/surveys/surveys.queries';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';

const form = 'workshop_evaluation';
let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());

async function revision(): Promise<string> {
  return String((await findSurvey(form)).draftRevision);
}

const sound = (town = 'town'): string =>
  JSON.stringify(
    {
      title: 'A form',
      pages: [{ name: 'one', elements: [{ type: 'text', name: town, title: 'T' }] }],
    },
    null,
    2,
  );
const broken = '{\n  "title": "A form",\n  "pages": [}\n}';

test('shows the draft with the result of its check', async () => {
  const page = await organiser.get(paths.surveyDefinition(form));
  expect(page.status).toBe(200);
  expect(page.$('textarea').text()).toBe((await findSurvey(form)).draftDefinition);
  expect(page.$('[data-summary]').text()).toBe('No errors');
  expect(page.$('[data-problems] li')).toHaveLength(0);
});

test('saves a draft, also a broken one, and lists what is wrong with it by line', async () => {
  const before = await revision();
  const answer = await organiser.post(paths.surveyDefinition(form), {
    definition: broken.replaceAll('\n', '\r\n'),
    revision: before,
    action: 'save',
  });
  expect([answer.status, answer.location]).toEqual([303, paths.surveyDefinition(form)]);
  const survey = await findSurvey(form);
  expect([survey.draftDefinition, survey.draftRevision]).toEqual([broken, Number(before) + 1]);
  const page = await organiser.get(paths.surveyDefinition(form));
  expect(page.$('.problem-place').first().text()).toBe('Line 3, column 13');
  expect(page.$('textarea').attr('aria-invalid')).toBe('true');
  const event = await AuditEvent.findOne({ where: { action: 'survey.draft_saved' } });
  expect(event?.actorUserId).toBe(organiser.user?.id);
});

test('checks without saving when no script runs', async () => {
  const before = (await findSurvey(form)).get();
  const page = await organiser.post(paths.surveyDefinition(form), {
    definition: sound(),
    revision: await revision(),
    action: 'check',
  });
  expect(page.status).toBe(200);
  expect(page.$('textarea').text()).toBe(sound());
  expect(page.$('[data-saved]').text()).toBe('This text is not saved yet.');
  expect((await findSurvey(form)).get()).toEqual(before);
});

test('loses nothing when two save: the second gets the text back and may replace', async () => {
  const seen = await revision();
  const first = { definition: sound('first'), revision: seen, action: 'save' };
  expect((await organiser.post(paths.surveyDefinition(form), first)).status).toBe(303);
  const second = { definition: sound('second'), revision: seen, action: 'save' };
  const page = await organiser.post(paths.surveyDefinition(form), second);
  expect(page.status).toBe(409);
  expect(page.$('textarea').text()).toBe(sound('second'));
  expect(page.$('.notice-danger').text()).toContain('Somebody else saved this form');
  expect((await findSurvey(form)).draftDefinition).toBe(sound('first'));
  const again = { ...second, revision: String(page.$('input[name=revision]').val()) };
  expect((await organiser.post(paths.surveyDefinition(form), again)).status).toBe(303);
  expect((await findSurvey(form)).draftDefinition).toBe(sound('second'));
});

test('two who save from the same draft at the same time: one wins', async () => {
  const seen = await revision();
  const answers = await Promise.all(
    ['left', 'right'].map((name) =>
      organiser.post(paths.surveyDefinition(form), {
        definition: sound(name),
        revision: seen,
        action: 'save',
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await revision()).toBe(String(Number(seen) + 1));
});

test('answers a check with each problem at its place, and with remarks on words', async () => {
  const check = async (definition: unknown) =>
    organiser.postJson(paths.surveyDefinitionCheck(form), { definition });
  expect((await check(sound())).json()).toEqual({ sound: true, problems: [] });
  const { sound: isSound, problems } = (await check(broken)).json() as {
    sound: boolean;
    problems: object[];
  };
  expect([isSound, problems[0]]).toEqual([
    false,
    {
      severity: 'error',
      code: 'json_syntax',
      path: '',
      line: 3,
      column: 13,
      message: 'This is not valid JSON: value expected.',
    },
  ]);
  const worded = sound().replace('A form', 'A form for all countries');
  expect((await check(worded)).json()).toEqual({
    sound: true,
    problems: [
      {
        severity: 'warning',
        code: 'wording',
        path: '/title',
        line: 2,
        column: 28,
        message: '“countries”: APEC texts say “economies”.',
      },
    ],
  });
  expect((await check(17)).status).toBe(422);
});

test('opens a file in the editor without a script, checked and not saved', async () => {
  const before = (await findSurvey(form)).get();
  const path = paths.surveyDefinitionFile(form);
  const open = (content: Buffer) =>
    organiser.upload(path, { name: 'form.json', content }, { revision: '7' });
  const page = await open(Buffer.from(`\uFEFF${broken.replaceAll('\n', '\r\n')}`));
  expect([page.status, page.$('textarea').text()]).toEqual([200, broken]);
  expect(page.$('.problem-place').first().text()).toBe('Line 3, column 13');
  expect(page.$('[data-saved]').text()).toBe('This text is not saved yet.');
  expect(page.$('.definition input[name=revision]').val()).toBe('7');
  for (const [content, message] of [
    [Buffer.from([0xff, 0xfe, 0x41]), 'This file is no text in UTF-8. Choose the JSON of a form.'],
    [
      Buffer.alloc(1_100_000, ' '),
      'The file is larger than 1 MB. Please split it or remove pictures.',
    ],
  ] as const) {
    const refused = await open(content);
    expect([refused.status, refused.$('.field-error').text()]).toEqual([422, message]);
    expect(refused.$('textarea').text()).toBe(before.draftDefinition);
  }
  const none = await organiser.send('POST', `${path}?_csrf=${organiser.csrf}`, new FormData());
  expect(none.status).toBe(422);
  expect((await findSurvey(form)).get()).toEqual(before);
});

test('gives the draft as a file', async () => {
  const file = await organiser.get(paths.surveyDraftFile(form));
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename=${form}-draft.json`);
  expect(file.text).toBe((await findSurvey(form)).draftDefinition);
});

test('previews the saved draft, and says so when it cannot', async () => {
  const page = await organiser.get(paths.surveyPreview('success_story'));
  expect(page.$('[data-preview]').attr('data-preview')).toBe(
    paths.surveyDraftFile('success_story'),
  );
  const bad = { definition: broken, revision: await revision(), action: 'save' };
  await organiser.post(paths.surveyDefinition(form), bad);
  const refused = await organiser.get(paths.surveyPreview(form));
  expect(refused.$('[data-preview]').attr('data-preview')).toBe('');
  expect(refused.$('.notice').text()).toContain('The saved draft has errors');
  expect((await organiser.get(`${paths.surveyPreview(form)}?version=1`)).status).toBe(404);
  expect((await organiser.get(`${paths.surveyPreview(form)}?version=x`)).status).toBe(422);
  expect((await overseer.get(paths.surveyPreview(form))).status).toBe(404);
});

test.each([
  ['the editor', () => overseer.get(paths.surveyDefinition(form))],
  ['the draft file', () => overseer.get(paths.surveyDraftFile(form))],
  ['saving', () => overseer.post(paths.surveyDefinition(form), { definition: '{}' })],
  [
    'opening a file',
    () =>
      overseer.upload(paths.surveyDefinitionFile(form), { name: 'a', content: Buffer.from('{}') }),
  ],
  ['checking', () => overseer.postJson(paths.surveyDefinitionCheck(form), { definition: '{}' })],
  ['checking as a visitor', () => server.visitor().postJson(paths.surveyDefinitionCheck(form), {})],
])('keeps %s from everyone but organisers', async (_name, attempt) => {
  const before = (await findSurvey(form)).get();
  expect((await attempt()).status).toBe(403);
  expect((await findSurvey(form)).get()).toEqual(before);
});

test('says that a text beyond a megabyte is too large', async () => {
  const definition = ' '.repeat(5_000_000);
  const checked = await organiser.postJson(paths.surveyDefinitionCheck(form), { definition });
  expect(checked.status).toBe(413);
  const before = (await findSurvey(form)).get();
  const saved = await organiser.post(paths.surveyDefinition(form), {
    definition,
    revision: await revision(),
    action: 'save',
  });
  expect(saved.status).toBe(413);
  expect((await findSurvey(form)).get()).toEqual(before);
});
