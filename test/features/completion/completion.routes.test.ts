import { systemActor } from '../../../src/audit/record-audit-event';
import { erasePerson } from '../../../src/features/people/erase-person';
import { DraftComment, Economy, Person, Survey } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { evaluation, publish, send } from '../indicators/seed';
import { attend, attendMany, nobodyRegistered } from '../workshop/indicators/attendees';
import { publishTalks } from '../workshop/indicators/published-talks';
import { open, rowsFrom } from '../reports/read-workbook';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());

function rows({ $ }: Answer, label: string): string[][] {
  return $(`.table-region[aria-labelledby="${label}"] tr`)
    .toArray()
    .slice(1)
    .map((row) =>
      $(row)
        .find('th, td')
        .toArray()
        .map((cell) => $(cell).text().trim().replace(/\s+/g, ' ')),
    );
}

function missing({ $ }: Answer): Map<string, string> {
  return new Map(
    $('section[aria-labelledby="missing-title"] tbody tr')
      .toArray()
      .map((row) => [$(row).find('th').text(), $(row).find('td').text()]),
  );
}

/** The sheets of the workbook, written as the page writes its tables. */
async function expectSameInFile(client: Client): Promise<void> {
  const page = await client.get(paths.completion);
  const answer = await client.get(paths.completionWorkbook);
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    expect.stringMatching(/^attachment; filename=completion-\d{4}-\d\d-\d\d\.xlsx$/),
  ]);
  const workbook = await open(answer.body);
  const tableOf = (sheet: string, head: string): unknown[][] =>
    rowsFrom(workbook, sheet, head).slice(1);
  const share = (value: unknown): string =>
    typeof value === 'number' ? `${value.toFixed(1)} %` : '–';
  const people = ([label, women, men, notStated, total, of, ...days]: unknown[]): string[] => [
    String(label).replace(/^(Day \d), /, '$1 '),
    ...(women === 'no data yet'
      ? ['No data yet']
      : [...[women, men, notStated, total].map(String), share(of)]),
    ...days.map((n) => (n === 'no data yet' ? '–' : String(n))),
  ];
  const nobody = 'No data yet: nobody was checked in at the workshop so far.';
  for (const [sheet, head, label] of [
    ['Participants by economy', 'Economy', 'economies-title'],
    ['By role and by day', 'People', 'roles-title'],
  ] as const) {
    const inFile = tableOf(sheet, head);
    if (rows(page, label).length === 0) expect(inFile[0]?.[0]).toBe(nobody);
    else expect(inFile.map(people)).toEqual(rows(page, label));
  }
  const figure = (n: unknown, percent: unknown): string =>
    typeof n === 'number' && typeof percent === 'number' ? `${n} (${share(percent)})` : String(n);
  const lines = tableOf('Evaluation', 'Answer').map(([label, ...cells]): string[] => {
    const mean = cells[8];
    if (cells[0] === undefined || cells[0] === null || cells[0] === label) {
      return [`${String(label)}${typeof mean === 'number' ? ` mean ${mean.toFixed(2)}` : ''}`];
    }
    return [String(label), ...[0, 2, 4, 6].map((at) => figure(cells[at], cells[at + 1]))];
  });
  const onPage = rows(page, 'evaluation-title');
  if (onPage.length === 0)
    expect(lines).toEqual([['No results of the evaluation are released yet.']]);
  else expect(lines).toEqual(onPage);
  expect(tableOf('Still missing', 'What')).toEqual([...missing(page)]);
}

test('before anything has come in, all nineteen are missing and no table shows a zero', async () => {
  const page = await organiser.get(paths.completion);
  const without = [...missing(page)].filter(([, how]) => how === 'no data yet');
  expect(without.length).toBe(19);
  expect(missing(page).get('Answers to the questionnaire')).toBe(
    'missing from 21: none of the economies yet',
  );
  expect(page.$('.table-region td.number').length).toBe(0);
  expect(page.$('.empty').length).toBe(3);
  await expectSameInFile(organiser);
  expect((await server.visitor().get(paths.completion)).location).toBe(
    `/sign-in?next=${encodeURIComponent(paths.completion)}`,
  );
});

test('all 21 economies in their order, those from elsewhere, by sex, role and day', async () => {
  await attendMany(2, { sex: 'female', economyCode: 'PER', days: [1, 2] });
  await attend({ sex: 'male', economyCode: 'PER', days: [2], role: 'speaker' });
  await attend({ sex: 'prefer_not_to_say', economyCode: 'HKG', days: [1], role: 'expert' });
  await attend({ sex: 'male', economyCode: null, days: [1] });
  await attend({ sex: 'female', economyCode: 'PER', days: [1], role: 'organising_team' });
  await attend({ sex: 'female', economyCode: 'PER', days: [], takenBack: [1] });
  const page = await overseer.get(paths.completion);
  const economies = await Economy.findAll({ order: ['sort'] });
  const none = ['0', '0', '0', '0', '–', '0', '0', '–'];
  const expected = new Map([
    ...economies.map(({ name }): [string, string[]] => [name, none]),
    ['Peru', ['2', '1', '0', '3', '66.7 %', '2', '3', '–']],
    ['Hong Kong, China', ['0', '0', '1', '1', '–', '1', '0', '–']],
    ['Guests', ['0', '1', '0', '1', '0.0 %', '1', '0', '–']],
    ['International organisations', none],
    ['Others', none],
    ['Everybody', ['2', '2', '1', '5', '50.0 %', '4', '3', '–']],
  ]);
  expect(rows(page, 'economies-title')).toEqual(
    [...expected].map(([label, cells]) => [label, ...cells]),
  );
  expect(rows(page, 'roles-title')).toEqual([
    ['Participants', '2', '1', '0', '3', '66.7 %'],
    ['Speakers', '0', '1', '0', '1', '0.0 %'],
    ['Experts', '0', '0', '1', '1', '–'],
    ['Day 1 16 Jun 2020', '2', '1', '1', '4', '66.7 %'],
    ['Day 2 17 Jun 2020', '2', '1', '0', '3', '66.7 %'],
    ['Day 3 18 Jun 2020', 'No data yet'],
    ['Everybody, each counted once', '2', '2', '1', '5', '50.0 %'],
  ]);
  expect(missing(page).get('Participants whose sex is not stated')).toBe('1');
  await expectSameInFile(overseer);
  // Erased at their own request: nothing says any more that they came from a member economy.
  const gone = await attend({ sex: 'male', economyCode: 'PER', days: [1] });
  await erasePerson(systemActor, gone.personId, 'erase');
  const later = rows(await overseer.get(paths.completion), 'economies-title').slice(-3);
  expect(later.map((cells) => cells.slice(0, 5))).toEqual([
    ['Others', '0', '0', '0', '0'],
    ['Economy not known any more', '0', '0', '1', '1'],
    ['Everybody', '2', '2', '2', '6'],
  ]);
  const { $ } = await overseer.get(paths.indicator('I03'));
  const last = $('section[aria-labelledby="evidence-title"] tbody tr:contains("not known") td');
  expect(last.toArray().map((cell) => $(cell).text())).toEqual([
    ...['1', 'Economy not known any more', '0', '0', '1', '1'],
  ]);
});

test('what waits is told to the team with the way to it; counts of answers to the team alone', async () => {
  const speaker = await Person.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  await nobodyRegistered();
  const registration = await attend({ role: 'speaker', days: [1] });
  await publishTalks([{ personId: registration.personId, day: 1, part: 'speaker' }]);
  const story = await publish('success_story');
  await send(story, { economyCode: 'PER' });
  await DraftComment.create({
    ...{ draft: 'final_report', economyCode: 'PER', receivedOn: '2020-06-10' },
    ...{ comment: 'Add a table.', personId: speaker.id, revision: 1 },
  });
  const forTeam = await organiser.get(paths.completion);
  expect([
    missing(forTeam).get('Success stories to review'),
    missing(forTeam).get('Speakers whose presentation is not collected'),
    missing(forTeam).get('Comments on the Final Report without a decision'),
  ]).toEqual(['1', '1', '1']);
  const names = (await Economy.findAll({ order: ['sort'] })).map(({ name }) => name);
  expect(missing(forTeam).get('Comments on the Final Report')).toBe(
    `missing from 20: ${names.filter((name) => name !== 'Peru').join('; ')}`,
  );
  const links = forTeam
    .$('section[aria-labelledby="missing-title"] tbody th a')
    .toArray()
    .map((link) => forTeam.$(link).attr('href') ?? '');
  expect(links.length).toBe(missing(forTeam).size);
  const statuses = await Promise.all(links.map(async (link) => (await organiser.get(link)).status));
  expect(new Set(statuses)).toEqual(new Set([200]));
  const forOverseer = await overseer.get(paths.completion);
  expect(missing(forOverseer).has('Success stories to review')).toBe(false);
  await expectSameInFile(organiser);
  await expectSameInFile(overseer);
  expect(
    forOverseer
      .$('section[aria-labelledby="missing-title"] tbody th a')
      .toArray()
      .every((link) => /^\/indicators\/I\d\d$/.test(forOverseer.$(link).attr('href') ?? '')),
  ).toBe(true);
});

test('the evaluation is summed up as it was released, for the team too', async () => {
  const form = await publish('workshop_evaluation');
  const fill = async (number: number, overall: number, sex: 'female' | 'male') => {
    for (let index = 0; index < number; index++) {
      await send(form, { answers: evaluation(overall, []), sex, submittedAt: null });
    }
  };
  await fill(8, 5, 'female');
  await fill(7, 5, 'male');
  await fill(6, 4, 'female');
  await fill(9, 4, 'male');
  expect((await organiser.get(paths.completion)).$('#evaluation-title').length).toBe(1);
  await organiser.post(paths.surveyReleases('workshop_evaluation'));
  await fill(1, 1, 'male');
  const forTeam = await organiser.get(paths.completion);
  const { title } = await Survey.findOne({
    where: { form: 'workshop_evaluation' },
    rejectOnEmpty: true,
  });
  expect(missing(forTeam).has(`Results of “${title}”`)).toBe(false);
  const lines = rows(forTeam, 'evaluation-title');
  const overall = lines.findIndex(([label = '']) => label.startsWith('Overall'));
  const released = lines.slice(overall + 1).filter((cells) => cells.length === 5);
  expect(released.slice(0, 6).filter(([label]) => label === '4' || label === '5')).toEqual([
    ['4', '6 (42.9 %)', '9 (56.3 %)', '0', '15 (50.0 %)'],
    ['5', '8 (57.1 %)', '7 (43.8 %)', '0', '15 (50.0 %)'],
  ]);
  expect(rows(await overseer.get(paths.completion), 'evaluation-title')).toEqual(lines);
  expect(lines.slice(overall + 1).find(([label]) => label === 'Answered (base)')).toEqual([
    'Answered (base)',
    '14 (100.0 %)',
    '16 (100.0 %)',
    '0',
    '30 (100.0 %)',
  ]);
  await expectSameInFile(organiser);
  await expectSameInFile(overseer);
  expect((await server.visitor().get(paths.completionWorkbook)).status).not.toBe(200);
});

test('more records cost no more queries', async () => {
  const few = await countQueries(async () => {
    await attend({ economyCode: 'CHL' });
    await organiser.get(paths.completion);
  });
  await attendMany(2, { economyCode: 'KOR', role: 'expert' });
  const more = await countQueries(async () => {
    await attend({ economyCode: 'JPN' });
    await organiser.get(paths.completion);
  });
  expect(more).toBe(few);
});
