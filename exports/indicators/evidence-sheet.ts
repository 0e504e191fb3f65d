import type { Cell, Workbook, Worksheet } from 'exceljs';
import { dayTable, daysView, type DayTable } from '../../src/features/indicators/days.view-model';
import { documents, isForm, targetText } from '../../src/features/indicators/indicator';
import { ratioText, releasedText } from '../../src/features/indicators/indicators.view-model';
import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import { statuses } from '../../src/features/indicators/status-words';
import { targetConflicts } from '../../src/features/indicators/target-conflicts';
import { formatDate } from '../../src/http/format';
import { neutralise } from '../../src/lib/spreadsheet/neutralise';
import type { SexTable } from '../../src/statistics/sex-split';
import type { Evidence, IndicatorsDocument } from './document';
import { addTitle, asOfText, headCell, linePoints, linesOf, printable } from './sheet-look';

const widths = [26, 36, 40, 18, 16, 16];
const textWidth = widths.slice(1).reduce((sum, width) => sum + width, 0);

/** One indicator: what it is in words, its figures, and the records behind it. */
export function addEvidenceSheet(
  workbook: Workbook,
  indicator: ProtectedIndicator,
  document: IndicatorsDocument,
): void {
  const { id, title } = indicator.definition;
  const sheet = workbook.addWorksheet(id, { views: [{ showGridLines: false }] });
  sheet.columns = widths.map((width) => ({ width }));
  let row = addTitle(sheet, document, `${id} ${title}`);
  for (const [label, value] of factsOf(indicator, document)) addFact(sheet, row++, label, value);
  const days = dayTable(indicator);
  if (days !== null) row = addDays(sheet, row + 1, days);
  else if (indicator.split !== null) {
    row = addSplit(sheet, row + 1, indicator.split, indicator.definition.splitOf ?? 'people');
  }
  const headRow = addEvidence(sheet, row + 1, indicator, document);
  printable(sheet, document, headRow === undefined ? {} : { headRow });
}

function factsOf(
  indicator: ProtectedIndicator,
  document: IndicatorsDocument,
): [label: string, value: string | number][] {
  const { definition, value, hidden, status, targets, ratio, base, rule } = indicator;
  const released = releasedText(indicator, document.timeZone);
  const conflict = targetConflicts(document.indicators.map((other) => other.definition)).find(
    ({ indicators }) => indicators.includes(definition.id),
  );
  const unit = definition.unit === '%' ? 'per cent' : definition.unit;
  return [
    ['Value', hidden !== null ? 'not shown' : (value ?? 'no data yet')],
    ['Unit', unit],
    ['Status', statuses[status].label],
    ...(daysView(indicator)?.days ?? []).map((day): [string, string] => [
      `${day.name}, ${day.date}`,
      day.isKnown ? `${day.value}: ${day.status.label.toLowerCase()}` : day.value,
    ]),
    ...indicator.notes.map((note): [string, string] => ['Beside the value', note]),
    ...targets.map(({ line, status: reached }): [string, string] => [
      'Target',
      `${targetText(line)} (${documents[line.source]}): ${statuses[reached].label.toLowerCase()}`,
    ]),
    ...(targets.length === 0
      ? [['Target', 'The documents set no target.'] as [string, string]]
      : []),
    ...(conflict === undefined
      ? []
      : [
          ['Targets that differ', `${conflict.title}. ${conflict.explanation}`] as [string, string],
        ]),
    ...(hidden === null ? [] : [['Why it is not shown', hidden] as [string, string]]),
    ['Definition', definition.definition],
    ['Formula', definition.formula],
    ...(rule === null ? [] : [['Rule in force', rule] as [string, string]]),
    ...(definition.notCounted === ''
      ? []
      : [['Not counted', definition.notCounted] as [string, string]]),
    ['Records', definition.records],
    ...(ratio === null ? [] : [['Counted', ratioText(indicator)] as [string, string]]),
    ...(base === null || base === 0
      ? []
      : [
          [isForm(definition.fedBy) ? 'Base: valid records' : 'Base: persons', base] as [
            string,
            number,
          ],
        ]),
    ['Source', definition.sources.map((source) => documents[source]).join('; ')],
    ['As of', asOfText(document)],
    ...(released === null ? [] : [['Released', released] as [string, string]]),
  ];
}

function addFact(sheet: Worksheet, row: number, label: string, value: string | number): void {
  sheet.mergeCells(row, 2, row, widths.length);
  const [name, text] = [sheet.getCell(row, 1), sheet.getCell(row, 2)];
  name.value = label;
  name.font = { bold: true };
  name.alignment = { vertical: 'top' };
  text.value = typeof value === 'string' ? neutralise(value) : value;
  text.alignment = { wrapText: true, vertical: 'top', horizontal: 'left' };
  if (typeof value === 'number' && !Number.isInteger(value)) text.numFmt = '0.00';
  if (label === 'Value') text.font = { bold: true, size: 13 };
  const lines = typeof value === 'string' ? linesOf([[value, textWidth]]) : 1;
  sheet.getRow(row).height = linePoints * lines + (label === 'Value' ? 4 : 0);
}

/** @returns the row after the table */
function addDays(sheet: Worksheet, row: number, { rows, sums }: DayTable): number {
  addSexHead(sheet, row, 'Day by day');
  const lines = [...rows, ...sums];
  for (const [down, { label, date, isPart, people }] of lines.entries()) {
    addSexLine(
      sheet,
      row + 1 + down,
      date === null ? label : `${label}, ${formatDate(date)}`,
      people === null
        ? ['no data yet']
        : [people.women, people.men, people.notStated, people.total, people.shareOfWomen],
    );
    if (isPart) sheet.getCell(row + 1 + down, 1).alignment = { indent: 2, vertical: 'top' };
  }
  return row + 1 + lines.length;
}

/** @returns the row after the table */
function addSplit(sheet: Worksheet, row: number, split: SexTable, of: string): number {
  addSexHead(sheet, row, `By sex of ${of}`);
  const lines = [
    ...split.categories,
    { label: 'All valid records (base)', ...split.base, shareOfWomen: split.shareOfWomen },
  ];
  for (const [down, line] of lines.entries()) {
    addSexLine(sheet, row + 1 + down, line.label, [
      line.women.n,
      line.men.n,
      line.notStated.n,
      line.total.n,
      line.shareOfWomen,
    ]);
  }
  return row + 1 + lines.length;
}

function addSexHead(sheet: Worksheet, row: number, title: string): void {
  const heads = [title, 'Women', 'Men', 'Not stated', 'Everyone', 'Women, %'];
  heads.forEach((head, index) => {
    headCell(sheet.getCell(row, index + 1), head, index > 0);
  });
}

function addSexLine(
  sheet: Worksheet,
  row: number,
  label: string,
  cells: (string | number | null)[],
): void {
  [label, ...cells].forEach((value, index) => {
    writeCell(sheet.getCell(row, index + 1), value, index > 0);
  });
  if (typeof cells[4] === 'number') sheet.getCell(row, 6).numFmt = '0.00';
}

/** @returns the row of the table's head; undefined when there is no table */
function addEvidence(
  sheet: Worksheet,
  row: number,
  { definition }: ProtectedIndicator,
  { evidence, isProtected }: IndicatorsDocument,
): number | undefined {
  const heading = sheet.getCell(row, 1);
  heading.value = 'Evidence';
  heading.font = { bold: true, size: 13 };
  const found = evidence.get(definition.id);
  if (found === undefined || found.rows.length === 0) {
    const isWithheld = isProtected && found === undefined;
    sheet.getCell(row + 1, 1).value = isWithheld
      ? 'The evidence is made of single answers, which organisers alone can see.'
      : 'Nothing counts towards this indicator yet.';
    return undefined;
  }
  found.columns.forEach(({ label, type }, index) => {
    headCell(sheet.getCell(row + 1, index + 1), label, type === 'number');
  });
  for (const [down, cells] of found.rows.entries()) {
    addRecord(sheet, row + 2 + down, found.columns, cells);
  }
  sheet.autoFilter = {
    from: { row: row + 1, column: 1 },
    to: { row: row + 1 + found.rows.length, column: found.columns.length },
  };
  return row + 1;
}

function addRecord(
  sheet: Worksheet,
  row: number,
  columns: Evidence['columns'],
  cells: Evidence['rows'][number],
): void {
  columns.forEach(({ key, type }, index) => {
    const cell = sheet.getCell(row, index + 1);
    writeCell(cell, shownValue(cells[key] ?? null, type), type === 'number');
    if (type === 'date') cell.numFmt = 'yyyy-mm-dd';
    else if (typeof cell.value === 'number' && !Number.isInteger(cell.value)) cell.numFmt = '0.00';
  });
  const lines = linesOf(
    columns.map(({ key }, index) => {
      const content = cells[key];
      return [typeof content === 'string' ? content : '', (widths[index] ?? 0) - 2] as const;
    }),
  );
  sheet.getRow(row).height = linePoints * lines;
}

function writeCell(cell: Cell, value: string | number | Date | null, isFigure: boolean): void {
  cell.value = typeof value === 'string' ? neutralise(value) : value;
  cell.alignment = { wrapText: true, vertical: 'top', horizontal: isFigure ? 'right' : 'left' };
  cell.border = { bottom: { style: 'hair' } };
}

const sexWords: Record<string, string> = { female: 'Female', male: 'Male' };

function shownValue(
  value: string | number | boolean | null,
  type: Evidence['columns'][number]['type'],
): string | number | Date | null {
  if (type === 'sex') return sexWords[String(value)] ?? 'Not stated';
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return type === 'date' ? new Date(`${value}T00:00:00Z`) : value;
}
