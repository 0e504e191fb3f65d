import ExcelJS from 'exceljs';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { AuditEvent, Cluster, Project, Survey } from '../../../src/models';
import { paths } from '../../../src/paths';
import { columnsOf } from '../../../src/survey-engine/columns';
import { generateAnswers } from '../../../src/survey-engine/generate-answers';
import type { Client } from '../../harness/client';
import { publishedForm, storedResponse, type PublishedForm } from '../../harness/published-form';
import { eventually } from '../../harness/eventually';
import { seeded } from '../../harness/seeded';
import { startTestServer, type TestServer } from '../../harness/server';
import { faultsOf } from './sound-package';

let server: TestServer;
let organiser: Client;
let form: PublishedForm;

const url = paths.surveyWorkbook('cluster_survey');

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  form = await publishedForm('cluster_survey');
});
afterAll(() => server.stop());

async function download(address = url): Promise<ExcelJS.Workbook> {
  const answer = await organiser.get(address);
  expect(answer.status).toBe(200);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(answer.body.buffer as ArrayBuffer);
  return workbook;
}

/** Rows as objects by header; the first of equal headers wins. */
function rowsOf(workbook: ExcelJS.Workbook, name: string): Record<string, unknown>[] {
  const sheet = workbook.getWorksheet(name);
  const headers = (sheet?.getRow(1).values as string[]).slice(1);
  const rows: Record<string, unknown>[] = [];
  sheet?.eachRow((row, number) => {
    if (number === 1) return;
    rows.push(
      Object.fromEntries(
        headers.map((header, index) => [header, row.getCell(index + 1).value] as const).reverse(),
      ),
    );
  });
  return rows;
}

test('a form without answers gives a workbook with its codebook and no rows', async () => {
  const workbook = await download();
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
    'About',
    'Codebook',
    'Answers',
    'Answers (codes)',
  ]);
  expect(rowsOf(workbook, 'Answers')).toEqual([]);
  const codebook = rowsOf(workbook, 'Codebook');
  const listed = new Set(codebook.map((row) => row.Field));
  expect([...listed]).toEqual(columnsOf(form.definition).map((column) => column.field));
  expect(codebook.filter((row) => row.Field === 'economy')).toHaveLength(21);
  expect(codebook.find((row) => row.Field === 'economy' && row.Code === 'HKG')?.Label).toBe(
    'Hong Kong, China',
  );
});

test('each response is one row with labels and one with codes, typed and neutralised', async () => {
  const cluster = await Cluster.create({ name: 'Lake', nameKey: 'lake', economyCode: 'VNM' });
  const answers = generateAnswers(form.compiled, seeded(7), {
    fixed: {
      respondent_type: 'cluster_manager',
      economy: 'VNM',
      sex: 'female',
      sector: 'private',
      cluster_name: '=HYPERLINK("http://x")',
      consent_data_use: true,
    },
  });
  const stored = await storedResponse(form, answers, {
    economyCode: 'VNM',
    sex: 'female',
    sector: 'private',
    clusterId: cluster.id,
    submittedAt: new Date('2020-05-04T10:20:00Z'),
  });
  const workbook = await download();
  const [coded, ...more] = rowsOf(workbook, 'Answers (codes)');
  expect(more).toEqual([]);
  expect(coded).toMatchObject({
    receipt: stored.receipt,
    version: 1,
    submitted_on: new Date('2020-05-04T00:00:00Z'),
    submitted_at_utc: new Date('2020-05-04T10:20:00Z'),
    respondent_economy: 'VNM',
    respondent_sex: 'female',
    cluster: 'Lake',
    economy: 'VNM',
    cluster_name: '\'=HYPERLINK("http://x")',
    consent_data_use: true,
  });
  const [labelled] = rowsOf(workbook, 'Answers');
  expect(labelled?.respondent_economy).toBe('Viet Nam');
});

test('a field that a newer version dropped keeps its column, and versions are named', async () => {
  const fewer = structuredClone(form.definition);
  fewer.pages = fewer.pages.filter((page) => page.name !== 'gender');
  await publishedForm('cluster_survey', fewer);
  const codebook = rowsOf(await download(), 'Codebook');
  const dropped = columnsOf(form.definition).find((column) => !codes(fewer).has(column.field));
  expect(dropped).toBeDefined();
  expect(codebook.find((row) => row.Field === dropped?.field)?.['Asked in versions']).toBe('1');
  expect(codebook.find((row) => row.Field === 'sex')?.['Asked in versions']).toBe('1, 2');
});

function codes(definition: PublishedForm['definition']): Set<string> {
  return new Set(columnsOf(definition).map((column) => column.field));
}

test('an anonymous form gives no receipt, time, cluster or review', async () => {
  const evaluation = await publishedForm('workshop_evaluation');
  await storedResponse(
    evaluation,
    generateAnswers(evaluation.compiled, seeded(3), { fixed: { overall_satisfaction: 5 } }),
  );
  const [row] = rowsOf(
    await download(paths.surveyWorkbook('workshop_evaluation')),
    'Answers (codes)',
  );
  const headers = Object.keys(row ?? {});
  for (const header of ['receipt', 'submitted_at_utc', 'cluster', 'review', 'origin']) {
    expect(headers).not.toContain(header);
  }
  expect(row?.overall_satisfaction).toBe(5);
});

test('overseers and visitors get nothing, an unknown form is not found', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.get(url)).status).toBe(403);
  expect((await server.visitor().get(url)).status).toBe(302);
  expect((await organiser.get(paths.surveyWorkbook('nothing'))).status).toBe(404);
});

test('each download is in the audit trail and leaves no file behind', async () => {
  const before = await AuditEvent.count({ where: { action: 'responses.exported' } });
  await download();
  expect(await AuditEvent.count({ where: { action: 'responses.exported' } })).toBe(before + 1);
  // The file goes when the last byte is sent, a moment after the receiver has it.
  const left = await eventually(
    () => readdirSync(path.join(server.config.dataDir, 'unfinished')),
    (files) => files.length === 0,
  );
  expect(left).toEqual([]);
});

test('every file is one that strict programs open without an offer to repair it', async () => {
  const long = 'A&B '.repeat(70);
  await Survey.update({ title: long }, { where: { form: 'cluster_survey' } });
  await Project.update({ name: long }, { where: { id: 1 } });
  const lists = ['counts', 'participants', 'published', 'attendance', 'travel'];
  for (const address of [
    url,
    paths.indicatorsWorkbook,
    paths.slides,
    paths.completionWorkbook,
    ...lists.map((list) => paths.participantList(list)),
  ]) {
    const { status, body } = await organiser.get(address);
    expect([address, status, await faultsOf(body)]).toEqual([address, 200, []]);
  }
});
