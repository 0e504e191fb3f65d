import { releaseAllResults } from '../../../../src/features/results/release-results';
import { PackedAnswer, ReleasedResult, Response, type SurveyVersion } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { publish, send } from '../../indicators/seed';

const form = 'workshop_evaluation';
let server: TestServer;
let organiser: Client;
let overseer: Client;
let version: SurveyVersion;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());
afterEach(async () => {
  await Response.destroy({ where: {} });
  await ReleasedResult.destroy({ where: {} });
});

function rowsOf({ $ }: Answer, table = '#cross-table'): string[][] {
  return $(`${table} tr`)
    .toArray()
    .map((row) =>
      $(row)
        .children()
        .toArray()
        .map((cell) => $(cell).text().trim().replace(/\s+/g, ' ')),
    );
}

const crossOf = (query: string): Promise<Answer> =>
  organiser.get(`${paths.surveyCross(form)}?${query}`);

test('says that there is no data yet, before and after publishing', async () => {
  const before = await organiser.get(paths.surveyCross(form));
  expect([before.status, before.$('.empty h2').text()]).toEqual([200, 'No data yet']);
  version = await publish(form);
  const after = await organiser.get(paths.surveyCross(form));
  expect([after.$('.empty h2').text(), after.$('table').length]).toEqual(['No data yet', 0]);
  const none = await overseer.get(paths.surveyCross(form));
  expect([none.status, none.$('.empty h2').text()]).toEqual([200, 'Nothing is released yet']);
  expect((await server.visitor().get(paths.surveyCross(form))).status).toBe(302);
});

test('shows a question by sector with bases, shares, women, men and not stated', async () => {
  const answer = (role: string | null, sector: string | null, sex: 'female' | 'male' | null) =>
    send(version, {
      answers: { overall_satisfaction: 4, ...(role && { role }), ...(sector && { sector }) },
      sex,
      submittedAt: null,
    });
  await answer('participant', 'public', 'female');
  await answer('participant', 'public', 'female');
  await answer('speaker', 'public', 'male');
  await answer('speaker', 'private', null);
  await answer('speaker', null, 'male');
  await answer(null, 'private', 'male');
  const invalid = await answer('speaker', 'private', 'male');
  await invalid.update({ valid: false });
  const page = await crossOf('rows=role&by=sector');
  expect(rowsOf(page)).toEqual([
    [
      'Answer',
      'Public sector',
      'Private sector',
      'Academia',
      'Other',
      'Not stated',
      'Women',
      'Men',
      'Sex not stated',
      'Everyone',
    ],
    [
      'Participant',
      '2 66.7 %',
      '0 0.0 %',
      '0',
      '0',
      '0 0.0 %',
      '2 100.0 %',
      '0 0.0 %',
      '0 0.0 %',
      '2 40.0 %',
    ],
    [
      'Speaker',
      '1 33.3 %',
      '1 100.0 %',
      '0',
      '0',
      '1 100.0 %',
      '0 0.0 %',
      '2 100.0 %',
      '1 100.0 %',
      '3 60.0 %',
    ],
    [
      'Expert',
      '0 0.0 %',
      '0 0.0 %',
      '0',
      '0',
      '0 0.0 %',
      '0 0.0 %',
      '0 0.0 %',
      '0 0.0 %',
      '0 0.0 %',
    ],
    [
      'Organiser',
      '0 0.0 %',
      '0 0.0 %',
      '0',
      '0',
      '0 0.0 %',
      '0 0.0 %',
      '0 0.0 %',
      '0 0.0 %',
      '0 0.0 %',
    ],
    [
      'Other',
      '0 0.0 %',
      '0 0.0 %',
      '0',
      '0',
      '0 0.0 %',
      '0 0.0 %',
      '0 0.0 %',
      '0 0.0 %',
      '0 0.0 %',
    ],
    ['Answered (base)', '3', '1', '0', '0', '1', '2', '2', '1', '5'],
    ['No answer', '0', '1', '0', '0', '0', '0', '1', '0', '1'],
  ]);
  expect(page.$('#cross-title + p').text()).toContain('Response rate 83.3 %: 5 of 6 asked.');
  const byRow = rowsOf(await crossOf('rows=role&by=sector&percent=row'));
  expect(byRow[1]?.slice(1, 7)).toEqual([
    '2 100.0 %',
    '0 0.0 %',
    '0 0.0 %',
    '0 0.0 %',
    '0 0.0 %',
    '2 100.0 %',
  ]);
  expect(page.$('#by-sex tbody .group-head').text()).toBe('Public sectorPrivate sectorNot stated');
});

test('refuses questions that the form has not, and what is no percentage', async () => {
  expect((await crossOf('rows=nothing&by=sector')).status).toBe(404);
  expect((await crossOf('rows=role&by=days_attended')).status).toBe(404);
  expect((await crossOf('percent=all')).status).toBe(422);
});

test('leaves economies without data out of the table and names them', async () => {
  await send(version, { answers: { role: 'speaker' }, economyCode: 'PER', submittedAt: null });
  const page = await crossOf('rows=role&by=respondent.economy');
  expect(rowsOf(page)[0]).toEqual([
    'Answer',
    'Peru',
    'Not stated',
    'Women',
    'Men',
    'Sex not stated',
    'Everyone',
  ]);
  expect(page.$('.table-note').first().text()).toMatch(
    /^No data yet: Australia; Brunei Darussalam;/,
  );
  expect(page.body.toString()).not.toMatch(/NaN|Infinity|undefined/);
});

test('packs by itself what was stored before answers were packed', async () => {
  for (const sex of ['female', 'male', 'male'] as const) {
    await send(version, { answers: { role: 'speaker', sector: 'public' }, sex, submittedAt: null });
  }
  await PackedAnswer.destroy({ where: {} });
  const first = rowsOf(await crossOf('rows=role&by=sector'));
  expect(first[2]).toEqual([
    'Speaker',
    '3 100.0 %',
    '0',
    '0',
    '0',
    '0',
    '1 100.0 %',
    '2 100.0 %',
    '0',
    '3 100.0 %',
  ]);
  await PackedAnswer.update({ layout: 0, codes: Buffer.from('') }, { where: {} });
  expect(rowsOf(await crossOf('rows=role&by=sector'))).toEqual(first);
  expect(await PackedAnswer.count()).toBe(3);
});

test('joins versions: a renamed question is not asked of those who answered an older one', async () => {
  const page = (elements: object[]): string =>
    JSON.stringify({ pages: [{ name: 'one', title: { default: 'One' }, elements }] });
  const choice = (name: string, choices: string[]) => ({ type: 'radiogroup', name, choices });
  const older = await publish(
    'success_story',
    page([choice('old_name', ['a', 'b']), choice('place', ['here', 'gone'])]),
  );
  const newer = await publish(
    'success_story',
    page([choice('new_name', ['a', 'b']), choice('place', ['here', 'there'])]),
  );
  await send(older, { answers: { old_name: 'a', place: 'gone' }, sex: 'male' });
  await send(newer, { answers: { new_name: 'b', place: 'here' }, sex: 'prefer_not_to_say' });
  const address = paths.surveyCross('success_story');
  const shown = await organiser.get(`${address}?rows=new_name&by=place`);
  expect(rowsOf(shown)).toEqual([
    ['Answer', 'here', 'there', 'gone', 'Not stated', 'Women', 'Men', 'Sex not stated', 'Everyone'],
    ['a', '0 0.0 %', '0', '0', '0', '0', '0', '0 0.0 %', '0 0.0 %'],
    ['b', '1 100.0 %', '0', '0', '0', '0', '0', '1 100.0 %', '1 100.0 %'],
    ['Answered (base)', '1', '0', '0', '0', '0', '0', '1', '1'],
    ['Not asked', '0', '0', '1', '0', '0', '1', '0', '1'],
  ]);
});

test('overseers get the released tables of sector and economy, figure by figure, and no others', async () => {
  const answer = async (count: number, sector: string, sex: 'female' | 'male') => {
    for (let one = 0; one < count; one++) {
      await send(version, {
        answers: { role: 'speaker', sector, economy: 'PER' },
        sex,
        submittedAt: null,
      });
    }
  };
  await answer(7, 'public', 'female');
  await answer(6, 'public', 'male');
  await answer(8, 'private', 'female');
  await answer(2, 'academia', 'male');
  await answer(9, 'private', 'male');
  await releaseAllResults();
  const cells = (page: Answer, within: string): string[] =>
    page
      .$(`${within} td`)
      .toArray()
      .map((cell) => page.$(cell).text().trim().replace(/\s+/g, ' '));
  const fixed = await overseer.get(`${paths.surveyCross(form)}?rows=role&by=sector`);
  expect(
    fixed
      .$('h3')
      .toArray()
      .map((head) => fixed.$(head).text()),
  ).toEqual(['Sector by sex', 'Economy by sex']);
  const results = await overseer.get(`${paths.surveyResults(form)}?part=all`);
  const sectorId = results
    .$('article')
    .toArray()
    .find((article) => results.$(article).find('th:contains("Private sector")').length > 0);
  expect(cells(fixed, '#table-1')).toEqual(
    cells(results, `#${results.$(sectorId).attr('id') ?? ''}`),
  );
  await answer(1, 'public', 'female');
  expect(cells(await overseer.get(paths.surveyCross(form)), '#table-1')).toEqual(
    cells(fixed, '#table-1'),
  );
});

test.each([
  ['one answer', ['female']],
  ['women alone', ['female', 'female', 'female']],
  ['all prefer not to say', Array.from({ length: 6 }, () => 'prefer_not_to_say' as const)],
] as const)('%s: no figure without a base, on any page of results', async (_name, all) => {
  for (const sex of all) {
    await send(version, {
      answers: { role: 'speaker', overall_satisfaction: 4, core_items: { objectives_clear: 4 } },
      sex,
      submittedAt: null,
    });
  }
  const isStated = all[0] === 'female';
  for (const address of [
    `${paths.surveyResults(form)}?part=all`,
    `${paths.surveyCross(form)}?rows=role&by=sector`,
    `${paths.surveyCross(form)}?rows=core_items.objectives_clear&by=respondent.economy&percent=row`,
    paths.surveyDataSets(form),
    paths.surveyCoding(form),
  ]) {
    const page = await organiser.get(address);
    expect([address, page.status]).toEqual([address, 200]);
    expect(page.$('main').text()).not.toMatch(/NaN|Infinity|undefined|null/);
  }
  const line = rowsOf(await crossOf('rows=role&by=respondent.sex'))[2];
  const whole = `${all.length} 100.0 %`;
  expect(line).toEqual(
    isStated ? ['Speaker', whole, '0', '0', whole] : ['Speaker', '0', '0', whole, whole],
  );
});
