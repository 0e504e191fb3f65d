import type { Worksheet } from 'exceljs';
import { Workbook } from 'exceljs';
import { cellText } from './cell-text';
import { checkArchive } from './check-archive';
import { collectRows } from './rows-of-cells';
import type { SheetContent, SheetLimits, SheetRow } from './sheet-result';
import { Refusal } from './sheet-result';

/** Parts of a sheet that hold no text; a merged range alone can name every cell there is. */
const IGNORED = [
  'mergeCells',
  'dataValidations',
  'conditionalFormatting',
  'autoFilter',
  'drawing',
  'legacyDrawing',
  'tableParts',
  'extLst',
];

/**
 * The first visible sheet with text of an .xlsx workbook; hidden rows and columns are read like others.
 * @throws Refusal
 */
export async function readWorkbook(buffer: Buffer, limits: SheetLimits): Promise<SheetContent> {
  await checkArchive(buffer, limits.unpackedBytes);
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(arrayBufferOf(buffer), { ignoreNodes: IGNORED });
  } catch {
    throw new Refusal(
      'broken_workbook',
      'The workbook cannot be read. Open it in a spreadsheet program, save it again and upload that file.',
    );
  }
  const sheet = workbook.worksheets.find((each) => each.state === 'visible' && hasText(each));
  if (!sheet) throw new Refusal('no_rows', 'No visible sheet of the workbook holds any text.');
  const rows = collectRows(rowsOf(sheet, limits), limits, false);
  return { ok: true, format: 'xlsx', sheet: sheet.name, ...rows };
}

function arrayBufferOf(buffer: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(buffer.length);
  new Uint8Array(copy).set(buffer);
  return copy;
}

function hasText(sheet: Worksheet): boolean {
  let found = false;
  sheet.eachRow((row) => {
    if (found) return;
    row.eachCell((cell) => {
      found ||= cellText(cell.value).trim() !== '';
    });
  });
  return found;
}

function rowsOf(sheet: Worksheet, limits: SheetLimits): SheetRow[] {
  const rows: SheetRow[] = [];
  sheet.eachRow((row, line) => {
    const cells: string[] = [];
    let filled = 0;
    row.eachCell((cell, column) => {
      const text = cellText(cell.value);
      if (text.trim() === '') return;
      filled = column;
      if (column <= limits.columns) cells[column - 1] = text;
    });
    if (filled > limits.columns) {
      throw new Refusal(
        'too_many_columns',
        `Line ${line} has ${filled} columns; at most ${limits.columns} are read.`,
        line,
      );
    }
    rows.push({ line, cells: Array.from(cells, (cell: string | undefined) => cell ?? '') });
  });
  return rows;
}
