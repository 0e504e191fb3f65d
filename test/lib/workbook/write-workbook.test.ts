import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { CellValue } from '../../../src/lib/workbook/cells';
import {
  writeWorkbook,
  type StreamedSheet,
  type StreamedSheets,
} from '../../../src/lib/workbook/write-workbook';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pec-workbook-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const columns: StreamedSheet['columns'] = [
  { header: 'Text', kind: 'text', width: 20 },
  { header: 'Number', kind: 'number', width: 10 },
  { header: 'Date', kind: 'date', width: 12 },
  { header: 'Moment', kind: 'moment', width: 18 },
];

function sheets(names: string[], records: CellValue[][][]): StreamedSheets {
  return {
    sheets: names.map((name) => ({ name, columns })),
    // eslint-disable-next-line @typescript-eslint/require-await -- the writer takes asynchronous rows
    records: async function* () {
      yield* records;
    },
  };
}

/** One sheet "Data". */
function sheet(rows: CellValue[][]): StreamedSheets {
  return sheets(
    ['Data'],
    rows.map((row) => [row]),
  );
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
    sheets(
      ['One', 'Two'],
      [
        [
          ['a', 1.5, '2026-02-28', new Date('2026-03-01T12:30:00Z')],
          ['b', -3, '1999-12-31', null],
        ],
        [
          [null, null, null, null],
          ['c', null, 'not a date', null],
        ],
        [['', 0, null, null], ['d']],
      ],
    ),
  );
  expect(written).toBe(3);
  const workbook = await read(file);
  expect(workbook.worksheets.map((worksheet) => worksheet.name)).toEqual(['About', 'One', 'Two']);
  const headers = ['Text', 'Number', 'Date', 'Moment'];
  expect(values(workbook, 'One')).toEqual([
    headers,
    ['a', 1.5, new Date('2026-02-28T00:00:00Z'), new Date('2026-03-01T12:30:00Z')],
    [undefined, 0],
  ]);
  expect(values(workbook, 'Two')).toEqual([
    headers,
    ['b', -3, new Date('1999-12-31T00:00:00Z')],
    ['c', undefined, 'not a date'],
    ['d'],
  ]);
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
  await writeWorkbook(file, () => [], sheet(rows.map((text) => [text])));
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
  await writeWorkbook(file, () => [], sheet([['x'.repeat(40_000)]]));
  const [, row] = values(await read(file), 'Data');
  expect(String(row?.[0])).toHaveLength(32_767);
  expect(String(row?.[0])).toMatch(/…cut: longer than a cell can hold\]$/);
});

test('values that come again and again, and more different ones than are remembered, stay apart', async () => {
  const file = path.join(folder, 'many.xlsx');
  const rows = Array.from({ length: 1000 }, (_none, index): CellValue[] => [
    index % 3 === 0 ? `free text ${index}` : (['=same', '5', '<b>'][index % 3] ?? ''),
    index % 2 === 0 ? 5 : index,
    `2026-01-${String((index % 28) + 1).padStart(2, '0')}`,
    new Date(Date.UTC(2026, 0, 1, index)),
  ]);
  expect(await writeWorkbook(file, () => [], sheet(rows))).toBe(1000);
  expect(values(await read(file), 'Data').slice(1)).toEqual(
    rows.map(([text, number, date, moment]) => [
      text === '=same' ? "'=same" : text,
      number,
      new Date(`${date as string}T00:00:00Z`),
      moment,
    ]),
  );
});

test('a record that has no row in one of the sheets is refused', async () => {
  const writing = writeWorkbook(
    path.join(folder, 'uneven.xlsx'),
    () => [],
    sheets(['One', 'Two'], [[['a'], ['a']], [['b']]]),
  );
  await expect(writing).rejects.toThrow('Record 2 has 1 rows for 2 sheets.');
});

test('an error while reading the rows is not swallowed', async () => {
  const broken: StreamedSheets = {
    ...sheet([]),
    // eslint-disable-next-line @typescript-eslint/require-await -- the writer takes asynchronous rows
    records: async function* () {
      yield [['first']];
      throw new Error('the database went away');
    },
  };
  const writing = writeWorkbook(path.join(folder, 'broken.xlsx'), () => [], broken);
  await expect(writing).rejects.toThrow('the database went away');
});

test('a folder that is not there is an error, also with more text than fits in the memory kept', async () => {
  const rows = Array.from({ length: 2000 }, (_none, index) => [`${index} ${'x'.repeat(500)}`]);
  const writing = writeWorkbook(path.join(folder, 'gone', 'a.xlsx'), () => [], sheet(rows));
  await expect(writing).rejects.toThrow('ENOENT');
});

test('nothing but finished workbooks is left in the folder, whatever happened', () => {
  expect(readdirSync(folder).sort()).toEqual([
    'hostile.xlsx',
    'kinds.xlsx',
    'long.xlsx',
    'many.xlsx',
  ]);
});
