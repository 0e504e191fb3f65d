import { readSheet } from '../../../src/lib/spreadsheet/read-sheet';
import { archiveOf, sheetArchive, workbookOf } from './files';

describe('readSheet with a workbook', () => {
  it('reads text of every kind of cell', async () => {
    const buffer = await workbookOf((workbook) => {
      const sheet = workbook.addWorksheet('Contacts');
      sheet.addRow([]);
      sheet.addRow([' Name ', 'E-mail', 'Since', 'Seen at', 'Clusters', 'Agreed', 'Sum', 'Broken']);
      sheet.addRow([
        { richText: [{ text: 'Ana ' }, { text: 'de la Cruz', font: { bold: true } }] },
        { text: 'ana@example.example', hyperlink: 'mailto:ana@example.example' },
        new Date(Date.UTC(2019, 11, 1)),
        new Date(Date.UTC(2020, 5, 9, 14, 30)),
        12,
        true,
        { formula: 'E3*2', result: 24 },
        { error: '#N/A' },
      ]);
      sheet.addRow(['\u00a0NGUYEN\u00a0']);
      const hidden = sheet.addRow(['McDonald', '', '', '', 0.1 + 0.2, false, { formula: 'E4' }]);
      hidden.hidden = true;
    });
    expect(await readSheet(buffer, 'contacts.xlsx')).toEqual({
      ok: true,
      format: 'xlsx',
      sheet: 'Contacts',
      headerLine: 2,
      headers: ['Name', 'E-mail', 'Since', 'Seen at', 'Clusters', 'Agreed', 'Sum', 'Broken'],
      rows: [
        {
          line: 3,
          cells: [
            'Ana de la Cruz',
            'ana@example.example',
            '2019-12-01',
            '2020-06-09 14:30',
            '12',
            'true',
            '24',
            '#N/A',
          ],
        },
        { line: 4, cells: ['NGUYEN', '', '', '', '', '', '', ''] },
        { line: 5, cells: ['McDonald', '', '', '', '0.3', 'false', '', ''] },
      ],
      raggedLines: [],
    });
  });

  it('reads the first visible sheet that holds text, and tells rows longer than the header', async () => {
    const buffer = await workbookOf((workbook) => {
      workbook.addWorksheet('Secret', { state: 'hidden' }).addRow(['x']);
      workbook.addWorksheet('Empty').addRow([' ']);
      const sheet = workbook.addWorksheet('People');
      sheet.addRow(['Name']);
      sheet.addRow(['Ana', 'note']);
      sheet.addRow(['Bo']);
    });
    expect(await readSheet(buffer, 'a.csv')).toEqual({
      ok: true,
      format: 'xlsx',
      sheet: 'People',
      headerLine: 1,
      headers: ['Name'],
      rows: [
        { line: 2, cells: ['Ana', 'note'] },
        { line: 3, cells: ['Bo'] },
      ],
      raggedLines: [2],
    });
  });

  it('is not slowed down by a merged range over the whole sheet', async () => {
    const buffer = sheetArchive(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row><row r="2"><c r="A2"><v>7</v></c></row>',
      '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    );
    const started = performance.now();
    expect(await readSheet(buffer, 'a.xlsx')).toMatchObject({
      ok: true,
      headers: ['Name'],
      rows: [{ line: 2, cells: ['7'] }],
    });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('is not slowed down by cells at the far end of the sheet', async () => {
    const buffer = sheetArchive(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>7</v></c></row>',
    );
    const started = performance.now();
    expect(await readSheet(buffer, 'a.xlsx')).toEqual({
      ok: false,
      code: 'too_many_columns',
      message: 'Line 1048576 has 16384 columns; at most 100 are read.',
      line: 1048576,
    });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it.each([
    [
      'rows',
      { rows: 2 },
      'too_many_rows',
      'The file has more than 2 rows. Please split it into several files.',
      4,
    ],
    ['columns', { columns: 1 }, 'too_many_columns', 'Line 1 has 2 columns; at most 1 are read.', 1],
    [
      'characters',
      { cellCharacters: 4 },
      'cell_too_long',
      'A cell in line 3 has 5 characters; at most 4 are read.',
      3,
    ],
  ])('refuses too many %s and names the line', async (_what, limits, code, message, line) => {
    const buffer = await workbookOf((workbook) => {
      workbook.addWorksheet('A').addRows([['Name', 'Note'], ['Ana', 'x'], ['Bobby'], ['Cy']]);
    });
    expect(await readSheet(buffer, 'a.xlsx', limits)).toEqual({ ok: false, code, message, line });
  });

  it('refuses a workbook without text and one with a header alone', async () => {
    const empty = await workbookOf((workbook) => workbook.addWorksheet('A'));
    expect(await readSheet(empty, 'a.xlsx')).toEqual({
      ok: false,
      code: 'no_rows',
      message: 'No visible sheet of the workbook holds any text.',
    });
    const header = await workbookOf((workbook) => workbook.addWorksheet('A').addRow(['Name']));
    expect(await readSheet(header, 'a.xlsx')).toEqual({
      ok: false,
      code: 'no_rows',
      message: 'The file has a header and no rows below it.',
      line: 1,
    });
  });
});

describe('readSheet with an archive that is wrong', () => {
  const MB = 1024 * 1024;
  const workbookPart = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') };

  it('refuses a bomb in bounded time and memory, whatever size it claims', async () => {
    const content = Buffer.alloc(200 * MB, 'A');
    for (const claimedSize of [content.length, 1000]) {
      const bomb = archiveOf([workbookPart, { name: 'xl/a.xml', content, claimedSize }]);
      expect(bomb.length).toBeLessThan(MB);
      const before = process.memoryUsage().rss;
      const started = performance.now();
      const result = await readSheet(bomb, 'bomb.xlsx');
      expect(result.ok ? 'read' : result.code).toBe(
        claimedSize === 1000 ? 'broken_workbook' : 'unpacks_too_large',
      );
      expect(performance.now() - started).toBeLessThan(3000);
      expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
    }
  });

  it('refuses more parts than any workbook has', async () => {
    const many = Array.from({ length: 2001 }, (_, i) => ({
      name: `p${i}`,
      content: Buffer.from('x'),
    }));
    expect(await readSheet(archiveOf(many), 'a.xlsx')).toMatchObject({ code: 'unpacks_too_large' });
  });

  it.each([
    ['cut off', archiveOf([workbookPart]).subarray(0, 60), 'broken_workbook'],
    ['with a workbook part that is nonsense', archiveOf([workbookPart]), 'no_rows'],
    ['locked', archiveOf([{ ...workbookPart, encrypted: true }]), 'encrypted'],
    [
      'of documents',
      archiveOf([{ name: 'word/document.xml', content: Buffer.from('x') }]),
      'not_a_spreadsheet',
    ],
    [
      'of the binary format',
      archiveOf([{ name: 'xl/workbook.bin', content: Buffer.from('x') }]),
      'xlsb',
    ],
    [
      'of OpenDocument',
      archiveOf([
        {
          name: 'mimetype',
          content: Buffer.from('application/vnd.oasis.opendocument.spreadsheet'),
        },
      ]),
      'ods',
    ],
  ])('refuses an archive %s', async (_what, buffer, code) => {
    const result = await readSheet(buffer, 'a.xlsx');
    expect(result.ok ? 'read' : result.code).toBe(code);
  });
});
