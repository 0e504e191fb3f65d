import type { Workbook, Worksheet } from 'exceljs';
import { documents, targetText } from '../../src/features/indicators/indicator';
import { rowHeight } from '../../src/lib/workbook/row-height';
import type { IndicatorsDocument } from './document';
import { headCell } from '../page-look';
import { addTitle, headRowOf, printable, writeCell } from './sheet-look';

/** Where the numbers stand by which indicators are counted: absolute addresses. */
export interface RuleCells {
  overallMin: string;
  coreMeanMin: string;
  coreAnsweredMin: string;
  /** Dates; the cell is empty where the workshop has no such day. */
  dayOne: string;
  firstDay: string;
  /** @throws Error for a target that is not there */
  target: (id: string, index: number) => string;
}

const name = 'Targets and rules';
const columns = [20, 66, 12, 26, 10, 50] as const;

const ruleKeys = [
  'overallMin',
  'coreMeanMin',
  'coreAnsweredMin',
  'dayOne',
  'firstDay',
] as const satisfies (keyof RuleCells)[];

/** The cells of the sheet, known before it is filled: records are counted by them, too. */
export function ruleCellsOf(document: IndicatorsDocument): RuleCells {
  const first = headRowOf(document) + 1;
  const targets = document.indicators.flatMap(({ definition, targets: lines }) =>
    lines.map((_, index) => `${definition.id} ${index}`),
  );
  const at = (row: number): string => `'${name}'!$C$${row}`;
  // An empty row and a head stand between targets and rules.
  const rule = (key: (typeof ruleKeys)[number]): string =>
    at(first + targets.length + 2 + ruleKeys.indexOf(key));
  return {
    overallMin: rule('overallMin'),
    coreMeanMin: rule('coreMeanMin'),
    coreAnsweredMin: rule('coreAnsweredMin'),
    dayOne: rule('dayOne'),
    firstDay: rule('firstDay'),
    target: (id, index) => {
      const found = targets.indexOf(`${id} ${index}`);
      if (found === -1) throw new Error(`${id} has no target ${index + 1}.`);
      return at(first + found);
    },
  };
}

/** Every target and rule in a cell of its own: who changes one sees what follows. */
export function addRulesSheet(workbook: Workbook, document: IndicatorsDocument): void {
  const sheet = workbook.addWorksheet(name, { views: [{ showGridLines: false }] });
  sheet.columns = columns.map((width) => ({ width }));
  const headRow = addTitle(sheet, document, name);
  const rulesHead = addTargets(sheet, headRow, document) + 1;
  ['Rules of counting', '', '', ''].forEach((head, index) => {
    headCell(sheet.getCell(rulesHead, index + 1), head);
  });
  const { satisfaction, invitationsFromDay } = document.rules;
  const dateOf = (number: number): Date | null => {
    const day = document.days.find((candidate) => candidate.number === number);
    return day === undefined ? null : new Date(`${day.date}T00:00:00Z`);
  };
  const rules: Record<
    (typeof ruleKeys)[number],
    readonly [label: string, value: number | Date | null, note: string]
  > = {
    overallMin: [
      'A form is highly satisfied from overall satisfaction',
      satisfaction.overallMin,
      'of 5',
    ],
    coreMeanMin: [
      'and a mean of the core items answered of at least',
      satisfaction.coreMeanMin,
      'of 5',
    ],
    coreAnsweredMin: [
      'with at least so many of them answered',
      satisfaction.coreAnsweredMin,
      'of 8',
    ],
    dayOne: ['Day 1: answers to the questionnaire count for I01 before it', dateOf(1), ''],
    firstDay: [
      `Day ${invitationsFromDay}: invitations count from this day on`,
      dateOf(invitationsFromDay),
      '',
    ],
  };
  for (const [index, key] of ruleKeys.entries()) {
    const [label, value, note] = rules[key];
    const row = rulesHead + 1 + index;
    writeCell(sheet.getCell(row, 2), label, false);
    writeCell(sheet.getCell(row, 3), value, true);
    if (value instanceof Date) sheet.getCell(row, 3).numFmt = 'yyyy-mm-dd';
    writeCell(sheet.getCell(row, 4), note, false);
    sheet.getCell(row, 4).alignment = { horizontal: 'left', vertical: 'top', indent: 1 };
  }
  addNotes(sheet, rulesHead + ruleKeys.length + 2);
  printable(sheet, document, { headRow });
}

/** @returns the row after the table */
function addTargets(sheet: Worksheet, headRow: number, { indicators }: IndicatorsDocument): number {
  const heads = [
    'Indicator',
    'What must reach the target',
    'At least',
    'Unit',
    'Each day',
    'Source',
  ];
  heads.forEach((head, index) => {
    headCell(sheet.getCell(headRow, index + 1), head, index === 2, index > 2);
  });
  let row = headRow;
  for (const { definition, targets: lines } of indicators) {
    for (const [index, { line }] of lines.entries()) {
      row += 1;
      [
        definition.id,
        index === 0 ? definition.title : `${definition.title}: ${targetText(line)}`,
        line.value,
        line.unit === '%' ? 'per cent' : line.unit,
        line.perDay ? 'Yes' : 'No',
        documents[line.source],
      ].forEach((value, column) => {
        const cell = sheet.getCell(row, column + 1);
        writeCell(cell, value, column === 2);
        if (column > 2) cell.alignment = { ...cell.alignment, indent: 1 };
      });
      sheet.getRow(row).height = rowHeight([
        [index === 0 ? definition.title : `${definition.title}: ${targetText(line)}`, columns[1]],
        [line.unit, columns[3] - 1],
      ]);
    }
  }
  return row + 1;
}

function addNotes(sheet: Worksheet, row: number): void {
  const notes = [
    'The numbers of the column “At least” and of the rules are those in force when the file was made. Change one, and values and statuses are calculated anew.',
    'Which answers were sent in time was decided by the dates above and is noted row by row: a date changed here does not change it.',
  ];
  for (const [index, note] of notes.entries()) {
    sheet.mergeCells(row + index, 1, row + index, columns.length);
    const cell = sheet.getCell(row + index, 1);
    cell.value = note;
    cell.alignment = { wrapText: true, vertical: 'top' };
    sheet.getRow(row + index).height = rowHeight([[note, 170]]);
  }
}
