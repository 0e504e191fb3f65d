import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { zipEntries } from '../../../src/lib/workbook/zip-entries';
import { deflated, writeZip, type DeflatedEntry } from '../../../src/lib/workbook/zip-file';

let folder: string;
let entries: DeflatedEntry[];

const small = Buffer.from('<Types/>');
const large = Buffer.from('a row of a sheet '.repeat(20_000));

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pec-zip-'));
  const content = deflateRawSync(large);
  const file = path.join(folder, 'part');
  writeFileSync(file, content);
  entries = [
    await deflated('[Content_Types].xml', small),
    {
      name: 'xl/sheet.xml',
      crc: crc32(large),
      size: large.length,
      deflatedSize: content.length,
      content: { file },
    },
    await deflated('empty.xml', Buffer.alloc(0)),
  ];
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function writtenAndRead(longFrom?: number): Promise<[string, Buffer][]> {
  const file = path.join(folder, 'archive.zip');
  await writeZip(file, entries, longFrom);
  return [...(await zipEntries(readFileSync(file)))];
}

// Every size and offset; those from the second entry on; none.
test.each([0, 30, undefined])(
  'what is written can be read, long fields from %s on',
  async (from) => {
    expect(await writtenAndRead(from)).toEqual([
      ['[Content_Types].xml', small],
      ['xl/sheet.xml', large],
      ['empty.xml', Buffer.alloc(0)],
    ]);
  },
);

test('long fields are used where they are needed alone', async () => {
  const sizes = [];
  for (const from of [0, 30, undefined]) {
    await writtenAndRead(from);
    sizes.push(readFileSync(path.join(folder, 'archive.zip')).length);
  }
  const [all = 0, some = 0, none = 0] = sizes;
  // 20 bytes in each local header and 28 in each record; then 76 at the end.
  expect(all - none).toBe(3 * (20 + 28) + 76);
  expect(some - none).toBe(20 + 2 * 28 + 76);
});

test('an entry that is shorter than it says is an error', async () => {
  const [first] = entries;
  if (first === undefined) throw new Error('No entry.');
  const short = { ...first, deflatedSize: first.deflatedSize + 1 };
  await expect(writeZip(path.join(folder, 'short.zip'), [short])).rejects.toThrow(
    `[Content_Types].xml has ${first.deflatedSize} of ${first.deflatedSize + 1} bytes.`,
  );
});
