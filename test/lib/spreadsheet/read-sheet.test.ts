import fc from 'fast-check';
import { readSheet } from '../../../src/lib/spreadsheet/read-sheet';
import { workbookOf } from './files';

const read = (content: Buffer | string, options = {}) =>
  readSheet(Buffer.from(content as string), 'list.csv', options);

describe('readSheet with text', () => {
  it('reads lines, quotes and spaces, and tells rows of another length', async () => {
    const text = [
      '',
      'Name,Economy,Note',
      '"NGUYEN, Anh", Viet Nam ,"said ""yes""',
      'twice"',
      ',,',
      'McDonald,Canada',
      'de la Cruz,Mexico,a,b',
      '',
    ].join('\r\n');
    expect(await read(text)).toEqual({
      ok: true,
      format: 'csv',
      encoding: 'utf-8',
      encodingGuessed: false,
      delimiter: ',',
      headers: ['Name', 'Economy', 'Note'],
      headerLine: 2,
      rows: [
        { line: 3, cells: ['NGUYEN, Anh', 'Viet Nam', 'said "yes"\ntwice'] },
        { line: 6, cells: ['McDonald', 'Canada', ''] },
        { line: 7, cells: ['de la Cruz', 'Mexico', 'a', 'b'] },
      ],
      raggedLines: [6, 7],
    });
  });

  it.each([
    [',', 'Name,Economy\nAna,"Hong Kong, China"'],
    [';', 'Name;Economy\nAna;"Hong Kong, China"\nBo;Hong Kong, China'],
    ['\t', 'Name\tEconomy\nAna\tHong Kong, China'],
    ['|', 'Name|Economy\nAna|Hong Kong, China'],
    [';', 'sep=;\nName;Economy\nAna;Hong Kong, China'],
  ])('finds the delimiter %j', async (delimiter, text) => {
    const result = await read(text);
    expect(result).toMatchObject({ delimiter, headers: ['Name', 'Economy'] });
    expect(result.ok && result.rows[0]?.cells).toEqual(['Ana', 'Hong Kong, China']);
  });

  it('counts lines from the top of the file when it states its delimiter', async () => {
    const result = await read('sep=;\nName;Economy\nAna;Chile');
    expect(result.ok && [result.headerLine, result.rows[0]?.line]).toEqual([2, 3]);
  });

  it('reads a list of one column', async () => {
    expect(await read('Name\nAna')).toMatchObject({
      headers: ['Name'],
      rows: [{ cells: ['Ana'] }],
    });
  });

  const text = 'Name,Place\nJosé,Ñuñoa';
  it.each([
    ['utf-8', Buffer.from(text), false],
    ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]), false],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le'), false],
    ['utf-16be', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), false],
    ['windows-1252', Buffer.from(text, 'latin1'), true],
  ])('reads %s', async (encoding, buffer, guessed) => {
    expect(await read(buffer)).toMatchObject({
      encoding,
      encodingGuessed: guessed,
      headers: ['Name', 'Place'],
      rows: [{ cells: ['José', 'Ñuñoa'] }],
    });
  });

  it('reads the typographic characters of windows-1252', async () => {
    const bytes = Buffer.from([0x4e, 0x0a, 0x80, 0x92, 0x93, 0x96, 0xe9]);
    expect(await read(bytes)).toMatchObject({ rows: [{ cells: ['€’“–é'] }] });
  });

  it('guesses windows-1251 for Cyrillic text and says that it guessed', async () => {
    const cyrillic = (word: string) =>
      Array.from(word, (letter) => letter.charCodeAt(0) - 0x410 + 0xc0);
    const bytes = Buffer.from([...Buffer.from('Name\n'), ...cyrillic('Анна')]);
    expect(await read(bytes)).toMatchObject({
      encoding: 'windows-1251',
      encodingGuessed: true,
      rows: [{ cells: ['Анна'] }],
    });
  });

  it('takes the encoding that a person chose', async () => {
    const bytes = Buffer.from([...Buffer.from('Name\n'), 0xc4, 0xe3, 0xba, 0xc3]);
    expect(await read(bytes, { encoding: 'gb18030' })).toMatchObject({
      encoding: 'gb18030',
      encodingGuessed: false,
      rows: [{ cells: ['你好'] }],
    });
    expect(await read(bytes, { encoding: 'utf-8' })).toEqual({
      ok: false,
      code: 'wrong_encoding',
      message:
        'The file is not encoded as utf-8. Please choose another encoding, or save it as CSV UTF-8.',
    });
  });

  it('names the line of a quotation mark that never ends', async () => {
    const result = await read('Name,Note\nAna,x\nBo,"never\nends');
    expect(result).toEqual({
      ok: false,
      code: 'broken_quotes',
      message:
        'A quotation mark in the row that begins in line 3 is never closed. Please correct it, or save the list as .xlsx.',
      line: 3,
    });
  });

  it('refuses too many rows', async () => {
    expect(await read('Name\na\nb\nc', { rows: 2 })).toEqual({
      ok: false,
      code: 'too_many_rows',
      message: 'The file has more than 2 rows. Please split it into several files.',
      line: 4,
    });
  });
});

describe('readSheet with something else', () => {
  const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0]);
  it.each<[string, Buffer, string]>([
    ['empty', Buffer.alloc(0), 'empty'],
    ['of blanks', Buffer.from(' \n\t\n'), 'no_rows'],
    ['of the old format', compound, 'old_xls'],
    [
      'locked with a password',
      Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
    ],
    ['PDF', Buffer.from('%PDF-1.7\n'), 'pdf'],
    ['HTML', Buffer.from('\ufeff\n<html><table><tr><td>Name'), 'html'],
    ['XML', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'html'],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
      'not_a_spreadsheet',
    ],
    ['an empty archive', Buffer.from('PK\u0005\u0006'), 'broken_workbook'],
    ['UTF-16 full of zeros', Buffer.from([0xff, 0xfe, 0, 0, 65, 0]), 'not_a_spreadsheet'],
  ])('refuses a file that is %s', async (_what, buffer, code) => {
    const result = await readSheet(buffer, 'list.xlsx');
    expect(result.ok ? 'read' : result.code).toBe(code);
  });

  it('refuses a file that is too large', async () => {
    expect(await readSheet(Buffer.alloc(11 * 1024 * 1024), 'list.csv')).toEqual({
      ok: false,
      code: 'too_large',
      message: '"list.csv" is larger than 10 MB.',
    });
  });

  const beginnings = [
    '',
    'PK\u0003\u0004',
    '\u00d0\u00cf\u0011\u00e0',
    '%PDF',
    'a,b\n',
    '\u00ff\u00fe',
  ];
  const noise = fc
    .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 3000 }))
    .map(([start, bytes]) => Buffer.concat([Buffer.from(start, 'latin1'), bytes]));

  it('always answers, and soon, whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(noise, async (buffer) => {
        const started = performance.now();
        const result = await readSheet(buffer, 'noise');
        expect(performance.now() - started).toBeLessThan(1000);
        if (result.ok) expect(result.rows.length).toBeGreaterThan(0);
        else expect(result.message).toMatch(/^.{10,}\.$/);
      }),
      { numRuns: 500 },
    );
  });

  it('always answers when a real workbook is damaged', async () => {
    const workbook = await workbookOf((book) => {
      book.addWorksheet('A').addRows([['Name'], ['Ana'], ['Bo']]);
    });
    const damage = fc.array(fc.tuple(fc.nat(workbook.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const buffer = Buffer.from(workbook);
        for (const [at, byte] of changes) buffer[at] = byte;
        const result = await readSheet(buffer, 'damaged.xlsx');
        if (result.ok) expect(result.rows.length).toBeGreaterThan(0);
        else expect(result.message).toMatch(/^.{10,}\.$/);
      }),
      { numRuns: 200 },
    );
  });
});
