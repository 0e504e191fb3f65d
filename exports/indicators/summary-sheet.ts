import type { Row, Worksheet } from 'exceljs';
import { allMet } from '../../src/features/indicators/compute';
import { daysView } from '../../src/features/indicators/days.view-model';
import { documents, groups, isForm, targetText } from '../../src/features/indicators/indicator';
import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import { statuses } from '../../src/features/indicators/status-words';
import type { FormulaCell } from '../../src/lib/workbook/cells';
import { localTime } from '../../src/lib/zoned-time';
import { rowHeight } from '../../src/lib/workbook/row-height';
import { baseFormula } from './calculate/base';
import { noData, notShown } from './calculate/calculation';
import { cellsOf, type CellsById, type IndicatorCells } from './cells';
import type { IndicatorsDocument } from './document';
import { headCell } from '../page-look';
import { addTitle, printable } from './sheet-look';

const columns: { header: string; width: number; isFigure?: boolean }[] = [
  { header: 'No.', width: 6 },
  { header: 'Indicator', width: 38 },
  { header: 'Value', width: 12, isFigure: true },
  { header: 'Unit', width: 12 },
  { header: 'Status', width: 12 },
  { header: 'Each day', width: 22 },
  { header: 'Target', width: 24 },
  { header: 'Other targets for the same thing', width: 26 },
  { header: 'Women', width: 9, isFigure: true },
  { header: 'Men', width: 9, isFigure: true },
  { header: 'Not stated', width: 9, isFigure: true },
  { header: 'Base (records)', width: 9, isFigure: true },
  { header: 'Source', width: 28 },
  { header: 'As of', width: 16, isFigure: true },
];
const last = columns.length;
const statusColumn = 5;

/** All indicators in their groups, and below them the lines on which the documents differ. */
export function addSummary(sheet: Worksheet, document: IndicatorsDocument, cells: CellsById): void {
  sheet.columns = columns.map(({ width }) => ({ width }));
  const headRow = addTitle(sheet, document, 'Indicators');
  columns.forEach(({ header, isFigure }, index) => {
    const zone = header === 'As of' ? ` (${document.timeZone})` : '';
    headCell(sheet.getCell(headRow, index + 1), header + zone, isFigure, index > 2);
  });
  sheet.getRow(headRow).height = rowHeight([['two lines', 5]]);
  let next = headRow + 1;
  for (const group of groups) {
    addBand(sheet, next, group.title);
    next += 1;
    for (const indicator of document.indicators) {
      if (indicator.definition.group !== group.key) continue;
      addIndicator(sheet.getRow(next), indicator, document, cells);
      next += 1;
    }
  }
  addConflicts(sheet, next + 1, document, cells);
  addNotes(sheet);
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: headRow, showGridLines: false }];
  printable(sheet, document, { headRow });
}

function addBand(sheet: Worksheet, row: number, text: string): void {
  sheet.mergeCells(row, 1, row, last);
  const cell = sheet.getCell(row, 1);
  cell.value = text;
  cell.font = { bold: true, color: { argb: 'FFFFFFFF' } };
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF0B5563' } };
}

type Content = string | number | Date | FormulaCell | null;

function contentsOf(
  indicator: ProtectedIndicator,
  document: IndicatorsDocument,
  at: IndicatorCells,
): Content[] {
  const { definition, value, hidden, split, base, status } = indicator;
  const counted = split?.categories.find(({ code }) => code === 'counted');
  // What was computed and is kept back is not the same as what does not exist.
  const kept = document.isProtected && split === null && value !== null && isForm(definition.fedBy);
  const sexes = (['women', 'men', 'notStated'] as const).map((column): Content => {
    const n = counted?.[column].n ?? null;
    if (n === null) return kept ? 'hidden' : null;
    return at.split === null ? n : { formula: at.split[column], result: n };
  });
  const baseAt = baseFormula(indicator, at, document.records.audience === 'team');
  const asOf = new Date(`${localTime(indicator.asOf, document.timeZone)}Z`);
  return [
    definition.id,
    definition.title,
    { formula: at.value, result: hidden === null ? (value ?? noData) : notShown },
    definition.unit,
    { formula: at.status, result: statuses[status].label },
    eachDay(indicator, at),
    ownTargets(indicator, document),
    otherTargets(definition.id, document),
    ...sexes,
    base === null || base === 0 ? null : baseAt === null ? base : { formula: baseAt, result: base },
    definition.sources.map((source) => documents[source]).join('; '),
    asOf,
  ];
}

function addIndicator(
  row: Row,
  indicator: ProtectedIndicator,
  document: IndicatorsDocument,
  cells: CellsById,
): void {
  const { definition, value } = indicator;
  const contents = contentsOf(indicator, document, cellsOf(cells, definition.id));
  contents.forEach((content, index) => {
    const cell = row.getCell(index + 1);
    cell.value = content;
    cell.alignment = {
      wrapText: true,
      vertical: 'top',
      ...(columns[index]?.isFigure === true
        ? { horizontal: 'right' as const }
        : { horizontal: 'left' as const, indent: index > 2 ? 1 : 0 }),
    };
    cell.border = { bottom: { style: 'hair' } };
  });
  row.getCell(1).font = { bold: true };
  row.getCell(3).font = { bold: value !== null };
  if (value !== null && definition.unit === '%') row.getCell(3).numFmt = '0.00';
  row.getCell(last).numFmt = 'yyyy-mm-dd hh:mm';
  row.height = rowHeight(
    columns.map(({ width }, index) => {
      const content = contents[index] ?? null;
      const text = content instanceof Date || content === null ? '' : shownText(content);
      // The indent and the margins of the cell take their part of it.
      return [text, width - (index > 2 ? 2 : 1)] as const;
    }),
  );
}

function shownText(content: string | number | FormulaCell): string {
  return typeof content === 'object' ? String(content.result) : String(content);
}

type Conflicts = Pick<IndicatorsDocument, 'conflicts' | 'indicators'>;

function strictestMark(id: string, { conflicts }: Conflicts): string {
  return conflicts.some(({ strictest }) => strictest === id) ? ' (strictest)' : '';
}

/** A day that fails is named, since the value is that of one day alone. */
function eachDay(indicator: ProtectedIndicator, at: IndicatorCells): FormulaCell | null {
  const view = daysView(indicator);
  const { days } = indicator;
  if (view === null || days === null || days.length === 0) return null;
  const sign = indicator.definition.unit === '%' ? ' %' : '';
  const parts = days.map(({ value, status }, index) => {
    const cell = at.days[index];
    const name = view.days[index]?.name ?? '';
    if (cell === undefined) throw new Error('Each day has its cells.');
    const rounded = `ROUND(${cell.value},2)`;
    return {
      formula: `"${name}: "&IF(ISNUMBER(${cell.value}),${rounded}&"${sign}, "&LOWER(${cell.status}),"${noData}")`,
      result:
        value === null
          ? `${name}: ${noData}`
          : `${name}: ${Math.round(value * 100) / 100}${sign}, ${statuses[status].label.toLowerCase()}`,
    };
  });
  return {
    formula: parts.map(({ formula }) => formula).join('&CHAR(10)&'),
    result: parts.map(({ result }) => result).join('\n'),
  };
}

function ownTargets(
  { definition: { id }, targets }: ProtectedIndicator,
  document: Conflicts,
): string {
  return targets.length === 0
    ? 'none in the documents'
    : targets.map(({ line }) => targetText(line) + strictestMark(id, document)).join('\n');
}

function otherTargets(id: string, document: Conflicts): string | null {
  const { conflicts, indicators } = document;
  const others = conflicts
    .filter((conflict) => conflict.indicators.includes(id))
    .flatMap((conflict) => conflict.indicators.filter((other) => other !== id))
    .flatMap((other) =>
      indicators
        .filter(({ definition }) => definition.id === other)
        .flatMap(({ targets }) =>
          targets.map(
            ({ line }) => `${other}: ${targetText(line)}${strictestMark(other, document)}`,
          ),
        ),
    );
  return others.length === 0 ? null : others.join('\n');
}

/** Each conflict with its own status: met when all of its lines are. */
function addConflicts(
  sheet: Worksheet,
  from: number,
  { indicators, conflicts }: IndicatorsDocument,
  cells: CellsById,
): void {
  addBand(sheet, from, 'Where the documents set different targets: all lines stay in view');
  for (const [index, conflict] of conflicts.entries()) {
    const row = from + 1 + index;
    const found = indicators.filter(({ definition: { id } }) => conflict.indicators.includes(id));
    const isMissed = conflict.indicators.map((id) => `${cellsOf(cells, id).status}="Not met"`);
    const isOpen = conflict.indicators.map((id) => `${cellsOf(cells, id).status}="No data yet"`);
    sheet.mergeCells(row, 1, row, statusColumn - 1);
    sheet.getCell(row, 1).value = `${conflict.title} (${conflict.indicators.join(', ')})`;
    sheet.getCell(row, statusColumn).value = {
      formula: `IF(OR(${isMissed.join(',')}),"Not met",IF(OR(${isOpen.join(',')}),"No data yet","Met"))`,
      result: statuses[allMet(found.map(({ status }) => status))].label,
    };
    sheet.mergeCells(row, statusColumn + 1, row, last);
    sheet.getCell(row, statusColumn + 1).value = conflict.explanation;
    for (const column of [1, statusColumn, statusColumn + 1]) {
      sheet.getCell(row, column).alignment = {
        wrapText: true,
        vertical: 'top',
        indent: column === 1 ? 0 : 1,
      };
    }
    sheet.getRow(row).height = rowHeight([[conflict.explanation, 150]]);
  }
}

function addNotes(sheet: Worksheet): void {
  const notes = [
    'Every value and status is a formula: it leads to the sheet of the indicator, and from there to the sheets of records behind it and to the sheet “Targets and rules”. Where a reader may not see the records, the number stands there with the reason.',
    '“No data yet” is not zero: no record has come in from which the indicator could be counted.',
    'Where every day must meet a target, the value is that of the lowest day; women, men and not stated are then different people over all days, each counted once.',
    'Women, men and not stated are the people behind the records counted; the base is all valid records of the form that feeds the indicator, or all people counted at the workshop. Definitions and calculations are on the sheets I01 to I19.',
  ];
  for (const note of notes) addText(sheet, sheet.rowCount + 1, note);
}

function addText(sheet: Worksheet, row: number, text: string): void {
  sheet.mergeCells(row, 1, row, last);
  const cell = sheet.getCell(row, 1);
  cell.value = text;
  cell.alignment = { wrapText: true, vertical: 'top' };
  sheet.getRow(row).height = rowHeight([[text, 190]]);
}
