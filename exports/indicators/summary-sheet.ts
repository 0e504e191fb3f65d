import type { Row, Workbook, Worksheet } from 'exceljs';
import { daysView } from '../../src/features/indicators/days.view-model';
import { documents, groups, isForm, targetText } from '../../src/features/indicators/indicator';
import { statuses } from '../../src/features/indicators/status-words';
import { targetConflicts } from '../../src/features/indicators/target-conflicts';
import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import { localTime } from '../../src/lib/zoned-time';
import type { IndicatorsDocument } from './document';
import { addTitle, headCell, linePoints, linesOf, printable } from './sheet-look';

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
  { header: 'Source', width: 27 },
  { header: 'As of', width: 16, isFigure: true },
];
const last = columns.length;

/** All indicators in their groups, and below them the lines on which the documents differ. */
export function addSummarySheet(workbook: Workbook, document: IndicatorsDocument): void {
  const sheet = workbook.addWorksheet('Summary');
  sheet.columns = columns.map(({ width }) => ({ width }));
  const headRow = addTitle(sheet, document, 'Indicators');
  columns.forEach(({ header, isFigure }, index) => {
    const zone = header === 'As of' ? ` (${document.timeZone})` : '';
    headCell(sheet.getCell(headRow, index + 1), header + zone, isFigure, index > 2);
  });
  sheet.getRow(headRow).height = linePoints * 2.2;
  let next = headRow + 1;
  for (const group of groups) {
    addBand(sheet, next, group.title);
    next += 1;
    for (const indicator of document.indicators) {
      if (indicator.definition.group !== group.key) continue;
      addIndicator(sheet.getRow(next), indicator, document);
      next += 1;
    }
  }
  addConflicts(sheet, next + 1, document.indicators);
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

function addIndicator(row: Row, indicator: ProtectedIndicator, document: IndicatorsDocument): void {
  const { definition, value, hidden, split, base } = indicator;
  const counted = split?.categories.find(({ code }) => code === 'counted');
  // What was computed and is kept back is not the same as what does not exist.
  const kept = document.isProtected && split === null && value !== null && isForm(definition.fedBy);
  const sexes = [counted?.women.n, counted?.men.n, counted?.notStated.n].map(
    (n) => n ?? (kept ? 'hidden' : null),
  );
  const values = [
    definition.id,
    definition.title,
    hidden !== null ? 'not shown' : (value ?? 'no data yet'),
    definition.unit,
    statuses[indicator.status].label,
    eachDay(indicator),
    ownTargets(indicator, document.indicators),
    otherTargets(definition.id, document.indicators),
    ...sexes,
    base === null || base === 0 ? null : base,
    definition.sources.map((source) => documents[source]).join('; '),
    new Date(`${localTime(indicator.asOf, document.timeZone)}Z`),
  ];
  values.forEach((content, index) => {
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
  row.height =
    linePoints *
    linesOf(
      columns.map(({ width }, index) => {
        const content = values[index];
        return [typeof content === 'string' ? content : '', width - 1] as const;
      }),
    );
}

function conflictsOf(indicators: readonly ProtectedIndicator[]) {
  return targetConflicts(indicators.map(({ definition }) => definition));
}

function strictestMark(id: string, indicators: readonly ProtectedIndicator[]): string {
  return conflictsOf(indicators).some(({ strictest }) => strictest === id) ? ' (strictest)' : '';
}

/** A day that fails is named, since the value is that of one day alone. */
function eachDay(indicator: ProtectedIndicator): string | null {
  const view = daysView(indicator);
  if (view === null) return null;
  return view.days
    .map(({ name, value, isKnown, status }) =>
      isKnown ? `${name}: ${value}, ${status.label.toLowerCase()}` : `${name}: ${value}`,
    )
    .join('\n');
}

function ownTargets(
  { definition: { id, targets } }: ProtectedIndicator,
  indicators: readonly ProtectedIndicator[],
): string {
  return targets.length === 0
    ? 'none in the documents'
    : targets.map((line) => targetText(line) + strictestMark(id, indicators)).join('\n');
}

function otherTargets(id: string, indicators: readonly ProtectedIndicator[]): string | null {
  const others = conflictsOf(indicators)
    .filter((conflict) => conflict.indicators.includes(id))
    .flatMap((conflict) => conflict.indicators.filter((other) => other !== id))
    .flatMap((other) =>
      indicators
        .filter(({ definition }) => definition.id === other)
        .flatMap(({ definition: { targets } }) =>
          targets.map((line) => `${other}: ${targetText(line)}${strictestMark(other, indicators)}`),
        ),
    );
  return others.length === 0 ? null : others.join('\n');
}

function addConflicts(
  sheet: Worksheet,
  from: number,
  indicators: readonly ProtectedIndicator[],
): void {
  addBand(sheet, from, 'Where the documents set different targets: all lines stay in view');
  for (const [index, { title, explanation }] of conflictsOf(indicators).entries()) {
    addText(sheet, from + 1 + index, `${title}. ${explanation}`);
  }
}

function addNotes(sheet: Worksheet): void {
  const notes = [
    '“No data yet” is not zero: no record has come in from which the indicator could be counted.',
    'Where every day must meet a target, the value is that of the lowest day; women, men and not stated are then different people over all days, each counted once.',
    'Women, men and not stated are the people behind the records counted; the base is all valid records of the form that feeds the indicator, or all people counted at the workshop. Definitions, formulas and evidence are on the sheets I01 to I19.',
  ];
  for (const note of notes) addText(sheet, sheet.rowCount + 1, note);
}

function addText(sheet: Worksheet, row: number, text: string): void {
  sheet.mergeCells(row, 1, row, last);
  const cell = sheet.getCell(row, 1);
  cell.value = text;
  cell.alignment = { wrapText: true, vertical: 'top' };
  sheet.getRow(row).height = linePoints * linesOf([[text, 190]]);
}
