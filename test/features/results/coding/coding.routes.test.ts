import { releaseAllResults } from '../../../../src/features/results/release-results';
import {
  CodedAnswer,
  OpenCode,
  OpenCodeChange,
  ReleasedResult,
  Response,
  type SurveyVersion,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { publish, send } from '../../indicators/seed';

const form = 'cluster_survey';
const definition = JSON.stringify({
  pages: [
    {
      name: 'one',
      elements: [
        { type: 'text', name: 'name', title: 'Name' },
        { type: 'comment', name: 'words', title: 'What hinders you?', maxLength: 50_000 },
      ],
    },
  ],
});
let server: TestServer;
let organiser: Client;
let second: Client;
let overseer: Client;
let version: SurveyVersion;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  second = await server.visitor().signInAs('administrator');
  overseer = await server.visitor().signInAs('overseer');
  version = await publish(form, definition);
});
afterAll(() => server.stop());
afterEach(async () => {
  await Response.destroy({ where: {} });
  await OpenCodeChange.destroy({ where: {} });
  await OpenCode.destroy({ where: {} });
  await ReleasedResult.destroy({ where: {} });
});

const page = paths.questionCoding(form, 'words');

async function newCode(name: string): Promise<number> {
  const added = await organiser.post(paths.openCodes(form, 'words'), { name });
  expect(added.status).toBe(303);
  const code = await OpenCode.findOne({ where: { name }, rejectOnEmpty: true });
  return code.id;
}

/** Saves the form of one answer as a browser sends it. */
function save(
  client: Client,
  id: string,
  codes: number[],
  seen: number[],
  newCode = '',
): Promise<Answer> {
  const fields = { codes: codes.map(String), seen: seen.map(String), newCode };
  return client.post(paths.codingAnswer(form, 'words', id), fields);
}

async function codesOf(id: string): Promise<number[]> {
  const rows = await CodedAnswer.findAll({ where: { responseId: id }, order: ['codeId'] });
  return rows.map(({ codeId }) => codeId);
}

const cells = (answer: Answer): string[][] =>
  answer
    .$('#codes-table tr')
    .toArray()
    .map((row) =>
      answer
        .$(row)
        .children()
        .toArray()
        .map((cell) => answer.$(cell).text().trim().replace(/\s+/g, ' ')),
    );

test('only the team, only questions in words that do not say who answers', async () => {
  for (const address of [paths.surveyCoding(form), page, paths.codingAnswers(form, 'words')]) {
    expect([address, (await overseer.get(address)).status]).toEqual([address, 403]);
  }
  expect((await overseer.post(paths.openCodes(form, 'words'), { name: 'x' })).status).toBe(403);
  const list = await organiser.get(paths.surveyCoding(form));
  expect(
    list
      .$('tbody th a')
      .toArray()
      .map((link) => list.$(link).text()),
  ).toEqual(['What hinders you?']);
  expect((await organiser.get(paths.questionCoding(form, 'name'))).status).toBe(404);
  expect((await organiser.get(page)).$('.empty h2').text()).toBe('No data yet');
  expect((await organiser.get(paths.codingAnswers(form, 'words'))).status).toBe(303);
});

test('codes are given one answer after another and counted by sex', async () => {
  const first = await send(version, { answers: { words: 'Trust and money' }, sex: 'female' });
  const other = await send(version, { answers: { words: 'Money' }, sex: 'male' });
  await send(version, { answers: { words: 'Nothing' }, sex: null });
  await send(version, { answers: {}, sex: 'male' });
  const trust = await newCode('Trust');
  const money = await newCode('Money');
  expect((await save(organiser, first.id, [trust, money], [])).headers.get('location')).toBe(
    `${paths.codingAnswers(form, 'words')}?show=uncoded&after=${first.id}`,
  );
  await save(organiser, other.id, [money], []);
  expect(cells(await organiser.get(page))).toEqual([
    ['Answer', 'Women', 'Men', 'Not stated', 'Everyone', 'Share of women'],
    ['Money', '1 100.0 %', '1 100.0 %', '0 0.0 %', '2 66.7 %', '50.0 %'],
    ['Trust', '1 100.0 %', '0 0.0 %', '0 0.0 %', '1 33.3 %', '100.0 %'],
    ['Not coded yet', '0 0.0 %', '0 0.0 %', '1 100.0 %', '1 33.3 %', '–'],
    ['Answered (base)', '1', '1', '1', '3', '50.0 %'],
    ['No answer', '0 0.0 %', '1 50.0 %', '0 0.0 %', '1 25.0 %', ''],
  ]);
  const left = await organiser.get(`${paths.codingAnswers(form, 'words')}?show=uncoded`);
  expect(left.$('.open-answer').text()).toBe('Nothing');
  expect((await save(organiser, 'nobody', [], [])).status).toBe(404);
});

test('two people who code one answer at once lose nothing of each other', async () => {
  const { id } = await send(version, { answers: { words: 'Trust and money and time' } });
  const [trust, money, time] = [
    await newCode('Trust'),
    await newCode('Money'),
    await newCode('Time'),
  ];
  await save(organiser, id, [time], []);
  // Both saw Time given; one adds Trust and takes Time away, the other adds Money.
  const [one, two] = await Promise.all([
    save(organiser, id, [trust], [time]),
    save(second, id, [time, money], [time]),
  ]);
  expect([one.status, two.status]).toEqual([303, 303]);
  expect(await codesOf(id)).toEqual([trust, money]);
  // The same code given twice at once is given once.
  await Promise.all([save(organiser, id, [time], []), save(second, id, [time], [])]);
  expect(await codesOf(id)).toEqual([trust, money, time]);
});

test('a codebook is renamed, merged, retired and taken back, with its history', async () => {
  const { id } = await send(version, { answers: { words: 'Trust' } });
  const both = await send(version, { answers: { words: 'Trust and confidence' } });
  const trust = await newCode('Trust');
  const confidence = await newCode('Confidence');
  const refused = await organiser.post(paths.openCodes(form, 'words'), { name: ' trust ' });
  expect([refused.status, refused.$('#field-name-error').text()]).toEqual([
    422,
    'There is a code of this name.',
  ]);
  await save(organiser, id, [confidence], []);
  await save(organiser, both.id, [confidence, trust], []);
  const decide = (code: number, body: Record<string, string>) =>
    organiser.post(paths.openCodeDecision(form, 'words', code), body);
  expect((await decide(confidence, { decision: 'merge', into: '' })).status).toBe(422);
  expect((await decide(confidence, { decision: 'merge', into: String(confidence) })).status).toBe(
    422,
  );
  expect((await decide(confidence, { decision: 'merge', into: String(trust) })).status).toBe(303);
  expect([await codesOf(id), await codesOf(both.id)]).toEqual([[trust], [trust]]);
  // A page opened before the merge gives what took the code over.
  await CodedAnswer.destroy({ where: { responseId: id } });
  await save(second, id, [confidence], []);
  expect(await codesOf(id)).toEqual([trust]);
  const change = { name: 'Trust, reliability', description: 'Between partners', revision: '1' };
  expect((await organiser.post(paths.openCode(form, 'words', trust), change)).status).toBe(303);
  expect(
    (await second.post(paths.openCode(form, 'words', trust), { ...change, name: 'x' })).status,
  ).toBe(409);
  expect((await decide(trust, { decision: 'retire' })).status).toBe(303);
  expect((await decide(trust, { decision: 'retire' })).status).toBe(409);
  await CodedAnswer.destroy({ where: {} });
  await save(organiser, id, [trust], []);
  expect(await codesOf(id)).toEqual([]);
  expect((await decide(trust, { decision: 'restore' })).status).toBe(303);
  expect((await decide(confidence, { decision: 'restore' })).status).toBe(409);
  const history = await organiser.get(page);
  expect(
    history
      .$('.answers-history li span:first-child')
      .toArray()
      .map((line) => history.$(line).text()),
  ).toEqual([
    '“Trust, reliability” taken back into use',
    '“Trust, reliability” retired',
    'Description of “Trust, reliability” changed',
    'Renamed from “Trust” to “Trust, reliability”',
    '“Confidence” merged into “Trust”',
    'Added as “Confidence”',
    'Added as “Trust”',
  ]);
});

test('long, right-to-left and formula-like answers are shown as text', async () => {
  const text = `=HYPERLINK("http://x.example") <b>${'ثقة '.repeat(9_990)}`;
  const { id } = await send(version, { answers: { words: text } });
  const shown = await organiser.get(paths.codingAnswers(form, 'words'));
  expect(shown.$('.open-answer').text()).toBe(text);
  expect([shown.$('.open-answer').attr('dir'), shown.$('.open-answer b').length]).toEqual([
    'auto',
    0,
  ]);
  await save(organiser, id, [], [], '=1+1');
  expect((await OpenCode.findAll()).map(({ name }) => name)).toEqual(['=1+1']);
  expect(await codesOf(id)).toHaveLength(1);
  const before = await Response.findByPk(id, { rejectOnEmpty: true });
  await before.update({ corrections: 1 });
  const stale = await organiser.get(`${paths.codingAnswers(form, 'words')}?show=all`);
  expect(stale.$('.notice-warning').text()).toContain('corrected after it was coded');
});

test('readers outside the team get codes with small groups protected, once all answers are coded', async () => {
  const trust = await newCode('Trust');
  const rare = await newCode('Rare');
  const sent: string[] = [];
  for (let one = 0; one < 24; one++) {
    const sex = one % 2 === 0 ? 'female' : 'male';
    const { id } = await send(version, { answers: { words: `Secret words ${one}` }, sex });
    sent.push(id);
  }
  const results = () => overseer.get(`${paths.surveyResults(form)}?part=all`);
  for (const id of sent.slice(1)) await save(organiser, id, [trust], []);
  await releaseAllResults();
  expect((await results()).$('h3').text()).not.toContain('codes');
  await save(organiser, sent[0] ?? '', [trust, rare], []);
  await releaseAllResults();
  const shown = await results();
  const table = shown
    .$('article.question')
    .filter((_, one) => shown.$(one).text().includes('codes the team gave'));
  expect(table.find('tfoot tr').first().text()).toContain('24');
  // One person with a rare code cannot be read: neither the count nor what is left of it.
  expect(
    table
      .find('td')
      .toArray()
      .map((cell) => shown.$(cell).text().trim()),
  ).not.toContain('1 4.2 %');
  expect(shown.body.toString()).not.toContain('Secret');
});
