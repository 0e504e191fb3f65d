import ExcelJS from 'exceljs';
import { Response } from '../../../../src/models';
import { inTransaction } from '../../../../src/db/transaction';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { publishedForm, type PublishedForm } from '../../../harness/published-form';
import { startTestServer, type TestServer } from '../../../harness/server';

let server: TestServer;
let organiser: Client;
let forms: PublishedForm[];

// More than are read at a time, so that a page left out or read twice shows.
const total = 1100;
const economies = ['PER', 'HKG', 'VNM', 'CHL'];
const economyNames = ['Peru', 'Hong Kong, China', 'Viet Nam', 'Chile'];
const number = (index: number): string => String(index).padStart(4, '0');
const day = (index: number): number => (index % 5 === 0 ? 9 : 4);

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  forms = [await publishedForm('cluster_survey'), await publishedForm('cluster_survey')];
  await inTransaction((transaction) =>
    Response.bulkCreate(
      Array.from({ length: total }, (_none, index) => {
        const form = forms[index % 2];
        if (form === undefined) throw new Error('No form.');
        // Ids in another order than the rows were stored in.
        const id = `${number((index * 577) % total)}-id`;
        return {
          id,
          surveyId: form.survey.id,
          versionId: form.version.id,
          accessKey: `key ${id}`,
          submissionId: `submission ${id}`,
          contentHash: '',
          receipt: `R${number(index)}`,
          origin: 'personal_link' as const,
          language: 'en',
          economyCode: economies[index % 4] ?? null,
          answers: JSON.stringify({
            economy: economies[index % 4],
            cluster_name: `Cluster ${index}`,
            motives: index % 3 === 0 ? ['new_markets'] : ['investment'],
          }),
          submittedOn: `2020-05-0${day(index)}`,
        };
      }),
      { transaction },
    ),
  );
});
afterAll(() => server.stop());

test('both sheets hold every response once, in the same order, each row of the same response', async () => {
  const { body } = await organiser.get(paths.surveyWorkbook('cluster_survey'));
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(body.buffer as ArrayBuffer);
  const codes = workbook.getWorksheet('Answers (codes)');
  const labels = workbook.getWorksheet('Answers');
  const headers = (codes?.getRow(1).values as string[]).slice(1);
  const rows = (sheet: ExcelJS.Worksheet | undefined): unknown[][] =>
    Array.from({ length: (sheet?.rowCount ?? 0) - 1 }, (_none, index) =>
      ['receipt', 'version', 'submitted_on', 'economy', 'cluster_name', 'motives.new_markets'].map(
        (header) => sheet?.getRow(index + 2).getCell(headers.indexOf(header) + 1).value,
      ),
    );
  const inOrder = Array.from({ length: total }, (_none, index) => index).sort(
    (a, b) => day(a) - day(b) || ((a * 577) % total) - ((b * 577) % total),
  );
  const expected = (names: string[], flags: [unknown, unknown]): unknown[][] =>
    inOrder.map((index) => [
      `R${number(index)}`,
      (index % 2) + 1,
      new Date(`2020-05-0${day(index)}T00:00:00Z`),
      names[index % 4],
      `Cluster ${index}`,
      flags[index % 3 === 0 ? 0 : 1],
    ]);
  expect(rows(codes)).toEqual(expected(economies, [1, 0]));
  expect(rows(labels)).toEqual(expected(economyNames, ['Yes', 'No']));
  expect(workbook.getWorksheet('About')?.getColumn(2).values).toContain(total);
});
