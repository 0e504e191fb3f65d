import type ExcelJS from 'exceljs';
import { HyperFormula, type RawCellContent } from 'hyperformula';

/** A cell with a formula: what the file says it gives, and what it gives when calculated anew. */
export interface RecalculatedCell {
  sheet: string;
  address: string;
  formula: string;
  written: unknown;
  calculated: unknown;
}

const dayMs = 86_400_000;
const epoch = Date.UTC(1899, 11, 30);

/** Calculates every formula of a workbook from the cells that are none, by a program of others. */
export function recalculate(workbook: ExcelJS.Workbook): RecalculatedCell[] {
  const engine = HyperFormula.buildFromSheets(
    Object.fromEntries(workbook.worksheets.map((sheet) => [sheet.name, contentOf(sheet)])),
    // As Excel does it: no rounding of its own.
    { licenseKey: 'gpl-v3', smartRounding: false },
  );
  const cells: RecalculatedCell[] = [];
  for (const worksheet of workbook.worksheets) {
    const sheet = engine.getSheetId(worksheet.name) ?? -1;
    worksheet.eachRow((row, rowNumber) => {
      row.eachCell((cell, column) => {
        const { value } = cell;
        if (typeof value !== 'object' || value === null || !('formula' in value)) return;
        cells.push({
          sheet: worksheet.name,
          address: cell.address,
          formula: value.formula ?? '',
          // The value of a cell leaves out a result of 0.
          written: plain(cell.result),
          calculated: plain(engine.getCellValue({ sheet, row: rowNumber - 1, col: column - 1 })),
        });
      });
    });
  }
  engine.destroy();
  return cells;
}

function contentOf(sheet: ExcelJS.Worksheet): RawCellContent[][] {
  const rows: RawCellContent[][] = [];
  sheet.eachRow((row, number) => {
    const cells: RawCellContent[] = [];
    row.eachCell((cell, column) => {
      // Of merged cells the first one holds the content.
      if (cell.isMerged && cell.master !== cell) return;
      cells[column - 1] = rawOf(cell);
    });
    rows[number - 1] = Array.from(cells, (cell) => cell ?? null);
  });
  return Array.from(rows, (row) => (row as RawCellContent[] | undefined) ?? []);
}

function rawOf(cell: ExcelJS.Cell): RawCellContent {
  const { value } = cell;
  if (value instanceof Date) return (value.getTime() - epoch) / dayMs;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'object' && value !== null && 'formula' in value) return `=${value.formula}`;
  // An apostrophe keeps what looks like a number, or a formula, the text that it is.
  return value === null || value === undefined ? null : `'${cell.text}`;
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return (value.getTime() - epoch) / dayMs;
  if (value === null || value === undefined || value === '') return '';
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
