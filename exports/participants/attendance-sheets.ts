import type { Workbook, Worksheet } from 'exceljs';
import { formatDate } from '../../src/http/format';
import { neutralise } from '../../src/lib/spreadsheet/neutralise';
import { rowHeight } from '../../src/lib/workbook/row-height';
import type { Participant, ParticipantsDocument, WorkshopDate } from './document';
import { addHeading, finish, headCell } from '../page-look';

const columns = [
  { header: 'No.', width: 6 },
  { header: 'Economy', width: 20 },
  { header: 'Family name', width: 22 },
  { header: 'Given name', width: 20 },
  { header: 'Organisation', width: 32 },
  { header: 'Signature', width: 32 },
];
const headRow = 4;
const emptyLines = 8;
// Room for a signature.
const linePoints = 27;

/**
 * One sheet a day with those registered for it, to be signed by hand, and behind them who was
 * checked in to single sessions.
 */
export function addAttendanceSheets(workbook: Workbook, document: ParticipantsDocument): void {
  for (const day of document.days) addDay(workbook, document, day);
  if (document.sessions.length > 0) addSessions(workbook, document);
}

const sessionColumns = [
  { header: 'Day', width: 6 },
  { header: 'Time', width: 13 },
  { header: 'Session', width: 40 },
  { header: 'Economy', width: 20 },
  { header: 'Family name', width: 20 },
  { header: 'Given name', width: 18 },
  { header: 'Organisation', width: 28 },
];

function addSessions(workbook: Workbook, document: ParticipantsDocument): void {
  const sheet = workbook.addWorksheet('Sessions', {
    views: [{ state: 'frozen', ySplit: headRow, showGridLines: false }],
  });
  sheet.columns = sessionColumns.map(({ width }) => ({ width }));
  const mark = document.mark === null ? '' : `. ${document.mark}`;
  addHeading(sheet, 'Checked in to sessions', [`${document.projectName}${mark}`]);
  sessionColumns.forEach(({ header }, index) => {
    headCell(sheet.getCell(headRow, index + 1), header);
  });
  let row = headRow;
  for (const { day, time, title, people } of document.sessions) {
    for (const { economy, familyName, givenName, organisation } of people) {
      row += 1;
      const texts = [time, title, economy, familyName, givenName, organisation ?? ''];
      sheet.getRow(row).values = [day, ...texts.map(neutralise)];
      sheet.getRow(row).alignment = { wrapText: true, vertical: 'top', horizontal: 'left' };
      sheet.getRow(row).height = rowHeight(
        texts.map((text, index) => [text, sessionColumns[index + 1]?.width ?? 0]),
      );
    }
  }
  finish(sheet, {
    orientation: 'landscape',
    repeated: `${headRow}:${headRow}`,
    foot: document.mark ?? '',
  });
}

function addDay(workbook: Workbook, document: ParticipantsDocument, day: WorkshopDate): void {
  const sheet = workbook.addWorksheet(`Day ${day.number}`, {
    views: [{ state: 'frozen', ySplit: headRow, showGridLines: false }],
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  const mark = document.mark === null ? '' : `. ${document.mark}`;
  addHeading(sheet, `Attendance sheet, Day ${day.number}: ${formatDate(day.date)}`, [
    `${document.projectName}${mark}`,
  ]);
  columns.forEach(({ header }, index) => {
    headCell(sheet.getCell(headRow, index + 1), header);
  });
  const people = document.people.filter(({ daysRegistered }) =>
    daysRegistered.includes(day.number),
  );
  people.forEach((person, index) => {
    addLine(sheet, headRow + 1 + index, index + 1, person);
  });
  for (let line = 0; line < emptyLines; line += 1) {
    const index = people.length + line;
    addLine(sheet, headRow + 1 + index, index + 1, null);
  }
  finish(sheet, {
    orientation: 'landscape',
    repeated: `${headRow}:${headRow}`,
    foot: document.mark ?? '',
  });
}

function addLine(sheet: Worksheet, row: number, number: number, person: Participant | null): void {
  const texts =
    person === null
      ? []
      : [person.economy, person.familyName, person.givenName, person.organisation ?? ''];
  columns.forEach((_, index) => {
    const cell = sheet.getCell(row, index + 1);
    const text = texts[index - 1];
    cell.value = index === 0 ? number : text === undefined ? null : neutralise(text);
    cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'left' };
    cell.border = {
      bottom: { style: 'thin' },
      left: { style: 'hair' },
      right: { style: 'hair' },
    };
  });
  sheet.getRow(row).height = linePoints;
}
