import { rm } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { CellKind, CellValue } from './cells';
import { DeflatedFile } from './deflated-file';
import { inSchemaOrder } from './font-order';
import { rowHeight } from './row-height';
import { SharedTexts } from './shared-texts';
import { addCharts, type SheetChart } from './sheet-charts';
import { SheetRows } from './sheet-rows';
import { zipEntries } from './zip-entries';
import { deflated, writeZip, type DeflatedEntry } from './zip-file';

/** A sheet whose rows are too many to hold in memory. */
export interface StreamedSheet {
  name: string;
  columns: { header: string; kind: CellKind; width: number }[];
  /** Finishes the sheet's head: page set-up, notes on headers. */
  prepare?: (sheet: ExcelJS.Worksheet) => void;
}

/** Sheets that show the same records, one row a record in each. */
export interface StreamedSheets {
  sheets: readonly StreamedSheet[];
  /**
   * For each record its row in each sheet, in the order of the sheets, with values in the order
   * of the columns; read once, at the pace of the disk.
   */
  records: () => AsyncIterable<readonly CellValue[][]>;
}

const formats: Record<CellKind, string> = {
  text: '@',
  number: 'General',
  date: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm',
};

/** In points: the texts of some questions would fill the screen. */
const highestHead = 120;

const sharedName = 'xl/sharedStrings.xml';
const stylesName = 'xl/styles.xml';

/**
 * Writes an .xlsx: exceljs makes the workbook with its small sheets and the headers of the
 * streamed ones; their rows are poured into those, the sheets of the same records at the same time,
 * each deflated to a file of its own beside the workbook, and the parts are then put together.
 * exceljs' own streaming writer needs four times the memory, since its commit does not wait for the
 * disk.
 *
 * @param build fills the small sheets, called before the streamed sheets are added; returns the
 *   charts that stand on them, which exceljs has no place for
 * @returns the number of records, counted while writing: a streamed sheet has a row for each of its own
 * @throws whatever reading the records or writing the file throws; the file is then useless
 */
export async function writeWorkbook(
  file: string,
  build: (workbook: ExcelJS.Workbook) => readonly SheetChart[],
  ...streamed: readonly StreamedSheets[]
): Promise<number> {
  const workbook = new ExcelJS.Workbook();
  const charts = build(workbook);
  const small = workbook.worksheets.length;
  for (const { sheets } of streamed) for (const sheet of sheets) addFrame(workbook, sheet);
  // Taken apart again at once, so that deflating it would be in vain.
  const packed = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  const frame = await zipEntries(Buffer.from(packed));
  const names = workbook.worksheets.map(({ name }) => name);
  addCharts(frame, names, charts);
  frame.set(stylesName, Buffer.from(inSchemaOrder(take(frame, stylesName))));
  const shared = new SharedTexts(take(frame, sharedName));
  let number = small;
  const growing = streamed.map(({ sheets, records }) => ({
    records,
    sheets: sheets.map((sheet) => {
      number += 1;
      const name = `xl/worksheets/sheet${number}.xml`;
      const kinds = sheet.columns.map((column) => column.kind);
      const part = `${file}.part${number - small}`;
      return {
        rows: new SheetRows(take(frame, name), kinds, shared),
        part,
        output: new DeflatedFile(name, part),
      };
    }),
  }));
  const parts = growing.flatMap(({ sheets }) => sheets);
  try {
    let records = 0;
    for (const group of growing) records += await pour(group.sheets, group.records());
    const entries: DeflatedEntry[] = [];
    for (const [name, content] of frame) entries.push(await deflated(name, content));
    // Before the sheets, for those who read an archive from its beginning to its end.
    entries.push(await deflated(sharedName, Buffer.from(shared.toXml())));
    for (const { output } of parts) entries.push(await output.end());
    await writeZip(file, entries);
    return records;
  } finally {
    for (const { output, part } of parts) {
      await output.abandon();
      await rm(part, { force: true });
    }
  }
}

/** Removes an entry of the frame that is written anew. */
function take(frame: Map<string, Buffer>, name: string): string {
  const content = frame.get(name);
  if (content === undefined) throw new Error(`The frame of the workbook has no ${name}.`);
  frame.delete(name);
  return content.toString('utf8');
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
  headers.height = Math.min(
    highestHead,
    rowHeight(sheet.columns.map(({ header, width }) => [header, width - 1])),
  );
  worksheet.addRow(sheet.columns.map(() => 0));
  worksheet.autoFilter = { from: 'A1', to: { row: 1, column: sheet.columns.length } };
  sheet.prepare?.(worksheet);
}

const chunkSize = 64 * 1024;

async function pour(
  sheets: readonly { rows: SheetRows; output: DeflatedFile }[],
  records: AsyncIterable<readonly CellValue[][]>,
): Promise<number> {
  const chunks = sheets.map(({ rows }) => rows.head);
  let count = 0;
  for await (const record of records) {
    if (record.length !== sheets.length) {
      throw new Error(`Record ${count + 1} has ${record.length} rows for ${sheets.length} sheets.`);
    }
    count += 1;
    for (const [index, { rows, output }] of sheets.entries()) {
      const chunk = (chunks[index] ?? '') + rows.row(count + 1, record[index] ?? []);
      const full = chunk.length > chunkSize;
      chunks[index] = full ? '' : chunk;
      if (full) await output.write(chunk);
    }
  }
  for (const [index, { rows, output }] of sheets.entries()) {
    await output.write((chunks[index] ?? '') + rows.tail);
  }
  return count;
}
