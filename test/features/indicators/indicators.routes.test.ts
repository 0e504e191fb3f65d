import { systemActor } from '../../../src/audit/record-audit-event';
import { ReleasedResult, Response, WorkshopDay, type SurveyVersion } from '../../../src/models';
import { formatDate } from '../../../src/http/format';
import { changeRules } from '../../../src/features/indicators/rules/change-rules';
import { rulesInForce } from '../../../src/features/indicators/rules/rules.queries';
import { takeSnapshot } from '../../../src/features/snapshots/take-snapshot';
import { dateIn } from '../../../src/lib/clock';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { decide, evaluation, newCluster, publish, send } from './seed';

let server: TestServer;
let organiser: Client;
let overseer: Client;
const versions: Record<string, SurveyVersion> = {};
let cluster = 0;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
  for (const form of ['cluster_survey', 'workshop_evaluation', 'collaboration_invitation']) {
    versions[form] = await publish(form);
  }
  cluster = await newCluster('Marine Technologies', 'PER');
});
afterAll(() => server.stop());
afterEach(async () => {
  await Response.destroy({ where: {} });
  await ReleasedResult.destroy({ where: {} });
});

function version(form: string): SurveyVersion {
  const found = versions[form];
  if (found === undefined) throw new Error(`No version of ${form}.`);
  return found;
}

async function evaluate(satisfied: number, all: number): Promise<void> {
  for (let form = 0; form < all; form++) {
    await send(version('workshop_evaluation'), {
      answers: form < satisfied ? evaluation(5, [4, 4, 4, 4, 4, 4]) : evaluation(2, []),
      sex: form % 2 === 0 ? 'female' : 'male',
      submittedAt: null,
    });
  }
}

const cells = ({ $ }: Awaited<ReturnType<Client['get']>>, rows: string): string[] =>
  $(rows)
    .toArray()
    .map((row) =>
      $(row)
        .find('td')
        .toArray()
        .map((cell) => $(cell).text().trim())
        .join(' | '),
    );

const text = ({ $ }: Awaited<ReturnType<Client['get']>>, selector: string): string[] =>
  $(selector)
    .toArray()
    .map((element) => $(element).text().trim().replace(/\s+/g, ' '));

test('lists all nineteen in four groups, with "no data yet" and never 0', async () => {
  const page = await overseer.get(paths.indicators);
  expect(page.status).toBe(200);
  expect(text(page, 'article.indicator .indicator-id')).toEqual([
    ...['I01', 'I03', 'I04', 'I05', 'I06', 'I07', 'I08', 'I10'],
    ...['I11', 'I12', 'I13', 'I14', 'I15', 'I16', 'I17', 'I02', 'I09', 'I18', 'I19'],
  ]);
  expect(new Set(text(page, 'article.indicator .status'))).toEqual(new Set(['No data yet']));
  expect(text(page, '.figures .figure-value')).toEqual(['0', '0', '0', '19']);
  expect(page.$('.strictest').parent().text()).toContain('I13');
  expect(page.$(`a[href="${paths.indicatorsWorkbook}"]`)).toHaveLength(1);
});

test('before the first day of the workshop every indicator has its page', async () => {
  const days = await WorkshopDay.findAll({ order: ['number'] });
  for (const { number } of days) {
    await WorkshopDay.update({ date: `2099-06-0${number}` }, { where: { number } });
  }
  for (const reader of [organiser, overseer]) {
    const list = await reader.get(paths.indicators);
    for (const id of text(list, 'article.indicator .indicator-id')) {
      const page = await reader.get(paths.indicator(id));
      expect([id, page.status, text(page, '.indicator-summary .status')]).toEqual([
        ...[id, 200, ['No data yet']],
      ]);
    }
  }
  for (const { number, date } of days) await WorkshopDay.update({ date }, { where: { number } });
});

// These forms come from nowhere: nobody was at the workshop or invited.
const tooManyForms =
  'There are more forms than people who could answer: some people answered twice by the open link, or others used it. The forms are anonymous, so nothing tells which; all of them count.';

test('shows value, base, split and status of a share', async () => {
  await evaluate(16, 21);
  const page = await organiser.get(paths.indicators);
  const card = 'article[aria-labelledby="I06-title"]';
  expect(text(page, `${card} .indicator-value`)).toEqual(['76.19 %']);
  expect(text(page, `${card} .status`)).toEqual(['Met']);
  expect(text(page, `${card} .indicator-targets p`)).toEqual([
    'Target: at least 75 %',
    '101 % of the target',
  ]);
  expect(text(page, `${card} .indicator-base p`)).toEqual([
    tooManyForms,
    '0 forms came by personal links, 21 by the open link; 0 people could answer: those who came, PPSTI members and whoever was invited by name.',
    '16 of 21 evaluation forms',
    'By sex of participants: women 8 (50.0 %), men 8 (50.0 %), not stated 0',
  ]);
  // What the page says of its splits is what stands on it: overseers see none before a release.
  const splits = 'dt:contains("Split by") + dd';
  const [own, read] = await Promise.all(
    [organiser, overseer].map((client) => client.get(paths.indicator('I06'))),
  );
  expect(own && text(own, `${splits}, #split-title`)).toEqual(['sex', 'By sex of participants']);
  expect(read && text(read, splits)).toEqual([]);
});

test('overseers see the share as it was released, and the split only when no group in it is small', async () => {
  const release = () => organiser.post(paths.surveyReleases('workshop_evaluation'));
  const card = 'article[aria-labelledby="I06-title"]';
  const overseers = async (): Promise<string[][]> => {
    const page = await overseer.get(paths.indicators);
    return [
      text(page, `${card} .indicator-value`),
      text(page, `${card} .status`),
      text(page, `${card} .indicator-base p`),
    ];
  };
  await evaluate(16, 21);
  expect(await overseers()).toEqual([
    ['–'],
    ['No data yet'],
    ['No results of this form are released yet.'],
  ]);
  await release();
  const date = formatDate(dateIn('Europe/Moscow'));
  // Not highly satisfied are 3 women and 2 men.
  const shown = [
    ['76.19 %'],
    ['Met'],
    [tooManyForms, '16 of 21 evaluation forms', `Forms as of ${date}`],
  ];
  expect(await overseers()).toEqual(shown);
  await evaluate(1, 1);
  await release();
  expect(await overseers()).toEqual(shown);
});

test('the number of answers says when it leaves out the few whose sex is not stated', async () => {
  for (let answer = 0; answer < 12; answer++) {
    const sex = answer === 0 ? null : answer % 2 === 0 ? ('female' as const) : ('male' as const);
    await send(version('cluster_survey'), { economyCode: 'PER', sex });
  }
  await organiser.post(paths.surveyReleases('cluster_survey'));
  const base = 'article[aria-labelledby="I01-title"] .indicator-base p:first-child';
  expect(text(await organiser.get(paths.indicators), base)).toEqual([
    'Base: 12 answers to the questionnaire',
  ]);
  expect(text(await overseer.get(paths.indicators), base)).toEqual([
    'Base: 11 answers to the questionnaire by women and men; those whose sex is not stated are too few to be added',
  ]);
  const data = JSON.parse((await overseer.get(paths.indicatorsData)).text) as {
    indicators: { id: string; base: number | null; baseCovers: string }[];
  };
  const found = data.indicators.find(({ id }) => id === 'I01');
  expect([found?.base, found?.baseCovers]).toEqual([11, 'women_and_men']);
});

test('overseers see no share with too few forms on one side of it', async () => {
  await evaluate(19, 20);
  await organiser.post(paths.surveyReleases('workshop_evaluation'));
  const card = 'article[aria-labelledby="I06-title"]';
  const few = await overseer.get(paths.indicators);
  expect(text(few, `${card} .status`)).toEqual(['Not shown']);
  expect(text(few, `${card} .indicator-base p`)[0]).toBe(
    'Too few forms stand on one side of this share, so the figure is not shown.',
  );
  expect(few.text).not.toContain('95.00');
});

test('a rule that moves one form moves nothing for overseers, who see by which rule a share was counted', async () => {
  const mean = (steps: number[], overall: number, sex: 'female' | 'male') =>
    send(version('workshop_evaluation'), {
      ...{ answers: evaluation(overall, steps), sex, submittedAt: null },
    });
  for (let form = 0; form < 20; form++) {
    await mean([5, 5, 5, 5, 5, 5], form < 12 ? 5 : 2, form % 2 === 0 ? 'female' : 'male');
  }
  await mean([4, 4, 4, 4, 4, 4], 5, 'female');
  const release = () => organiser.post(paths.surveyReleases('workshop_evaluation'));
  const card = 'article[aria-labelledby="I06-title"] .indicator-value';
  await release();
  expect(text(await overseer.get(paths.indicators), card)).toEqual(['61.90 %']);
  const current = await rulesInForce();
  const actor = { kind: 'user' as const, userId: organiser.user?.id ?? 0, name: 'Test organiser' };
  await changeRules(actor, {
    numbers: { ...current, satisfaction: { ...current.satisfaction, coreMeanMin: 4.1 } },
    ...{ reason: 'To see who is in between.', version: current.version },
  });
  await release();
  expect(text(await organiser.get(paths.indicators), card)).toEqual(['57.14 %']);
  expect(text(await overseer.get(paths.indicators), card)).toEqual(['61.90 %']);
  const page = await overseer.get(paths.indicator('I06'));
  expect(page.$('dt:contains("Rule of this figure") + dd').text()).toContain('at least 4.0');
  await changeRules(actor, { numbers: current, reason: 'Back.', version: current.version + 1 });
});

test('the page of an indicator shows the rule in force, and its evidence to organisers alone', async () => {
  await evaluate(2, 3);
  const page = await organiser.get(paths.indicator('I06'));
  expect(page.$('dt:contains("Rule in force") + dd').text()).toBe(
    'A form is highly satisfied when overall satisfaction is at least 4 of 5 and the mean of the answered core items is at least 4.0, with at least 6 of the 8 answered.',
  );
  const evidence = 'section[aria-labelledby="evidence-title"]';
  expect(cells(page, `${evidence} tbody tr`).sort()).toEqual([
    '2 | 0 | – | No | Female | Open the answers of 2, 0',
    '5 | 6 | 4 | Yes | Female | Open the answers of 5, 6',
    '5 | 6 | 4 | Yes | Male | Open the answers of 5, 6',
  ]);
  const withheld = await overseer.get(paths.indicator('I06'));
  expect(withheld.$(`${evidence} tbody tr`)).toHaveLength(0);
  expect(text(withheld, `${evidence} .empty p`)).toEqual([
    'The evidence is made of single answers, which organisers alone can see.',
  ]);
});

test('overseers get evidence without people: economies, clusters, what is published', async () => {
  const answers = { name: 'Ana Invented', email: 'ana@cluster.example' };
  for (let form = 0; form < 2; form++) {
    await send(version('cluster_survey'), {
      answers,
      economyCode: 'PER',
      clusterId: cluster,
      sex: 'female',
    });
  }
  const invitation = await send(version('collaboration_invitation'), {
    answers: { ...answers, title: 'Cold chains' },
    economyCode: 'PER',
    clusterId: cluster,
    submittedAt: new Date('2020-07-01T10:00:00Z'),
  });
  await decide(invitation, 'published');
  const rows = async (id: string): Promise<string[]> => {
    const page = await overseer.get(paths.indicator(id));
    expect(page.text).not.toMatch(/Ana|ana@|responses\//);
    return cells(page, 'section[aria-labelledby="evidence-title"] tbody tr');
  };
  expect(await rows('I01')).toEqual(['Peru']);
  expect(await rows('I02')).toEqual(['1 | Peru']);
  expect(await rows('I07')).toEqual(['Peru | Marine Technologies | Cold chains']);
  const page = await organiser.get(paths.indicator('I01'));
  expect(page.$('section[aria-labelledby="evidence-title"] tbody tr')).toHaveLength(2);
});

test('pages the evidence, and a page beyond the last is the last', async () => {
  for (let form = 0; form < 51; form++) {
    await send(version('cluster_survey'), { economyCode: 'PER' });
  }
  const rows = 'section[aria-labelledby="evidence-title"] tbody tr';
  const first = await organiser.get(paths.indicator('I01'));
  expect([first.$(rows).length, text(first, '.pagination-line .quiet')]).toEqual([
    50,
    ['Page 1 of 2'],
  ]);
  const beyond = await organiser.get(`${paths.indicator('I01')}?page=7`);
  expect([beyond.$(rows).length, text(beyond, '.panel-head .quiet')]).toEqual([1, ['51–51 of 51']]);
});

test.each([
  [paths.indicator('I20'), 404],
  [`${paths.indicator('I01')}?page=0`, 422],
  [`${paths.indicator('I01')}?page=many`, 422],
])('%s gives %i', async (path, status) => {
  expect((await organiser.get(path)).status).toBe(status);
});

test('every indicator has a page for every role, and visitors sign in first', async () => {
  for (const client of [organiser, overseer]) {
    for (let number = 1; number <= 19; number++) {
      const id = `I${String(number).padStart(2, '0')}`;
      const page = await client.get(paths.indicator(id));
      expect([id, page.status, page.$('h1 .indicator-id').text()]).toEqual([id, 200, id]);
    }
  }
  expect((await server.visitor().get(paths.indicators)).location).toBe(
    '/sign-in?next=%2Findicators',
  );
});

test('one record and three cost the same number of queries', async () => {
  await evaluate(1, 1);
  const open = () => organiser.get(paths.indicator('I06'));
  const one = await countQueries(open);
  await evaluate(2, 2);
  expect(await countQueries(open)).toBe(one);
});

test('one snapshot and three cost the page the same number of queries; without any it says so', async () => {
  const address = paths.indicator('I01');
  const none = await overseer.get(address);
  expect([none.$('#past-title').length, none.$('.past-values').length]).toEqual([1, 0]);
  const take = (label: string) => takeSnapshot({ kind: 'manual', label, actor: systemActor });
  await take('First');
  const one = await countQueries(() => overseer.get(address));
  await take('Second');
  await take('Third');
  expect(await countQueries(() => overseer.get(address))).toBe(one);
  expect((await overseer.get(address)).$('.past-values tbody tr')).toHaveLength(3);
});
