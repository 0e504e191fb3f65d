import type { Workbook, Worksheet } from 'exceljs';
import { neutralise } from '../../src/lib/spreadsheet/neutralise';
import type { SexCounts } from '../../src/statistics/sex-split';
import type { EconomyCounts, ParticipantsDocument } from './document';
import { addHeading, finish, headCell } from '../page-look';

const heads = ['Women', 'Men', 'Not stated', 'Total'];
const groupRow = 4;
const headRow = 5;

/** Economies down; women, men, not stated and all across, for those registered, who came, and each day. */
export function addCountsSheet(
  workbook: Workbook,
  document: ParticipantsDocument,
  { groups, rows }: EconomyCounts,
): void {
  const sheet = workbook.addWorksheet('Participants by economy', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: headRow, showGridLines: false }],
  });
  sheet.columns = [
    { width: 24 },
    ...groups.flatMap(() => heads.map((head) => ({ width: head === 'Not stated' ? 8 : 7.5 }))),
  ];
  const mark = document.mark === null ? '' : `. ${document.mark}`;
  addHeading(sheet, 'Participants by economy', [`${document.projectName}${mark}`]);
  headCell(sheet.getCell(groupRow, 1), '');
  headCell(sheet.getCell(headRow, 1), 'Economy');
  groups.forEach(({ label, isKnown }, index) => {
    const first = 2 + index * heads.length;
    sheet.mergeCells(groupRow, first, groupRow, first + heads.length - 1);
    headCell(sheet.getCell(groupRow, first), isKnown ? label : `${label}: no data yet`);
    heads.forEach((head, offset) => {
      headCell(sheet.getCell(headRow, first + offset), head, true);
    });
  });
  sheet.getRow(groupRow).height = 30;
  sheet.getRow(headRow).height = 28;
  rows.forEach(({ economy, counts }, index) => {
    addRow(sheet, headRow + 1 + index, economy, groups, counts);
  });
  const last = headRow + 1 + rows.length;
  addRow(
    sheet,
    last,
    'Everybody',
    groups,
    groups.map(({ total }) => total),
  );
  sheet.getRow(last).font = { bold: true };
  finish(sheet, {
    orientation: 'landscape',
    repeated: `${groupRow}:${headRow}`,
    foot: document.mark ?? '',
  });
}

function addRow(
  sheet: Worksheet,
  row: number,
  economy: string,
  groups: EconomyCounts['groups'],
  counts: readonly SexCounts[],
): void {
  sheet.getCell(row, 1).value = neutralise(economy);
  groups.forEach(({ isKnown }, index) => {
    const group = counts[index];
    if (!isKnown || group === undefined) return;
    const { women, men, notStated } = group;
    [women, men, notStated, women + men + notStated].forEach((value, offset) => {
      sheet.getCell(row, 2 + index * heads.length + offset).value = value;
    });
  });
}
