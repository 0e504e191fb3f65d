import type { Cell, Workbook, Worksheet } from 'exceljs';
import { neutralise } from '../src/lib/spreadsheet/neutralise';
import { rowHeight } from '../src/lib/workbook/row-height';

/** What the sheets of all workbooks have in common: typeface, heads, and how they print. */

const a4 = 9;
const typeface = { name: 'Arial', size: 10, family: 2 };

/** How a sheet prints: on A4, as wide as the page unless it says otherwise. */
export interface PageSetUp {
  orientation: 'portrait' | 'landscape';
  /** Rows that stand on each page: "4:5". */
  repeated?: string;
  /** All rows on one page. */
  onePage?: boolean;
  /** More columns than a page can hold: they go on on further pages, beside the first column. */
  isWide?: boolean;
  /** Above what is printed on each page, where the sheet itself has no title. */
  head?: { title: string; text: string };
  /** At the lower left of each page; its number stands at the right. */
  foot: string;
}

/** Finishes a sheet: one typeface for all cells, and its pages set up. */
export function finish(sheet: Worksheet, setUp: PageSetUp): void {
  const { orientation, repeated, onePage = false, isWide = false, head, foot } = setUp;
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      cell.font = { ...typeface, ...cell.font };
    });
  });
  Object.assign(sheet.pageSetup, {
    paperSize: a4,
    orientation,
    fitToPage: !isWide,
    fitToWidth: 1,
    fitToHeight: onePage ? 1 : 0,
    margins: {
      ...{ left: 0.4, right: 0.4, bottom: 0.6, footer: 0.25, header: 0.3 },
      top: head === undefined ? 0.5 : 0.85,
    },
    ...(repeated === undefined ? {} : { printTitlesRow: repeated }),
    ...(isWide ? { printTitlesColumn: 'A:A' } : {}),
  });
  // Upright pages have no room for it, and above the head it stands already.
  const hasName = orientation === 'landscape' && head === undefined;
  const name = hasName ? `&C${forHeadOrFoot(sheet.name)}` : '';
  sheet.headerFooter.oddFooter = `&L${forHeadOrFoot(foot)}${name}&RPage &P of &N`;
  if (head === undefined) return;
  const [bold, plain] = ['&"Arial,Bold"&11', '&"Arial,Regular"&9'];
  sheet.headerFooter.oddHeader = `&L${bold}${forHeadOrFoot(head.title, longest.title)}${plain}\n${forHeadOrFoot(head.text)}`;
}

/** Excel takes a file for broken that has more than 255 letters in a header, codes included. */
const longest = { title: 80, text: 130 };

/** An ampersand begins a code in headers and footers, and two of them are one. */
function forHeadOrFoot(text: string, most = longest.text): string {
  let shown = '';
  for (const letter of text) {
    const next = shown + (letter === '&' ? '&&' : letter);
    if (next.length > most) break;
    shown = next;
  }
  return shown;
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

/** The title of a sheet and lines below it; the first row is 1. */
export function addHeading(sheet: Worksheet, title: string, lines: readonly string[]): void {
  for (const [index, line] of [title, ...lines].entries()) {
    const cell = sheet.getCell(index + 1, 1);
    cell.value = neutralise(line);
    cell.alignment = { vertical: 'top' };
    if (index === 0) cell.font = { bold: true, size: 16 };
  }
  sheet.getRow(1).height = 22;
}

const aboutWidths = [24, 100] as const;

/** The sheet that says what a file is, for whom, and what it holds. */
export function addAbout(
  workbook: Workbook,
  lines: readonly (readonly [label: string, value: string | number | Date])[],
): void {
  const sheet = workbook.addWorksheet('About', { views: [{ showGridLines: false }] });
  sheet.columns = aboutWidths.map((width) => ({ width }));
  for (const [index, [label, value]] of lines.entries()) {
    const row = sheet.getRow(index + 1);
    const [name, content] = [row.getCell(1), row.getCell(2)];
    name.value = label;
    name.font = { bold: true };
    name.alignment = { vertical: 'top' };
    content.value = typeof value === 'string' ? neutralise(value) : value;
    content.alignment = { wrapText: true, vertical: 'top', horizontal: 'left' };
    if (value instanceof Date) content.numFmt = 'yyyy-mm-dd hh:mm';
    row.height = rowHeight([[typeof value === 'string' ? value : '', aboutWidths[1]]]);
  }
  finish(sheet, { orientation: 'portrait', foot: '' });
}
