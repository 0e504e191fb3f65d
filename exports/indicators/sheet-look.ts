import type { Cell, Worksheet } from 'exceljs';
import type { FormulaCell } from '../../src/lib/workbook/cells';
import { formatDateTime } from '../../src/http/format';
import { neutralise } from '../../src/lib/spreadsheet/neutralise';
import type { IndicatorsDocument } from './document';

const a4 = 9;
const font = { name: 'Arial', size: 10, family: 2 };

/** Heads a sheet: its title, the project, what the file is, and the mark of data that is not real. */
export function addTitle(sheet: Worksheet, document: IndicatorsDocument, title: string): number {
  const { projectName, isProtected, k, mark } = document;
  const lines = [
    title,
    projectName,
    `As of ${asOfText(document)}. ${
      isProtected
        ? `Groups of fewer than ${k} people are hidden. The file holds no personal data.`
        : 'For organisers: small groups are not hidden. The file holds no names; for anybody else, use the version to pass on.'
    }`,
    ...(mark === null ? [] : [mark]),
  ];
  for (const [index, line] of lines.entries()) {
    const cell = sheet.getCell(index + 1, 1);
    cell.value = neutralise(line);
    cell.alignment = { vertical: 'top' };
    cell.font = index === 0 ? { bold: true, size: 16 } : { bold: index === 3 };
    if (index === 0) sheet.getRow(1).height = 22;
  }
  return headRowOf(document);
}

/** The row below the title and an empty one. */
export function headRowOf({ mark }: Pick<IndicatorsDocument, 'mark'>): number {
  return mark === null ? 5 : 6;
}

export function asOfText({ indicators: [first], timeZone }: IndicatorsDocument): string {
  return formatDateTime(first?.asOf, timeZone);
}

export function headCell(cell: Cell, text: string, isFigure = false, isIndented = false): void {
  cell.value = text;
  cell.font = { bold: true };
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE3EAEC' } };
  cell.border = { bottom: { style: 'thin' } };
  cell.alignment = {
    wrapText: true,
    vertical: 'top',
    horizontal: isFigure ? 'right' : 'left',
    indent: isIndented && !isFigure ? 1 : 0,
  };
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
  sheet.getRow(row).height = linePoints * linesOf([[value, width]]);
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

/**
 * Finishes a sheet: one typeface for all cells, A4 landscape as wide as the page, the pages
 * numbered, and the given row repeated on each.
 */
export function printable(
  sheet: Worksheet,
  document: IndicatorsDocument,
  { headRow, onePage = false }: { headRow?: number; onePage?: boolean },
): void {
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      cell.font = { ...font, ...cell.font };
    });
  });
  Object.assign(sheet.pageSetup, {
    paperSize: a4,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: onePage ? 1 : 0,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.25, footer: 0.25 },
    ...(headRow === undefined ? {} : { printTitlesRow: `${headRow}:${headRow}` }),
  });
  const mark = document.mark === null ? '' : `${forFooter(document.mark)}, `;
  sheet.headerFooter.oddFooter = `&L${mark}as of ${forFooter(asOfText(document))}&C${sheet.name}&RPage &P of &N`;
}

/** An ampersand begins a code in headers and footers. */
function forFooter(text: string): string {
  return text.replaceAll('&', '&&');
}

/** Lines that wrapped texts take in cells of these widths (in letters). */
export function linesOf(texts: readonly (readonly [text: string, width: number])[]): number {
  return Math.max(
    1,
    ...texts.map(([text, width]) =>
      text
        .split('\n')
        .reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 0.9) / width)), 0),
    ),
  );
}

export const linePoints = 13.5;
