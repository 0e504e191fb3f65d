import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { CellValue } from '../../../src/lib/workbook/cells';
import { writeWorkbook, type StreamedSheet } from '../../../src/lib/workbook/write-workbook';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pec-workbook-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function sheet(name: string, rows: CellValue[][]): StreamedSheet {
  return {
    name,
    columns: [
      { header: 'Text', kind: 'text', width: 20 },
      { header: 'Number', kind: 'number', width: 10 },
      { header: 'Date', kind: 'date', width: 12 },
      { header: 'Moment', kind: 'moment', width: 18 },
    ],
    // eslint-disable-next-line @typescript-eslint/require-await -- the writer takes asynchronous rows
    rows: async function* () {
      yield* rows;
    },
  };
}

async function read(file: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook;
}

function values(workbook: ExcelJS.Workbook, name: string): unknown[][] {
  const rows: unknown[][] = [];
  workbook.getWorksheet(name)?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}

test('small and streamed sheets stand in one file, with dates as dates and numbers as numbers', async () => {
  const file = path.join(folder, 'kinds.xlsx');
  const written = await writeWorkbook(
    file,
    (workbook) => {
      workbook.addWorksheet('About').addRow(['Made by', 'test']);
      return [];
    },
    [
      sheet('One', [
        ['a', 1.5, '2026-02-28', new Date('2026-03-01T12:30:00Z')],
        [null, null, null, null],
        ['', 0, null, null],
      ]),
      sheet('Two', [['b', -3, '1999-12-31', null]]),
    ],
  );
  expect(written).toEqual([
    { name: 'One', rows: 3 },
    { name: 'Two', rows: 1 },
  ]);
  const workbook = await read(file);
  expect(workbook.worksheets.map((worksheet) => worksheet.name)).toEqual(['About', 'One', 'Two']);
  const headers = ['Text', 'Number', 'Date', 'Moment'];
  expect(values(workbook, 'One')).toEqual([
    headers,
    ['a', 1.5, new Date('2026-02-28T00:00:00Z'), new Date('2026-03-01T12:30:00Z')],
    [undefined, 0],
  ]);
  expect(values(workbook, 'Two')).toEqual([headers, ['b', -3, new Date('1999-12-31T00:00:00Z')]]);
});

test('text that begins like a formula stays text, and what XML cannot hold is left out', async () => {
  const file = path.join(folder, 'hostile.xlsx');
  const rows = [
    '=1+1',
    '+44',
    '-5',
    '@x',
    '\tcmd',
    ' =1+1',
    '<&">',
    'a\u0000b\ud800c',
    'שלום',
    '  spaced  ',
  ];
  await writeWorkbook(file, () => [], [
    sheet(
      'Data',
      rows.map((text) => [text]),
    ),
  ]);
  expect(values(await read(file), 'Data').slice(1)).toEqual([
    ["'=1+1"],
    ["'+44"],
    ["'-5"],
    ["'@x"],
    ["'\tcmd"],
    ["' =1+1"],
    ['<&">'],
    ['abc'],
    ['שלום'],
    ['  spaced  '],
  ]);
});

test('a text longer than a cell holds is cut and says so', async () => {
  const file = path.join(folder, 'long.xlsx');
  await writeWorkbook(file, () => [], [sheet('Data', [['x'.repeat(40_000)]])]);
  const [, row] = values(await read(file), 'Data');
  expect(String(row?.[0])).toHaveLength(32_767);
  expect(String(row?.[0])).toMatch(/…cut: longer than a cell can hold\]$/);
});

test('an error while reading the rows is not swallowed', async () => {
  const broken: StreamedSheet = {
    ...sheet('Data', []),
    // eslint-disable-next-line @typescript-eslint/require-await -- the writer takes asynchronous rows
    rows: async function* () {
      yield ['first'];
      throw new Error('the database went away');
    },
  };
  const writing = writeWorkbook(path.join(folder, 'broken.xlsx'), () => [], [broken]);
  await expect(writing).rejects.toThrow('the database went away');
});
