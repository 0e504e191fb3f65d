import type { Cell, Worksheet } from 'exceljs';
import { neutralise } from '../../src/lib/spreadsheet/neutralise';

const a4 = 9;

/** A sheet to print on A4, as wide as the page, its head on each. */
export function printed(
  sheet: Worksheet,
  headRows: string,
  orientation: 'portrait' | 'landscape',
): void {
  Object.assign(sheet.pageSetup, {
    paperSize: a4,
    orientation,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: headRows,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.25, footer: 0.25 },
  });
  sheet.headerFooter.oddFooter = `&L${sheet.name.replaceAll('&', '&&')}&RPage &P of &N`;
}

export function headCell(cell: Cell, text: string): void {
  cell.value = text;
  cell.font = { bold: true };
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE3EAEC' } };
  cell.border = { bottom: { style: 'thin' } };
  cell.alignment = { wrapText: true, vertical: 'middle' };
}

/** The title of a sheet and a line below it. */
export function addTitle(sheet: Worksheet, title: string, line: string): void {
  sheet.getCell(1, 1).value = neutralise(title);
  sheet.getCell(1, 1).font = { bold: true, size: 14 };
  sheet.getCell(2, 1).value = neutralise(line);
}
