import type { Cell, Worksheet } from 'exceljs';
import type { FormulaCell } from '../../src/lib/workbook/cells';
import { formatDateTime } from '../../src/http/format';
import { neutralise } from '../../src/lib/spreadsheet/neutralise';
import { rowHeight } from '../../src/lib/workbook/row-height';
import { addHeading, finish, type PageSetUp } from '../page-look';
import type { IndicatorsDocument } from './document';

/** Heads a sheet: its title, the project, what the file is, and the mark of data that is not real. */
export function addTitle(sheet: Worksheet, document: IndicatorsDocument, title: string): number {
  const { projectName, isProtected, k, mark } = document;
  addHeading(sheet, title, [
    projectName,
    `As of ${asOfText(document)}. ${
      isProtected
        ? `Groups of fewer than ${k} people are hidden. The file holds no personal data.`
        : 'For organisers: small groups are not hidden. The file holds no names; for anybody else, use the version to pass on.'
    }`,
    ...(mark === null ? [] : [mark]),
  ]);
  if (mark !== null) sheet.getCell(4, 1).font = { bold: true };
  return headRowOf(document);
}

/** The row below the title and an empty one. */
export function headRowOf({ mark }: Pick<IndicatorsDocument, 'mark'>): number {
  return mark === null ? 5 : 6;
}

export function asOfText({ indicators: [first], timeZone }: IndicatorsDocument): string {
  return formatDateTime(first?.asOf, timeZone);
}

/** A line of text beside its label, from the second column to the last. */
export function addFact(sheet: Worksheet, row: number, label: string, value: string): void {
  const last = sheet.columns.length;
  sheet.mergeCells(row, 2, row, last);
  const [name, text] = [sheet.getCell(row, 1), sheet.getCell(row, 2)];
  name.value = label;
  name.font = { bold: true };
  name.alignment = { vertical: 'top' };
  text.value = neutralise(value);
  text.alignment = { wrapText: true, vertical: 'top', horizontal: 'left' };
  const width = sheet.columns.slice(1).reduce((sum, column) => sum + (column.width ?? 0), 0);
  sheet.getRow(row).height = rowHeight([[value, width]]);
}

/** Text from records never becomes a formula; what is to be one says so. */
export function writeCell(
  cell: Cell,
  value: string | number | Date | FormulaCell | null,
  isFigure: boolean,
): void {
  cell.value = typeof value === 'string' ? neutralise(value) : value;
  cell.alignment = { wrapText: true, vertical: 'top', horizontal: isFigure ? 'right' : 'left' };
  cell.border = { bottom: { style: 'hair' } };
}

/** Finishes a sheet, to print across unless it says otherwise, with the time of its figures on each page. */
export function printable(
  sheet: Worksheet,
  document: IndicatorsDocument,
  {
    headRow,
    ...setUp
  }: { headRow?: number } & Partial<Pick<PageSetUp, 'orientation' | 'onePage' | 'head'>>,
): void {
  const mark = document.mark === null ? '' : `${document.mark}, `;
  finish(sheet, {
    orientation: 'landscape',
    ...setUp,
    ...(headRow === undefined ? {} : { repeated: `${headRow}:${headRow}` }),
    foot: `${mark}as of ${asOfText(document)}`,
  });
}
