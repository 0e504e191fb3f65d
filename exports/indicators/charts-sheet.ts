import type { Workbook, Worksheet } from 'exceljs';
import { describeChart } from '../../src/charts/chart-spec';
import { neutralise } from '../../src/lib/spreadsheet/neutralise';
import { chartTables } from './chart-tables';
import type { ChartTable, DrawChart, IndicatorsDocument, Picture } from './document';
import { addTitle, headCell, linesOf, printable } from './sheet-look';

const pictureWidth = 640;
const tableColumn = 3;
const nameWidth = 40;
const figureWidth = 12;
// Pictures are anchored to rows, so these keep their height.
const rowPixels = 20;
const rowPoints = 15;

/**
 * The charts, each beside the table it is drawn from, one a printed page.
 * @returns what each picture shows, in words, in their order
 */
export function addChartsSheet(
  workbook: Workbook,
  document: IndicatorsDocument,
  draw: DrawChart,
): string[] {
  const sheet = workbook.addWorksheet('Charts', { views: [{ showGridLines: false }] });
  sheet.columns = [
    { width: pictureWidth / 7 },
    { width: 2 },
    { width: nameWidth },
    ...Array.from({ length: 5 }, () => ({ width: figureWidth })),
  ];
  let row = addTitle(sheet, document, 'Charts');
  const texts: string[] = [];
  const tables = chartTables(document);
  for (const [index, table] of tables.entries()) {
    const picture = table.spec === null ? null : draw(table.spec, drawingOf(table));
    row = addChart(workbook, sheet, { table, picture, row });
    if (table.spec !== null) texts.push(`Chart: ${table.title}. ${describeChart(table.spec)}`);
    if (index < tables.length - 1) sheet.getRow(row - 1).addPageBreak();
  }
  printable(sheet, document, {});
  return texts;
}

function drawingOf({ line }: ChartTable): { width: number; line?: number } {
  return { width: pictureWidth, ...(line === undefined ? {} : { line }) };
}

/** @returns the row after the chart and its table */
function addChart(
  workbook: Workbook,
  sheet: Worksheet,
  chart: { table: ChartTable; picture: Picture | null; row: number },
): number {
  const { table, picture } = chart;
  const title = sheet.getCell(chart.row, 1);
  title.value = table.title;
  title.font = { bold: true, size: 13 };
  sheet.mergeCells(chart.row + 1, 1, chart.row + 1, 8);
  const note = sheet.getCell(chart.row + 1, 1);
  note.value = neutralise(table.note);
  note.alignment = { wrapText: true, vertical: 'top' };
  sheet.getRow(chart.row + 1).height = rowPoints * 2;
  const top = chart.row + 2;
  addTable(sheet, table, top);
  const heights = tableHeights(sheet, table, top);
  if (picture === null) return top + heights.rows + 2;
  const id = workbook.addImage({
    // exceljs declares the Buffer of another version of the types.
    base64: picture.png.toString('base64'),
    extension: 'png',
  });
  sheet.addImage(id, {
    tl: { col: 0, row: top - 1 },
    ext: { width: picture.width, height: picture.height },
    editAs: 'oneCell',
  });
  const below = Math.max(0, Math.ceil((picture.height - heights.pixels) / rowPixels));
  for (let extra = 0; extra <= below; extra += 1) {
    sheet.getRow(top + heights.rows + extra).height = rowPoints;
  }
  return top + heights.rows + below + 2;
}

function addTable(sheet: Worksheet, { headers, rows }: ChartTable, top: number): void {
  // A column with one fraction shows fractions throughout.
  const hasFractions = headers.map((_, index) =>
    rows.some(({ [index]: value }) => typeof value === 'number' && !Number.isInteger(value)),
  );
  headers.forEach((header, index) => {
    headCell(sheet.getCell(top, tableColumn + index), header, index > 0);
  });
  for (const [down, values] of rows.entries()) {
    values.forEach((value, index) => {
      const cell = sheet.getCell(top + 1 + down, tableColumn + index);
      cell.value = typeof value === 'string' ? neutralise(value) : value;
      cell.alignment = {
        wrapText: true,
        vertical: 'top',
        horizontal: index === 0 ? 'left' : 'right',
      };
      cell.border = { bottom: { style: 'hair' } };
      if (typeof value === 'number' && hasFractions[index] === true) cell.numFmt = '0.00';
    });
  }
}

/** Gives the rows of a table their height, and says how much room they take. */
function tableHeights(
  sheet: Worksheet,
  { headers, rows }: ChartTable,
  top: number,
): { rows: number; pixels: number } {
  const ofHead = linesOf(headers.slice(1).map((header) => [header, figureWidth - 2]));
  sheet.getRow(top).height = rowPoints * ofHead;
  let lines = ofHead;
  for (const [down, values] of rows.entries()) {
    const needed = Math.max(
      ...values.map((value, index) =>
        typeof value === 'string'
          ? linesOf([[value, (index === 0 ? nameWidth : figureWidth) - 1]])
          : 1,
      ),
    );
    sheet.getRow(top + 1 + down).height = rowPoints * needed;
    lines += needed;
  }
  return { rows: rows.length + 1, pixels: lines * rowPixels };
}
