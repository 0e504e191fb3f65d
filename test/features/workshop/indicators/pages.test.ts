import { paths } from '../../../../src/paths';
import type { Sector, Sex } from '../../../../src/models/codes';
import type { Client } from '../../../harness/client';
import { seeded } from '../../../harness/seeded';
import { startTestServer, type TestServer } from '../../../harness/server';
import { allTexts, open, rowsFrom, summaryOf } from '../../reports/read-workbook';
import { attend, nobodyRegistered } from './attendees';

let server: TestServer;
let organiser: Client;
let overseer: Client;
beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());
afterEach(nobodyRegistered);

type Page = Awaited<ReturnType<Client['get']>>;

const texts = ({ $ }: Page, selector: string): string[] =>
  $(selector)
    .toArray()
    .map((element) => $(element).text().trim().replace(/\s+/g, ' '));

const rows = ({ $ }: Page, selector: string): string[] =>
  $(selector)
    .toArray()
    .map((row) =>
      $(row)
        .find('td')
        .toArray()
        .map((cell) => $(cell).text().trim())
        .join(' | '),
    );

const evidence = 'section[aria-labelledby="evidence-title"] tbody tr';

test('the card names the day that misses the target, and shows persons beside person-days', async () => {
  await attend({ days: [1, 2] });
  await attend({ days: [1], sex: 'male' });
  const page = await overseer.get(paths.indicators);
  const card = 'article[aria-labelledby="I03-title"]';
  expect(texts(page, `${card} .indicator-value`)).toEqual(['1 person on Day 2, the lowest day']);
  expect(texts(page, `${card} .indicator-days li`)).toEqual([
    'Day 1 2 Not met',
    'Day 2 1 Not met',
    'Day 3 No data yet',
  ]);
  expect(texts(page, `${card} .indicator-base p`)).toEqual([
    'Day 1 and Day 2 miss the target.',
    '2 persons in all, on 3 person-days.',
    'By sex of participants: women 1 (50.0 %), men 1 (50.0 %), not stated 0',
  ]);
});

test('the summary for women among participants is met only when both lines are', async () => {
  const status = async (): Promise<string | undefined> =>
    texts(await organiser.get(paths.indicators), '.conflict-head .status')[0];
  for (let person = 0; person < 10; person++) await attend({ days: [1, 2, 3] });
  expect(await status()).toBe('Met');
  for (let person = 0; person < 24; person++) await attend({ days: [3], sex: 'male' });
  // Ten women of 34 are 29.4 %.
  expect(await status()).toBe('Not met');
});

test('organisers see the people counted by name, overseers their numbers by economy', async () => {
  await attend({ economyCode: 'VNM', familyName: 'Zephyrova', days: [1, 3] });
  await attend({ economyCode: 'HKG', sex: 'male', sector: 'academia', familyName: 'Quill' });
  await attend({ economyCode: null, sex: null, familyName: 'Guestly' });
  const page = await organiser.get(paths.indicator('I03'));
  expect(rows(page, evidence)).toEqual([
    'Hong Kong, China | Ana Quill | Male | Academia | Yes | No | No | Open the record of Hong Kong, China, Ana Quill',
    'Viet Nam | Ana Zephyrova | Female | Public | Yes | No | Yes | Open the record of Viet Nam, Ana Zephyrova',
    '– | Ana Guestly | Not stated | Public | Yes | No | No | Open the record of –, Ana Guestly',
  ]);
  const counts = await overseer.get(paths.indicator('I03'));
  expect(counts.text).not.toMatch(/Zephyrova|Quill|Guestly/);
  expect(rows(counts, evidence)).toEqual([
    '1 | Hong Kong, China | 0 | 1 | 0 | 1',
    '1 | Viet Nam | 1 | 0 | 0 | 1',
    '1 | Not a member economy | 0 | 0 | 1 | 1',
    '3 | Viet Nam | 1 | 0 | 0 | 1',
  ]);
  expect(rows(await overseer.get(paths.indicator('I04')), evidence)).toEqual([
    '1 | Viet Nam | 1 | 0 | 0 | 1',
    '3 | Viet Nam | 1 | 0 | 0 | 1',
  ]);
  for (const [id, splits] of [
    ['I03', 'day, sex, sector'],
    ['I04', 'day, sex, host economy'],
    ['I11', 'day, sex'],
  ] as const) {
    const shown = await overseer.get(paths.indicator(id));
    expect([id, ...texts(shown, 'dt:contains("Split by") + dd')]).toEqual([id, splits]);
  }
  // Of women alone: a zero for men would say that none came.
  const women = await overseer.get(paths.indicator('I11'));
  expect(texts(women, 'section[aria-labelledby="evidence-title"] thead th')).toEqual([
    ...['Day', 'Economy', 'Women'],
  ]);
  expect(rows(women, evidence)).toEqual(['1 | Viet Nam | 1', '3 | Viet Nam | 1']);
  const file = (await organiser.get(paths.indicatorsWorkbook)).body;
  expect([...(await allTexts(file)).values()].join('\n')).not.toMatch(/Zephyrova|Quill|Guestly/);
});

test('random attendance: page, evidence, tracker and workbook show what was counted apart', async () => {
  const chance = seeded(16);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const sexes: (Sex | null)[] = ['female', 'female', 'male', 'prefer_not_to_say', null];
  const sectors: (Sector | null)[] = ['public', 'private', 'academia', 'other', null];
  const people: { sex: Sex | null; days: number[] }[] = [];
  for (let person = 0; person < 40; person++) {
    const attendee = {
      sex: pick(sexes),
      sector: pick(sectors),
      economyCode: pick(['RUS', 'PER', 'JPN', 'TWN', null]),
      days: [1, 2].filter(() => chance() < 0.7),
    };
    const isTeam = chance() < 0.1;
    await attend({ ...attendee, role: isTeam ? 'organising_team' : 'expert' });
    if (!isTeam) people.push(attendee);
  }
  const there = (day: number, sex?: Sex): number =>
    people.filter(
      (person) => person.days.includes(day) && (sex === undefined || person.sex === sex),
    ).length;
  const expected = [1, 2].map((day) => {
    const [women, men, all] = [there(day, 'female'), there(day, 'male'), there(day)];
    return { women, men, notStated: all - women - men, all };
  });

  const page = await overseer.get(paths.indicator('I03'));
  const onPage = page
    .$('#days-table tr[data-row]')
    .toArray()
    .map((row) =>
      page
        .$(row)
        .find('td.number')
        .toArray()
        .slice(0, 4)
        .map((cell) => Number(page.$(cell).text())),
    );
  expect(onPage).toEqual(
    expected.map(({ women, men, notStated, all }) => [women, men, notStated, all]),
  );

  const byEconomy = rows(page, evidence).map((row) => row.split(' | '));
  const workbook = await open((await overseer.get(paths.indicatorsWorkbook)).body);
  const summary = summaryOf(workbook);
  const sheet = rowsFrom(workbook, 'I03', 'Day by day');
  for (const [index, { all }] of expected.entries()) {
    const day = index + 1;
    const ofEvidence = byEconomy
      .filter(([number]) => Number(number) === day)
      .reduce((sum, line) => sum + Number(line[5]), 0);
    const ofSheet = sheet.find(([label]) => String(label).startsWith(`Day ${day},`))?.[4];
    expect([day, ofEvidence, ofSheet]).toEqual([day, all, all]);
  }
  for (const [index, { women, men, all }] of expected.entries()) {
    const tracker = await overseer.get(`${paths.tracker}?day=${index + 1}`);
    expect(texts(tracker, '.tracker-value').slice(0, 3)).toEqual([
      String(all),
      String(women),
      `${((women / (women + men)) * 100).toFixed(1)} %`,
    ]);
  }
  const status = (reached: boolean): string => (reached ? 'met' : 'not met');
  expect(summary.get('I03')?.['Each day']).toBe(
    [
      ...expected.map(({ all }, index) => `Day ${index + 1}: ${all}, ${status(all >= 20)}`),
      'Day 3: no data yet',
    ].join('\n'),
  );
  expect(summary.get('I11')?.['Value']).toBe(Math.min(...expected.map(({ women }) => women)));
  expect(summary.get('I12')?.['Value']).toBeCloseTo(
    Math.min(...expected.map(({ women, men }) => (women / (women + men)) * 100)),
    9,
  );
  expect(workbook.getWorksheet('Chart 3 Days')?.getCell('A1').text).toBe(
    'Participants of each day',
  );
});
