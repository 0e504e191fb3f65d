import { releaseAllResults } from '../../../src/features/results/release-results';
import { ReleasedResult, Response, type SurveyVersion } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { publish, send } from '../indicators/seed';

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

async function answer(count: number, sex: 'female' | 'male', role: string): Promise<void> {
  for (let form = 0; form < count; form++) {
    await send(version, {
      answers: { overall_satisfaction: 4, role, recommendation: 'Meet again.' },
      sex,
      submittedAt: null,
    });
  }
}

function rowsOf(client: Awaited<ReturnType<Client['get']>>, title: string): string[][] {
  const { $ } = client;
  const question = $('article.question').filter(
    (_, element) => $(element).find('h3').text() === title,
  );
  return question
    .find('tbody tr, tfoot tr')
    .toArray()
    .map((row) =>
      $(row)
        .children()
        .toArray()
        .map((cell) => $(cell).text().trim().replace(/\s+/g, ' ')),
    );
}

const role = 'In which role did you take part?';

test('says that there is no data yet, before and after publishing', async () => {
  const before = await organiser.get(paths.surveyResults(form));
  expect([before.status, before.$('.empty h2').text()]).toEqual([200, 'No data yet']);
  expect(before.$('.empty a').attr('href')).toBe(paths.surveyDefinition(form));
  version = await publish(form);
  const after = await organiser.get(paths.surveyResults(form));
  expect([after.$('.empty h2').text(), after.$('.empty a').attr('href')]).toEqual([
    'No data yet',
    paths.surveyMailings(form),
  ]);
  expect(after.$('table')).toHaveLength(0);
  expect((await overseer.get(paths.surveyResults(form))).$('.empty a')).toHaveLength(0);
});

test('shows organisers every count with base, item non-response and share of women', async () => {
  await answer(3, 'female', 'participant');
  await answer(1, 'male', 'participant');
  await answer(1, 'male', 'speaker');
  await send(version, { answers: { overall_satisfaction: 2 }, submittedAt: null });
  const page = await organiser.get(paths.surveyResults(form));
  expect(rowsOf(page, role)).toEqual([
    ['Participant', '3 100.0 %', '1 50.0 %', '0', '4 80.0 %', '75.0 %'],
    ['Speaker', '0 0.0 %', '1 50.0 %', '0', '1 20.0 %', '0.0 %'],
    ['Expert', '0 0.0 %', '0 0.0 %', '0', '0 0.0 %', '–'],
    ['Organiser', '0 0.0 %', '0 0.0 %', '0', '0 0.0 %', '–'],
    ['Other', '0 0.0 %', '0 0.0 %', '0', '0 0.0 %', '–'],
    ['Answered (base)', '3', '2', '0', '5', '60.0 %'],
    ['No answer', '0 0.0 %', '0 0.0 %', '1 100.0 %', '1 16.7 %', ''],
  ]);
  expect(page.$('#q1 > .quiet').text()).toBe(
    'Response rate 83.3 %: 5 of 6 asked. Small base: one answer is 33.3 % of the 3 women and 50.0 % of the 2 men.',
  );
  const cross = page.$('#q1 .question-cross a').attr('href') ?? '';
  expect((await organiser.get(cross)).$('#cross-title').text()).toBe(`${role} by sector`);
  const found = page.$('.find-question a:contains("Overall")').first().attr('href') ?? '';
  const [address = '', anchor = ''] = found.split('#');
  expect((await organiser.get(address)).$(`#${anchor} h3`).text()).toMatch(/^Overall/);
  expect(page.text).not.toContain('Meet again');
  const whole = await organiser.get(`${paths.surveyResults(form)}?part=all`);
  expect(whole.text).not.toContain('Meet again');
  expect(whole.$('dt:contains("What would you recommend") + dd').text()).toBe('5 of 6 asked');
});

test('shows overseers tables without small groups, with the method beside them', async () => {
  await answer(8, 'female', 'participant');
  await answer(7, 'male', 'participant');
  await answer(6, 'female', 'speaker');
  await answer(9, 'male', 'speaker');
  await answer(2, 'female', 'expert');
  await organiser.post(paths.surveyReleases(form));
  const page = await overseer.get(paths.surveyResults(form));
  expect(page.$('#method-title').text()).toBe('How small groups are protected');
  expect(rowsOf(page, role)).toEqual([
    ['Participant', '8 50.0 %', '7 43.8 %', '0', '15 46.9 %', '53.3 %'],
    ['Speaker or Expert', '8 50.0 %', '9 56.3 %', '0', '17 53.1 %', '47.1 %'],
    ['Organiser', '0 0.0 %', '0 0.0 %', '0', '0 0.0 %', '–'],
    ['Other', '0 0.0 %', '0 0.0 %', '0', '0 0.0 %', '–'],
    ['Answered (base)', '16', '16', '0', '32', '50.0 %'],
  ]);
  expect(page.text).not.toContain('recommend');
  expect(page.$('select[name=version]')).toHaveLength(0);
});

test('tells overseers nothing while fewer than k have answered', async () => {
  await answer(4, 'female', 'participant');
  await organiser.post(paths.surveyReleases(form));
  const page = await overseer.get(paths.surveyResults(form));
  expect([page.$('.empty h2').text(), page.$('table').length]).toEqual([
    'Nothing is released yet',
    0,
  ]);
});

test('filters by version for organisers alone', async () => {
  await answer(2, 'female', 'participant');
  const second = await publish(form);
  await send(second, { answers: { role: 'speaker' }, sex: 'male', submittedAt: null });
  const joined = await organiser.get(paths.surveyResults(form));
  expect(joined.$('#q1 > .quiet').text()).toBe(
    'Asked in versions 1 and 2. Response rate 100.0 %: 3 of 3 asked. Small base: one answer is 50.0 % of the 2 women and 100.0 % of the 1 man.',
  );
  const filtered = await organiser.get(`${paths.surveyResults(form)}?version=2`);
  expect(rowsOf(filtered, role).map((row) => row[4])).toEqual([
    '0 0.0 %',
    '1 100.0 %',
    '0 0.0 %',
    '0 0.0 %',
    '0 0.0 %',
    '1',
  ]);
  expect(filtered.$('select[name=version] option[selected]').text()).toBe('Version 2');
  await answer(9, 'female', 'participant');
  const refused = await overseer.get(`${paths.surveyResults(form)}?version=2`);
  expect(refused.$('.figure-value').first().text()).not.toBe('1');
});

test.each([
  ['/surveys/no_such_form/results', 404],
  [`${paths.surveyResults(form)}?version=99`, 404],
  [`${paths.surveyResults(form)}?version=zero`, 422],
  [`${paths.surveyResults(form)}?part=99`, 404],
  [`${paths.surveyResults(form)}?part=some`, 422],
])('%s gives %i', async (path, status) => {
  expect((await organiser.get(path)).status).toBe(status);
});

test('shows one part of the form at a time, to the team and to overseers', async () => {
  await answer(8, 'female', 'participant');
  await answer(8, 'male', 'participant');
  await organiser.post(paths.surveyReleases(form));
  const idsOn = ({ $ }: Answer): string[] =>
    $('article.question')
      .toArray()
      .map((question) => question.attribs['id'] ?? '');
  for (const [client, query] of [
    [organiser, ''],
    [organiser, 'version=1&'],
    [organiser, 'view=overseers&'],
    [overseer, ''],
  ] as const) {
    const address = `${paths.surveyResults(form)}?${query}`;
    const whole = await client.get(`${address}part=all`);
    const first = await client.get(address);
    const links = first.$('.contents a[data-questions]').toArray();
    const inParts: string[] = [];
    for (const { attribs } of links) {
      const part = await client.get(attribs['href'] ?? '');
      expect(part.$('.results-section h2')).toHaveLength(1);
      expect(idsOn(part)).toEqual((attribs['data-questions'] ?? '').split(' ').filter(Boolean));
      inParts.push(
        ...part
          .$('article.question')
          .toArray()
          .map((one) => part.$(one).text()),
      );
    }
    expect(inParts.length).toBeGreaterThan(10);
    const all = whole.$('article.question').toArray();
    expect(inParts).toEqual(all.map((one) => whole.$(one).text()));
    expect(first.$('[rel=next]').attr('href')).toBe(links[1]?.attribs['href']);
    expect(whole.$('.results-section')).toHaveLength(links.length);
  }
});

test('sends a visitor to sign in', async () => {
  const visitor = await server.visitor().get(paths.surveyResults(form));
  expect([visitor.status, visitor.location]).toEqual([
    302,
    `/sign-in?next=${encodeURIComponent(paths.surveyResults(form))}`,
  ]);
});

test('one answer and ten cost the same number of queries', async () => {
  await answer(1, 'female', 'participant');
  const open = () => organiser.get(paths.surveyResults(form));
  const one = await countQueries(open);
  await answer(9, 'male', 'speaker');
  expect(await countQueries(open)).toBe(one);
});

test('compares women and men in plain words, says small bases plainly and how often it compared', async () => {
  const textOf = (page: Answer, question: string): string =>
    page
      .$('article.question')
      .filter((_, element) => page.$(element).find('h3').text() === question)
      .find('.comparison li')
      .first()
      .text();
  await answer(7, 'female', 'participant');
  await answer(4, 'male', 'speaker');
  const few = await organiser.get(paths.surveyResults(form));
  expect(textOf(few, role)).toBe(
    'Too few answers, or too few of some kind, to tell whether women and men differ; 7 women and 4 men answered.',
  );
  await answer(30, 'female', 'participant');
  await answer(30, 'male', 'speaker');
  const page = await organiser.get(paths.surveyResults(form));
  expect(textOf(page, role)).toBe(
    'Participant: women more often than men, by 100.0 percentage points (95 % interval of women less men: +86.2 to +100.0 percentage points); 37 women and 34 men answered.',
  );
  expect(page.$('.results-parts > p.quiet').text()).toMatch(
    /^This page compares women and men once/,
  );
  await releaseAllResults();
  const released = await overseer.get(paths.surveyResults(form));
  expect(textOf(released, role)).toBe(textOf(page, role));
});
