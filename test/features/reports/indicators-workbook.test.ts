import type ExcelJS from 'exceljs';
import { WorkshopDay } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { makePerson } from '../people/example-people';
import { decide, evaluation, newCluster, publish, send } from '../indicators/seed';
import { asOnPage, pageOf } from './page-figures';
import { recalculate } from './recalculate';
import { allTexts, open, rowsFrom, summaryOf } from './read-workbook';

const ids = Array.from({ length: 19 }, (_, index) => `I${String(index + 1).padStart(2, '0')}`);
const charts = [
  'Chart 1 Economies',
  'Chart 2 Targets',
  'Chart 3 Days',
  'Chart 4 Satisfaction',
  'Chart 5 Women and men',
];
const openRecords = [
  'Clusters',
  'Economies',
  'Attendance',
  'Speakers',
  'Presented clusters',
  'Experts',
  'Members',
  'Comments',
  'Initiatives',
  'Platform',
  'Meetings',
];
const name = 'Zephyrine Quillfeather-Overmoor';
const email = 'zephyrine.quillfeather@harbour.example';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());

async function download(client: Client, address = paths.indicatorsWorkbook): Promise<Buffer> {
  const answer = await client.get(address);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function expectPageAndFileEqual(client: Client): Promise<ExcelJS.Workbook> {
  const page = await pageOf(client);
  const workbook = await open(await download(client));
  const summary = summaryOf(workbook);
  expect([...page.keys()].sort()).toEqual(ids);
  expect([...summary.keys()].sort()).toEqual(ids);
  for (const id of ids) {
    expect([id, ...asOnPage(summary.get(id) ?? {})]).toEqual([id, ...(page.get(id) ?? [])]);
  }
  return workbook;
}

test('before any record every indicator has its sheet and says "no data yet", never 0', async () => {
  const workbook = await expectPageAndFileEqual(organiser);
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
    'Summary',
    ...charts,
    ...ids,
    'Targets and rules',
    ...openRecords,
    'Answers',
    'Evaluation',
    'Invitations',
    'Stories',
    'Stories one year later',
  ]);
  for (const [id, row] of summaryOf(workbook)) {
    expect([id, row['Value'], row['Status']]).toEqual([id, 'no data yet', 'No data yet']);
    expect(rowsFrom(workbook, id, 'Value')[0]?.[1]).toBe('no data yet');
  }
  const texts = await allTexts(await download(organiser));
  expect([...texts.keys()].filter((entry) => entry.startsWith('xl/charts/'))).toEqual([]);
});

test('targets that differ stand side by side, the strictest is marked', async () => {
  const summary = summaryOf(await open(await download(overseer)));
  expect([summary.get('I11')?.['Target'], summary.get('I12')?.['Target']]).toEqual([
    'at least 10 women on each day',
    'at least 30 % on each day',
  ]);
  expect(summary.get('I11')?.['Other targets for the same thing']).toBe(
    'I12: at least 30 % on each day',
  );
  expect(summary.get('I14')?.['Other targets for the same thing']).toBe(
    'I13: at least 3 female speakers (strictest)\n' +
      'I13: at least 1 of them presenting a cluster headed by a woman (strictest)\n' +
      'I15: at least 50 %',
  );
});

test('the summary prints on A4 across, its head repeated, pages numbered and dated', async () => {
  const sheet = (await open(await download(organiser))).getWorksheet('Summary');
  expect(sheet?.pageSetup).toMatchObject({
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '5:5',
  });
  expect(sheet?.headerFooter.oddFooter).toMatch(/^&Las of .+&CSummary&RPage &P of &N$/);
  // Its targets, as words fall into lines of 22 letters, each line 13 points high.
  const targets = [
    ...['at least 3 female', 'speakers (strictest)'],
    ...['at least 1 of them', 'presenting a cluster', 'headed by a woman', '(strictest)'],
  ];
  const row = sheet?.getColumn(1).values.indexOf('I13') ?? 0;
  expect(sheet?.getCell(row, 7).text.split(/\s/)).toEqual(targets.join(' ').split(' '));
  expect(sheet?.getRow(row).height).toBe(13 * targets.length + 2);
});

describe('with records', () => {
  beforeAll(async () => {
    await WorkshopDay.update({ date: '2020-06-16' }, { where: { number: 1 } });
    await WorkshopDay.update({ date: '2020-06-18' }, { where: { number: 3 } });
    const survey = await publish('cluster_survey');
    const forms = await publish('workshop_evaluation');
    const invitations = await publish('collaboration_invitation');
    const [givenName = '', familyName = ''] = name.split(' ');
    const person = await makePerson({ givenName, familyName, email });
    const sexes = ['female', 'male', null] as const;
    for (const [index, economyCode] of ['VNM', 'VNM', 'CHL', 'HKG'].entries()) {
      const response = await send(survey, {
        economyCode,
        sex: sexes[index % 3] ?? null,
        clusterId: await newCluster(`=Cluster ${index + 1}`, economyCode),
        answers: { name, email },
      });
      await response.update({ personId: person.id });
    }
    for (let form = 0; form < 21; form += 1) {
      await send(forms, {
        sex: form % 2 === 0 ? 'female' : 'male',
        submittedAt: null,
        answers: evaluation(form < 16 ? 5 : 2, form < 16 ? [5, 5, 5, 5, 5, 5, 5, 5] : []),
      });
    }
    const invitation = await send(invitations, {
      economyCode: 'CHL',
      sex: 'female',
      clusterId: await newCluster('Harbour', 'CHL'),
      submittedAt: new Date('2020-06-20T10:00:00Z'),
      answers: { title: 'Shared testing of sails', contact_name: name, contact_email: email },
    });
    await invitation.update({ personId: person.id });
    await decide(invitation, 'published');
  });

  test('an organiser’s file holds the figures of the page', async () => {
    const workbook = await expectPageAndFileEqual(organiser);
    const row = summaryOf(workbook).get('I06');
    expect(row?.['Value']).toBeCloseTo(76.190476, 5);
    expect(row?.['Base (records)']).toBe(21);
    expect(summaryOf(workbook).get('I01')?.['Value']).toBe(3);
  });

  test('an overseer’s file holds the figures of the overseer’s page', async () => {
    await organiser.post(paths.surveyReleases('workshop_evaluation'));
    const workbook = await expectPageAndFileEqual(overseer);
    const summary = summaryOf(workbook);
    expect([summary.get('I02')?.['Women'], summary.get('I02')?.['Men']]).toEqual([
      'hidden',
      'hidden',
    ]);
    expect(rowsFrom(workbook, 'I02', 'By sex of respondents')).toEqual([]);
    expect(workbook.getWorksheet('Chart 5 Women and men')?.getCell('C8').value).toBe(
      'groups too small to be shown',
    );
    expect(rowsFrom(workbook, 'I06', 'Evidence')).toEqual([
      ['Evidence', 'The evidence is made of single answers, which organisers alone can see.'],
    ]);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'Summary',
      ...charts,
      ...ids,
      'Targets and rules',
      ...openRecords,
      'Invitations',
      'Counted stories',
      'Attendance by sector',
    ]);
  });

  test('the version to pass on is the overseer’s', async () => {
    const [passedOn, own] = [
      await open(await download(organiser, paths.indicatorsWorkbookToPassOn)),
      await open(await download(overseer)),
    ].map((workbook) =>
      workbook.worksheets.flatMap((sheet) =>
        // The two may be made in different minutes.
        JSON.stringify(sheet.getSheetValues())
          .replace(/\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+Z/g, 'time')
          .split('],['),
      ),
    );
    expect(passedOn).toEqual(own);
  });

  test('the records have no date of an answer, and texts that are no formulas', async () => {
    const workbook = await open(await download(organiser));
    expect(rowsFrom(workbook, 'Clusters', 'Cluster no.')).toEqual([
      ['Cluster no.', 'Economy', 'Cluster', 'Valid answers'],
      [1, 'Chile', "'=Cluster 3", 1],
      [2, 'Hong Kong, China', "'=Cluster 4", 1],
      [3, 'Viet Nam', "'=Cluster 1", 1],
      [4, 'Viet Nam', "'=Cluster 2", 1],
    ]);
    const [head, ...answers] = rowsFrom(workbook, 'Answers', 'No.');
    expect(head).toEqual([
      'No.',
      'Economy',
      'Cluster no.',
      'Sex',
      'Sent before Day 1, from a member economy',
    ]);
    // In no order of time: only the numbers of the rows are in an order.
    expect(answers.map((row) => row.slice(1)).sort()).toEqual([
      ['Chile', 1, 'Not stated', 1],
      ['Hong Kong, China', 2, 'Female', 1],
      ['Viet Nam', 3, 'Female', 1],
      ['Viet Nam', 4, 'Male', 1],
    ]);
    expect(rowsFrom(workbook, 'Invitations', 'No.').slice(1)).toEqual([
      [1, 'Chile', 'Harbour', 1, 1, 1, 1, 'Female', 'Shared testing of sails'],
    ]);
    const forms = rowsFrom(workbook, 'Evaluation', 'No.');
    expect(forms).toHaveLength(22);
    expect(forms.filter((row) => row[5] === 1)).toHaveLength(16);
  });

  test('calculated anew by another program, every formula gives what the file says', async () => {
    for (const client of [organiser, overseer]) {
      const cells = recalculate(await open(await download(client)));
      expect(cells.filter(({ written, calculated }) => written !== calculated)).toEqual([]);
      const ofSummary = new Set(
        cells.flatMap(({ sheet, address }) => (sheet === 'Summary' ? [address[0]] : [])),
      );
      // Values, statuses, days, women, men, not stated, bases: an overseer's file has fewer live splits.
      expect([...ofSummary].sort()).toEqual(
        ['C', 'E', 'F', 'I', 'J', 'K', 'L'].filter(
          (column) => client === organiser || column < 'I',
        ),
      );
    }
  });

  test('no name and no address of a person is anywhere in either file', async () => {
    for (const client of [organiser, overseer]) {
      const texts = await allTexts(await download(client));
      expect(texts.size).toBeGreaterThan(25);
      const whole = [...texts]
        .flatMap(([entry, text]) => (/\.(xml|rels)$/.test(entry) ? [text.toLowerCase()] : []))
        .join('\n');
      // Proves that the search finds what is in the file.
      expect(whole).toContain('harbour');
      for (const word of name.toLowerCase().split(/[ -]/)) {
        expect([word, whole.split(word).length - 1]).toEqual([word, 0]);
      }
      expect(whole.match(/[\w.]+@[\w.]+/g)).toBeNull();
    }
  });

  test('the charts are native ones over the tables beside them, said in words too', async () => {
    const texts = await allTexts(await download(organiser));
    const entries = (pattern: RegExp): string[] =>
      [...texts.keys()].filter((entry) => pattern.test(entry)).sort();
    // No day has begun, so there is no chart of days.
    expect(entries(/^xl\/charts\//)).toEqual([1, 2, 3, 4].map((n) => `xl/charts/chart${n}.xml`));
    expect(entries(/media/)).toEqual([]);
    const chart = texts.get('xl/charts/chart3.xml') ?? '';
    expect([...chart.matchAll(/<c:f>([^<]*)<\/c:f>/g)].map(([, reference]) => reference)).toEqual([
      "'Chart 4 Satisfaction'!$H$7",
      "'Chart 4 Satisfaction'!$C$8:$C$12",
      "'Chart 4 Satisfaction'!$H$8:$H$12",
      "'Chart 4 Satisfaction'!$I$7",
      "'Chart 4 Satisfaction'!$C$8:$C$12",
      "'Chart 4 Satisfaction'!$I$8:$I$12",
    ]);
    const described = entries(/^xl\/drawings\/drawing/).map(
      (entry) => / descr="([^"]*)"/.exec(texts.get(entry) ?? '')?.[1] ?? '',
    );
    expect(described[0]).toMatch(
      /^Chart: Clusters that answered the questionnaire, by economy\. Australia: Clusters that answered 0; .*Viet Nam: Clusters that answered 2$/,
    );
    expect(described[1]).toContain(
      'I06 Share of evaluation forms with high satisfaction: Per cent of the target 101.6',
    );
    expect(described[2]).toBe(
      'Chart: Overall satisfaction with the workshop. ' +
        '1: Women, % 0, Men, % 0; 2: Women, % 27.3, Men, % 20; ' +
        '3: Women, % 0, Men, % 0; 4: Women, % 0, Men, % 0; 5: Women, % 72.7, Men, % 80',
    );
    expect(described[3]).toContain('by sex of respondents: Women 2, Men 1, Not stated 1');
  });
});
