import { computeIndicators } from '../../../src/features/indicators/compute';
import { isPostgres } from '../../../src/db/transaction';
import { Project } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { readPdf } from '../../harness/read-pdf';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { keepDatedRecords } from './dated-records';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
  await keepDatedRecords();
}, 60_000);
afterAll(() => server.stop());

const ids = [
  ...['I01', 'I02', 'I03', 'I04', 'I05', 'I06', 'I07', 'I08', 'I09', 'I10'],
  ...['I11', 'I12', 'I13', 'I14', 'I15', 'I16', 'I17', 'I18', 'I19'],
];

async function values(from: string | null, to: string | null): Promise<unknown> {
  const indicators = await computeIndicators({ period: { from, to } });
  return Object.fromEntries(
    indicators.map(({ definition, value }) => [
      definition.id,
      value === null ? null : Math.round(value * 100) / 100,
    ]),
  );
}

function all(found: (number | null)[]): Record<string, number | null> {
  return Object.fromEntries(ids.map((id, index) => [id, found[index] ?? null]));
}

test('each indicator is counted by the date on which its records happened, both ends included', async () => {
  const none = null;
  // prettier-ignore
  const expected = {
    // I01 I02 I03 I04 I05   I06 I07 I08 I09   I10 I11 I12     I13 I14 I15   I16 I17   I18 I19
    all: [2, 2, 2, 0, 2,     50, 2, 2, 0,       2, 1, 50,       1, 1, 100,  0, 100,  2, 1],
    may: [1, 1, none, none, none, none, none, none, none, none, none, none, none, none, none, none, none, none, none],
    june: [1, 1, 2, 0, 1,    50, 2, 2, 0,       1, 1, 50,       1, 1, 100,  0, none, 1, 1],
    dayOne: [none, none, 6, 3, none, none, none, none, none, none, 4, 66.67, 1, 1, 100, 0, none, none, none],
    dayThree: [none, none, 2, 0, none, 100, 1, 1, 0, none, 1, 50, 0, 0, 100, 0, none, none, none],
    after: [0, 1, none, none, 1, 0, 1, 1, 0,    1, none, none, none, none, none, none, 100, 1, none],
  };
  expect({
    all: await values(null, null),
    may: await values(null, '2020-05-31'),
    june: await values('2020-06-01', '2020-06-30'),
    dayOne: await values('2020-06-16', '2020-06-16'),
    dayThree: await values('2020-06-18', '2020-06-18'),
    after: await values('2020-06-19', null),
  }).toEqual(Object.fromEntries(Object.entries(expected).map(([name, row]) => [name, all(row)])));
});

interface Data {
  asOf: string;
  audience: string;
  period: unknown;
  indicators: {
    id: string;
    title: string;
    value: number | null;
    unit: string;
    status: string;
    ofPeriod: boolean;
    countedBy: string;
    hidden: string | null;
  }[];
}

async function data(client: Client, query = ''): Promise<Data> {
  return (await client.get(paths.indicatorsData + query)).json() as Data;
}

function shownAs({ value, unit, hidden }: Data['indicators'][number]): string {
  if (hidden !== null || value === null) return '–';
  return unit === '%' ? `${value.toFixed(2)} %` : String(value);
}

async function cards(client: Client, query: string): Promise<[string | undefined, string][]> {
  const { $ } = await client.get(paths.indicators + query);
  return $('article.indicator')
    .toArray()
    .map((card): [string | undefined, string] => {
      const value = $(card).find('.indicator-value').clone();
      value.find('.indicator-unit').remove();
      return [$(card).attr('id'), value.text().trim()];
    })
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

test('for every period and reader the page shows the values of the data, and so does the printed file', async () => {
  for (const client of [organiser, overseer]) {
    for (const query of [
      '',
      '?to=2020-05-31',
      '?from=2020-06-16&to=2020-06-18',
      '?from=2020-06-19',
    ]) {
      const { indicators } = await data(client, query);
      expect(indicators.map(({ id }) => id)).toEqual(ids);
      const expected = indicators.map((indicator) => [indicator.id, shownAs(indicator)]);
      expect(await cards(client, query)).toEqual(expected);
      const answer = await client.get(paths.indicatorsPdf + query);
      const { lines, pages } = await readPdf(answer.body);
      const text = lines.join(' ');
      const starts = indicators
        .map(({ id, title }) => text.indexOf(`${id} ${title}`.slice(0, 40)))
        .sort((one, other) => one - other);
      for (const indicator of indicators) {
        const start = text.indexOf(`${indicator.id} ${indicator.title}`.slice(0, 40));
        const printed = text.slice(start, starts[starts.indexOf(start) + 1]);
        const shown = shownAs(indicator);
        expect([
          indicator.id,
          start > 0 && (shown === '–' || ` ${printed}`.includes(` ${shown} `)),
        ]).toEqual([indicator.id, true]);
      }
      expect(text.endsWith(`Page ${pages} of ${pages}`)).toBe(true);
    }
  }
}, 60_000);

test('the file names the project at its head and on each page, whatever letters its name has', async () => {
  const { name } = await Project.findByPk(1, { rejectOnEmpty: true });
  const own = '亚太集群协作研讨会 สัมมนา';
  await Project.update({ name: own }, { where: { id: 1 } });
  const { lines, pages } = await readPdf((await organiser.get(paths.indicatorsPdf)).body);
  await Project.update({ name }, { where: { id: 1 } });
  expect(lines.filter((line) => line === own)).toHaveLength(1);
  const feet = lines.map((line) => line.replaceAll(/ +/g, ' '));
  expect(feet.filter((line) => line.startsWith(`${own} · As of `))).toHaveLength(pages);
});

test('beyond the team a period cuts only what is not made of answers, and says so', async () => {
  const whole = (await data(overseer)).indicators;
  const cut = (await data(overseer, '?from=2020-06-16&to=2020-06-16')).indicators;
  const uncut = ['I01', 'I02', 'I06', 'I07', 'I08', 'I09', 'I17'];
  expect(cut.filter(({ ofPeriod }) => !ofPeriod).map(({ id }) => id)).toEqual(uncut);
  const made = (list: Data['indicators']) =>
    list.filter(({ id }) => uncut.includes(id)).map(({ id, value, status }) => [id, value, status]);
  expect(made(cut)).toEqual(made(whole));
  expect(cut.find(({ id }) => id === 'I03')?.value).toBe(6);
  const evidence = async (client: Client, query: string) =>
    (await client.get(paths.indicator('I02') + query)).$(
      'section[aria-labelledby="evidence-title"] tbody tr',
    ).length;
  const query = '?from=2020-06-16&to=2020-06-16';
  expect([await evidence(overseer, ''), await evidence(overseer, query)]).toEqual([2, 2]);
  expect([await evidence(organiser, ''), await evidence(organiser, query)]).toEqual([3, 0]);
  const page = await overseer.get(paths.indicators + query);
  expect(page.$('#I06 .quiet').last().text()).toBe(
    'Of all dates, not of the period: it is made of single answers.',
  );
  expect(page.$('#I03 .quiet').last().text()).toBe('Counted by the day of the workshop.');
  const tookPart = async (client: Client, of: string): Promise<string> =>
    (await client.get(paths.indicators + of)).$('#I06 .indicator-base p').first().text();
  expect(await tookPart(organiser, '')).toBe('8 persons took part in the workshop.');
  expect(await tookPart(organiser, query)).toBe(
    '6 persons took part in the workshop in this period.',
  );
});

test('the period stays in the links to each indicator and back, and presets are addresses', async () => {
  const query = '?from=2020-06-16&to=2020-06-18';
  const { $ } = await organiser.get(paths.indicators + query);
  expect($('#I05-title a').attr('href')).toBe(`${paths.indicator('I05')}${query}`);
  expect(
    $('.pills a')
      .toArray()
      .map((link) => [$(link).text(), $(link).attr('href'), $(link).attr('aria-current')]),
  ).toEqual([
    ['All dates', '/indicators', undefined],
    ['Before the workshop', '/indicators?to=2020-06-15', undefined],
    ['Workshop', '/indicators?from=2020-06-16&to=2020-06-18', 'true'],
    ['After the workshop', '/indicators?from=2020-06-19', undefined],
  ]);
  const page = await organiser.get(paths.indicator('I05') + query);
  expect(page.$('.breadcrumb a').attr('href')).toBe(`/indicators${query}#I05`);
});

test.each([
  ['?from=2020-06-18&to=2020-06-16', 'to', 'The period cannot end before it begins.'],
  ['?from=2020-02-30', 'from', 'Please give a date that exists, from 1990 to 2100.'],
  ['?to=tomorrow', 'to', 'Please give a date that exists, from 1990 to 2100.'],
  ['?to=9999-01-01', 'to', 'Please give a date that exists, from 1990 to 2100.'],
])('%s is refused beside its field, with what was typed', async (query, field, message) => {
  const page = await organiser.get(paths.indicators + query);
  const typed = new URLSearchParams(query);
  expect([
    page.status,
    page.$(`#field-${field}-error`).text(),
    page.$('#field-from').attr('value'),
    page.$('#field-to').attr('value'),
    page.$('article.indicator').length,
  ]).toEqual([422, message, typed.get('from') ?? '', typed.get('to') ?? '', 0]);
  const answer = await organiser.get(paths.indicatorsData + query);
  expect([answer.status, (answer.json() as { error: { fields: unknown } }).error.fields]).toEqual([
    422,
    { [field]: message },
  ]);
  expect((await organiser.get(paths.indicatorsPdf + query)).status).toBe(422);
  expect((await organiser.get(paths.indicator('I01') + query)).status).toBe(422);
});

test('the data is for readers of the dashboard alone, is kept nowhere and named for what it is', async () => {
  const visitor = await server.visitor().get(paths.indicatorsData);
  expect([visitor.status, visitor.json()]).toEqual([
    403,
    {
      error: { code: 'not_signed_in', message: 'Please sign in first.' },
      requestId: visitor.headers.get('x-request-id'),
    },
  ]);
  expect((await server.visitor().get(paths.indicatorsPdf)).status).toBe(302);
  const answer = await overseer.get(paths.indicatorsData);
  expect([
    answer.headers.get('content-type'),
    answer.headers.get('cache-control'),
    answer.headers.get('access-control-allow-origin'),
  ]).toEqual(['application/json; charset=utf-8', 'no-store', null]);
  expect((await data(organiser)).audience).toBe('team');
  expect((await data(overseer)).audience).toBe('overseer');
  const help = await overseer.get(paths.indicatorsDataHelp);
  const described = help.$('th code').text();
  const { indicators } = answer.json() as { indicators: [object] };
  const named = (name: string): boolean => described.includes(name);
  expect(
    Object.keys(answer.json() as object)
      .concat(Object.keys(indicators[0]))
      .filter((name) => !named(name)),
  ).toEqual(['project']);
});

test('whoever has written something sees it in the figures at once, at the cost of no more queries', async () => {
  const launch = (title: string) =>
    organiser.post(paths.initiatives, {
      ...{ title, description: '', launchedOn: '2020-08-01', proposers: ['PER'] },
    });
  const shown = async (): Promise<string | undefined> =>
    (await cards(organiser, '')).find(([id]) => id === 'I10')?.[1];
  await launch('Third');
  const afterOne = await countQueries(async () => {
    expect(await shown()).toBe('3');
  });
  await launch('Fourth');
  await launch('Fifth');
  await launch('Sixth');
  const afterMore = await countQueries(async () => {
    expect(await shown()).toBe('6');
  });
  expect(afterMore).toBe(afterOne);
  const kept = await countQueries(() => organiser.get(paths.indicators));
  if (!isPostgres()) expect(kept).toBeLessThan(8);
});
