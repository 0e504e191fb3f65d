import type { Workbook, Worksheet } from 'exceljs';
import type { ChartCells } from '../../../src/lib/workbook/chart-xml';
import { columnLetters } from '../../../src/lib/workbook/cells';
import { rowHeight } from '../../../src/lib/workbook/row-height';
import type { SheetChart } from '../../../src/lib/workbook/sheet-charts';
import type { IndicatorsDocument } from '../document';
import { headCell } from '../../page-look';
import { addTitle, printable, writeCell } from '../sheet-look';
import { resultOf, tableColumn, tableTop, type ChartTable } from './chart-table';

const chartWidth = 560;
const leastHeight = 300;
/** Points a letter of a column's width takes. */
const letterPoints = 5.3;
/** Widths of columns, in letters. */
const widestName = 40;
const figureWidth = 11;
const wordsWidth = 24;

/** Adds an empty sheet for each chart, so that they stand in their place among the others. */
export function reserveChartSheets(
  workbook: Workbook,
  names: readonly string[],
): Map<string, Worksheet> {
  return new Map(
    names.map((name) => [name, workbook.addWorksheet(name, { views: [{ showGridLines: false }] })]),
  );
}

/** A chart beside the table it is drawn from, on one printed page; null when there is none yet. */
export function fillChartSheet(
  sheet: Worksheet,
  table: ChartTable,
  document: IndicatorsDocument,
): SheetChart | null {
  const widths = widthsOf(table);
  sheet.columns = [
    { width: chartWidth / letterPoints },
    { width: 2 },
    ...widths.map((width) => ({ width })),
  ];
  addTitle(sheet, document, table.title);
  const last = tableColumn + table.headers.length - 1;
  sheet.mergeCells(tableTop - 2, 1, tableTop - 2, last);
  const note = sheet.getCell(tableTop - 2, 1);
  note.value = table.note;
  note.alignment = { wrapText: true, vertical: 'top' };
  sheet.getRow(tableTop - 2).height = rowHeight([[table.note, 150]]) + 4;
  addTable(sheet, table, widths);
  printable(sheet, document, { onePage: true });
  return chartOf(table);
}

/** Names as wide as they are, columns of long words wider than those of figures. */
function widthsOf({ headers, rows }: ChartTable): number[] {
  return headers.map((_, index) => {
    const longest = Math.max(
      ...rows.map(({ [index]: content }) => String(resultOf(content) ?? '').length),
    );
    if (index === 0) return Math.min(widestName, Math.max(figureWidth, longest + 4));
    return longest > 2 * figureWidth ? wordsWidth : figureWidth;
  });
}

function addTable(sheet: Worksheet, { headers, rows }: ChartTable, widths: number[]): void {
  const heightOfRow = (texts: readonly string[]): number =>
    rowHeight(texts.map((text, index) => [text, (widths[index] ?? figureWidth) - 1]));
  const contentsOf = (index: number): (string | number | null)[] =>
    rows.map(({ [index]: content }) => resultOf(content));
  // Words stand at the left and figures at the right; shares have the same number of digits.
  const isFigure = headers.map(
    (_, index) => index > 0 && contentsOf(index).some((value) => typeof value === 'number'),
  );
  headers.forEach((header, index) => {
    const cell = sheet.getCell(tableTop - 1, tableColumn + index);
    headCell(cell, header, isFigure[index], index > 0);
  });
  sheet.getRow(tableTop - 1).height = heightOfRow(headers);
  for (const [down, contents] of rows.entries()) {
    const row = tableTop + down;
    const results = contents.map(resultOf);
    contents.forEach((content, index) => {
      const cell = sheet.getCell(row, tableColumn + index);
      writeCell(cell, content, isFigure[index] === true);
      if (index > 0 && isFigure[index] !== true) {
        cell.alignment = { ...cell.alignment, indent: 1 };
      }
      const value = results[index];
      const isShare = /%|per cent/i.test(headers[index] ?? '');
      if (typeof value === 'number' && (isShare || !Number.isInteger(value))) cell.numFmt = '0.00';
    });
    sheet.getRow(row).height = heightOfRow(
      results.map((value) => (typeof value === 'string' ? value : '')),
    );
  }
}

function chartOf(table: ChartTable): SheetChart | null {
  const { chart, rows, headers, title, sheet } = table;
  if (chart === null) return null;
  const drawn = rows.slice(0, chart.rows);
  const cellsIn = <T>(column: number, values: T[]): ChartCells<T> => {
    const letters = columnLetters(tableColumn + column);
    const last = tableTop + chart.rows - 1;
    return { reference: `'${sheet}'!$${letters}$${tableTop}:$${letters}$${last}`, values };
  };
  const names = drawn.map(([name]) => String(resultOf(name) ?? ''));
  const series = chart.series.map(({ column, fill, labelled }) => ({
    name: {
      reference: `'${sheet}'!$${columnLetters(tableColumn + column)}$${tableTop - 1}`,
      values: [headers[column] ?? ''],
    },
    values: cellsIn(
      column,
      drawn.map(({ [column]: content }) => {
        const value = resultOf(content);
        return typeof value === 'number' ? value : null;
      }),
    ),
    fill,
    labelled,
  }));
  const { overlaid, axisTitle, format, max } = chart;
  const bars = overlaid ? 1 : series.length;
  return {
    sheet,
    chart: {
      title,
      categories: cellsIn(0, names),
      series,
      overlaid,
      axisTitle,
      format,
      max,
      step: stepOf(
        Math.max(max ?? 1, ...series.flatMap(({ values }) => values.values.map((n) => n ?? 0))),
      ),
    },
    description: `Chart: ${title}. ${inWords(
      names,
      series.filter(({ labelled }) => labelled),
    )}`,
    place: { column: 1, row: tableTop - 1 },
    size: {
      width: chartWidth,
      height: Math.max(leastHeight, 95 + chart.rows * Math.max(19, 14 * bars, heightOf(names))),
    },
  };
}

/** Points that the longest name needs beside its bars, in lines of some thirty letters. */
function heightOf(names: readonly string[]): number {
  return 12 * Math.max(...names.map((name) => Math.ceil(name.length / 30))) + 4;
}

/** The chart in words, for those who cannot see it: "Chile: Women 3, Men 2; …". */
function inWords(
  names: readonly string[],
  series: readonly { name: ChartCells<string>; values: ChartCells<number | null> }[],
): string {
  return names
    .map((name, index) => {
      const parts = series.flatMap((one) => {
        const value = one.values.values[index] ?? null;
        if (value === null) return [];
        return [
          `${one.name.values[0] ?? ''} ${Number.isInteger(value) ? value : value.toFixed(1)}`,
        ];
      });
      return `${name}: ${parts.length === 0 ? 'not shown' : parts.join(', ')}`;
    })
    .join('; ');
}

/** Between marks of the axis: whole, at most some six of them, and 1, 2 or 5 times a power of ten. */
function stepOf(most: number): number {
  const rough = most / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10]
    .map((times) => times * power)
    .find((candidate) => candidate >= rough);
  return Math.max(1, Math.ceil(step ?? 1));
}
