import { releaseAllResults } from '../../../src/features/results/release-results';
import { formatDate } from '../../../src/http/format';
import { dateIn } from '../../../src/lib/clock';
import { AuditEvent, Project, ReleasedResult, Response } from '../../../src/models';
import type { SurveyVersion } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { evaluation, publish, send } from '../indicators/seed';
import { open, summaryOf } from '../reports/read-workbook';

const form = 'workshop_evaluation';
let server: TestServer;
let organiser: Client;
let overseer: Client;
let version: SurveyVersion;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
  version = await publish(form);
});
afterAll(() => server.stop());
afterEach(async () => {
  await Response.destroy({ where: {} });
  await ReleasedResult.destroy({ where: {} });
  await Project.update({ suppressionK: 5 }, { where: {} });
});

async function answer(count: number, sex: 'female' | 'male', overall: number): Promise<void> {
  for (let one = 0; one < count; one++) {
    await send(version, {
      answers: { role: 'participant', ...evaluation(overall, [overall, 4, 4, 4, 4, 4]) },
      sex,
      submittedAt: null,
    });
  }
}

/** Every figure of answers an overseer can get: results, charts, funnel, indicators and overview. */
async function figures(): Promise<string[]> {
  const pages = [
    `${paths.surveyResults(form)}?part=all`,
    paths.surveyFunnel(form),
    paths.indicators,
    paths.indicator('I06'),
    paths.survey(form),
    paths.surveys,
  ];
  const shown: string[] = [];
  for (const address of pages) {
    const page = await overseer.get(address);
    expect([address, page.status]).toEqual([address, 200]);
    // The minute a page was made is not a figure.
    shown.push(
      page
        .$('main')
        .html()
        ?.replace(/\d\d:\d\d \(Europe\/Moscow\)/g, '') ?? '',
    );
  }
  const workbook = await open((await overseer.get(paths.indicatorsWorkbook)).body);
  shown.push(
    ...workbook.worksheets.map((sheet) =>
      JSON.stringify(sheet.getSheetValues()).replace(
        /\d\d:\d\d \(Europe\/Moscow\)|T\d\d:\d\d:[\d.]+Z/g,
        '',
      ),
    ),
  );
  return shown;
}

test('two visits around one answer, or one correction, show an overseer the same', async () => {
  await answer(9, 'female', 5);
  await answer(9, 'male', 5);
  await answer(7, 'female', 3);
  await answer(8, 'male', 3);
  await releaseAllResults();
  const first = await figures();
  const results = first[0] ?? '';
  expect(results).toContain(`Results as of ${formatDate(dateIn('Europe/Moscow'))}, 33 answers.`);
  expect(first[5]).toContain('33');

  await answer(1, 'female', 1);
  await releaseAllResults();
  expect(await figures()).toEqual(first);

  const [own] = await Response.findAll({ where: { sex: 'female' }, limit: 1 });
  await own?.destroy();
  await releaseAllResults();
  expect(await figures()).toEqual(first);

  await answer(8, 'female', 5);
  await answer(8, 'male', 5);
  await releaseAllResults();
  const next = await figures();
  expect(next[0]).toContain(', 49 answers.');
  expect(next).not.toEqual(first);
  const workbook = await open((await overseer.get(paths.indicatorsWorkbook)).body);
  expect(summaryOf(workbook).get('I06')?.['Base (records)']).toBe(49);
});

test('organisers read live counts, and what overseers see beside them', async () => {
  await answer(8, 'female', 4);
  await answer(8, 'male', 4);
  expect((await organiser.get(paths.surveyResultsForOverseers(form))).$('.empty h2').text()).toBe(
    'Nothing is released yet',
  );
  await releaseAllResults();
  await answer(1, 'male', 4);
  const [live, released, overseers] = [
    await organiser.get(paths.surveyResults(form)),
    await organiser.get(paths.surveyResultsForOverseers(form)),
    await overseer.get(paths.surveyResults(form)),
  ].map(({ $ }) => $('dl.figures .figure-value').first().text());
  expect([live, released, overseers]).toEqual(['17', '16', '16']);
});

test('a release by hand says which tables moved, and why others did not', async () => {
  const outcomes = async (): Promise<string[][]> => {
    const page = await organiser.post(paths.surveyReleases(form));
    expect(page.status).toBe(200);
    return page
      .$('tbody tr')
      .toArray()
      .map((row) => [
        ...new Set(
          page
            .$(row)
            .children()
            .toArray()
            .map((cell) => page.$(cell).text()),
        ),
      ])
      .slice(0, 2);
  };
  expect((await organiser.post(paths.surveyReleases(form))).$('.empty h2').text()).toBe(
    'Nothing to release',
  );
  await answer(9, 'female', 5);
  await answer(9, 'male', 5);
  const role = 'In which role did you take part?';
  expect(await outcomes()).toEqual([
    ['Respondents by sex', 'Released', 'Overseers now see the counts of today.'],
    [role, 'Released', 'Overseers now see the counts of today.'],
  ]);
  expect(await outcomes()).toEqual([
    ['Respondents by sex', 'Unchanged', 'Overseers see the counts of today already.'],
    [role, 'Unchanged', 'Overseers see the counts of today already.'],
  ]);
  await answer(2, 'male', 5);
  expect(await outcomes()).toEqual([
    [
      'Respondents by sex',
      'Held back',
      'Too little has changed: compared with an earlier release, some figure would differ by fewer than 5 people.',
    ],
    [
      role,
      'Held back',
      'It waits for the number of respondents by sex, which may not be released yet.',
    ],
  ]);
  const event = await AuditEvent.findOne({
    where: { action: 'results.released' },
    order: [['id', 'DESC']],
    rejectOnEmpty: true,
  });
  expect([event.actorUserId, event.subjectType]).toEqual([organiser.user?.id, 'survey']);
});

test('a larger smallest group hides what was released under a smaller one', async () => {
  await answer(9, 'female', 5);
  await answer(9, 'male', 5);
  await releaseAllResults();
  await Project.update({ suppressionK: 12 }, { where: {} });
  const page = await overseer.get(paths.surveyResults(form));
  expect(page.$('.empty h2').text()).toBe('Nothing is released yet');
});

test('rows of a release are added, never changed', async () => {
  await answer(8, 'female', 5);
  await answer(8, 'male', 5);
  await releaseAllResults();
  const before = await ReleasedResult.findAll({ order: ['id'], raw: true });
  await answer(8, 'female', 5);
  await answer(8, 'male', 5);
  await releaseAllResults();
  const after = await ReleasedResult.findAll({ order: ['id'], raw: true });
  expect(after.slice(0, before.length)).toEqual(before);
  const respondents = after.filter(({ tableKey }) => tableKey === 'respondents');
  expect(respondents.map(({ number }) => number)).toEqual([1, 2]);
});

test('releases are for organisers, and of a form that exists', async () => {
  expect((await overseer.post(paths.surveyReleases(form))).status).toBe(403);
  expect((await server.visitor().post(paths.surveyReleases(form))).status).toBe(403);
  const forged = await organiser.post(paths.surveyReleases(form), { _csrf: 'forged' });
  expect(forged.status).toBe(403);
  expect((await organiser.post(paths.surveyReleases('no_such_form'))).status).toBe(404);
  expect((await organiser.get(`${paths.surveyResults(form)}?view=everyone`)).status).toBe(422);
  expect(await ReleasedResult.count()).toBe(0);
});

test('an overseer’s page costs the same number of queries after one release and after two', async () => {
  const open = () => overseer.get(paths.surveyResults(form));
  const none = await countQueries(open);
  for (const count of [8, 9]) {
    await answer(count, 'female', 5);
    await answer(count, 'male', 5);
    await releaseAllResults();
    expect(await countQueries(open)).toBe(none);
  }
});

test('a question put to some of a merged row is not released: it would tell of the others', async () => {
  const story = await publish(
    'success_story',
    JSON.stringify({
      pages: [
        {
          name: 'one',
          elements: [
            { type: 'radiogroup', name: 'role', choices: ['manager', 'member', 'agency'] },
            {
              type: 'radiogroup',
              name: 'size',
              title: 'Size of the cluster',
              choices: ['small', 'large'],
              visibleIf: "{role} = 'member'",
            },
          ],
        },
      ],
    }),
  );
  const say = async (count: number, sex: 'female' | 'male', role: string): Promise<void> => {
    for (let one = 0; one < count; one++) {
      const size = one % 2 === 0 ? 'small' : 'large';
      const answers = role === 'member' ? { role, size } : { role };
      await send(story, { answers, sex });
    }
  };
  for (const sex of ['female', 'male'] as const) {
    await say(20, sex, 'manager');
    await say(10, sex, 'member');
  }
  await say(8, 'male', 'agency');
  await say(2, 'female', 'agency');
  const seen = async (): Promise<string[]> => {
    await releaseAllResults();
    const page = await overseer.get(`${paths.surveyResults('success_story')}?part=all`);
    return page
      .$('article.question h3')
      .toArray()
      .map((title) => page.$(title).text());
  };
  expect(await seen()).toEqual(['role']);
  await say(5, 'female', 'agency');
  expect(await seen()).toEqual(['role', 'Size of the cluster']);
});
