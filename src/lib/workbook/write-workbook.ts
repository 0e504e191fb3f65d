import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import ExcelJS from 'exceljs';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { ZipFile as ZipWriter } from 'yazl';
import {
  cellXml,
  columnLetters,
  dateSerial,
  escapeXml,
  type CellKind,
  type CellValue,
} from './cells';

/** A sheet whose rows are too many to hold in memory. */
export interface StreamedSheet {
  name: string;
  columns: { header: string; kind: CellKind; width: number }[];
  /** Rows in the order of the columns; read once, at the pace of the disk. */
  rows: () => AsyncIterable<CellValue[]>;
}

export interface WrittenSheet {
  name: string;
  rows: number;
}

const formats: Record<CellKind, string> = {
  text: '@',
  number: 'General',
  date: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm',
};

/**
 * Writes an .xlsx: exceljs makes the workbook with its small sheets and the headers of the
 * streamed ones; their rows are then poured in between as the file is zipped. exceljs' own
 * streaming writer needs four times the memory, since its commit does not wait for the disk.
 *
 * @param build fills the small sheets, called before the streamed sheets are added; returns what
 *   each picture shows, in the order in which they were added, for those who cannot see it
 * @returns the number of data rows written to each streamed sheet, counted while writing
 * @throws whatever reading the rows or writing the file throws; the file is then useless
 */
export async function writeWorkbook(
  file: string,
  build: (workbook: ExcelJS.Workbook) => readonly string[],
  streamed: StreamedSheet[],
): Promise<WrittenSheet[]> {
  const workbook = new ExcelJS.Workbook();
  const pictures = [...build(workbook)];
  for (const sheet of streamed) addFrame(workbook, sheet);
  const frame = Buffer.from(await workbook.xlsx.writeBuffer());
  const first = workbook.worksheets.length - streamed.length;
  const byEntry = new Map(
    streamed.map((sheet, index) => [`xl/worksheets/sheet${first + index + 1}.xml`, sheet]),
  );
  return pour(frame, { streamed: byEntry, pictures, file });
}

/** Headers, widths, a frozen first row and one sample row that carries each column's style. */
function addFrame(workbook: ExcelJS.Workbook, sheet: StreamedSheet): void {
  const worksheet = workbook.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  worksheet.columns = sheet.columns.map(({ header, width, kind }) => ({
    header,
    width,
    style: { numFmt: formats[kind] },
  }));
  const headers = worksheet.getRow(1);
  headers.font = { bold: true };
  headers.alignment = { wrapText: true, vertical: 'top' };
  worksheet.addRow(sheet.columns.map(() => 0));
  worksheet.autoFilter = { from: 'A1', to: { row: 1, column: sheet.columns.length } };
}

async function pour(
  frame: Buffer,
  {
    streamed,
    pictures,
    file,
  }: { streamed: Map<string, StreamedSheet>; pictures: readonly string[]; file: string },
): Promise<WrittenSheet[]> {
  const output = new ZipWriter();
  const written = new Map<string, WrittenSheet>();
  const controller = new AbortController();
  let failure: Error | undefined;
  const writing = pipeline(output.outputStream, createWriteStream(file), {
    signal: controller.signal,
  }).catch((error: unknown) => {
    failure ??= error instanceof Error ? error : new Error(String(error));
  });
  const abort = (error: Error): void => {
    failure ??= error;
    controller.abort();
  };
  output.on('error', abort);
  for await (const { name, content } of entriesOf(frame)) {
    const sheet = streamed.get(name);
    if (sheet === undefined) {
      output.addBuffer(name === drawing ? described(content, pictures) : content, name);
      continue;
    }
    const count: WrittenSheet = { name: sheet.name, rows: 0 };
    written.set(sheet.name, count);
    const xml = sheetXml(content.toString('utf8'), sheet, count);
    output.addReadStreamLazy(name, { compressionLevel: 1 }, (begin) => {
      const stream = Readable.from(xml, { objectMode: false });
      stream.once('error', abort);
      begin(null, stream);
    });
  }
  output.end();
  await writing;
  if (failure !== undefined) throw failure;
  return [...written.values()];
}

// All pictures are on one sheet, so there is one drawing.
const drawing = 'xl/drawings/drawing1.xml';

/** exceljs has no place for the text that stands for a picture. */
function described(xml: Buffer, pictures: readonly string[]): Buffer {
  let index = 0;
  const text = xml.toString('utf8').replace(/<xdr:cNvPr id="\d+" name="[^"]*"/g, (element) => {
    const description = pictures[index] ?? '';
    index += 1;
    return `${element} descr="${escapeXml(description)}"`;
  });
  return Buffer.from(text);
}

async function* entriesOf(zip: Buffer): AsyncGenerator<{ name: string; content: Buffer }> {
  const reader = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error, opened) => {
      if (error !== null) reject(error);
      else resolve(opened);
    });
  });
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      reader.once('entry', resolve);
      reader.once('end', () => {
        resolve(undefined);
      });
      reader.once('error', reject);
      reader.readEntry();
    });
    if (entry === undefined) return;
    reader.removeAllListeners();
    if (entry.fileName.endsWith('/')) continue;
    yield { name: entry.fileName, content: await contentOf(reader, entry) };
  }
}

async function contentOf(reader: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    reader.openReadStream(entry, (error, opened) => {
      if (error !== null) reject(error);
      else resolve(opened);
    });
  });
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const chunkSize = 64 * 1024;

async function* sheetXml(
  frame: string,
  sheet: StreamedSheet,
  count: WrittenSheet,
): AsyncGenerator<string> {
  const sample = /<row r="2".*?<\/row>/s.exec(frame);
  if (sample === null) throw new Error('The frame of the sheet has no sample row.');
  const [row] = sample;
  const styles = sheet.columns.map(
    (_column, index) => / s="\d+"/.exec(cellOf(row, `${columnLetters(index + 1)}2`))?.[0] ?? '',
  );
  const letters = sheet.columns.map((_column, index) => columnLetters(index + 1));
  const isDate = sheet.columns.map((column) => column.kind === 'date');
  // The range of the sample is not that of the rows; the element is optional.
  yield frame.slice(0, sample.index).replace(/<dimension [^>]*\/>/, '');
  let chunk = '';
  for await (const values of sheet.rows()) {
    count.rows += 1;
    const number = String(count.rows + 1);
    chunk += `<row r="${number}">`;
    for (let index = 0; index < values.length; index += 1) {
      let value = values[index] ?? null;
      if (value === null) continue;
      if (isDate[index] === true && typeof value === 'string') {
        const serial = dateSerial(value);
        if (!Number.isNaN(serial)) value = serial;
      }
      chunk += cellXml((letters[index] ?? '') + number, value, styles[index] ?? '');
    }
    chunk += '</row>';
    if (chunk.length > chunkSize) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk + frame.slice(sample.index + row.length);
}

function cellOf(row: string, reference: string): string {
  const start = row.indexOf(`<c r="${reference}"`);
  return row.slice(start, row.indexOf('>', start));
}
