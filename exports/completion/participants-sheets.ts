import type { Workbook } from 'exceljs';
import type { ParticipantRow } from '../../src/features/completion/participant-tables';
import { formatDate } from '../../src/http/format';
import type { CompletionDocument } from './document';
import { CompletionSheet, type CompletionColumn } from './sheet';

const method =
  'People who were checked in on at least one day, each counted once; a day counts those who came on it. The organising team is left out. The share of women is of those whose sex is stated.';
const nobody = 'No data yet: nobody was checked in at the workshop so far.';

const figures: CompletionColumn[] = [
  { header: 'Women', width: 10 },
  { header: 'Men', width: 10 },
  { header: 'Not stated', width: 10 },
  { header: 'Total', width: 10 },
  { header: 'Share of women, %', width: 12, format: '0.0' },
];

function cellsOf({ women, men, notStated, total, shareOfWomen }: ParticipantRow) {
  return [women, men, notStated, total, shareOfWomen];
}

/** Economy x women x men x total, with the people of each day. */
export function addParticipants(workbook: Workbook, document: CompletionDocument): void {
  const { participants } = document.completion;
  const days = participants?.days ?? [];
  const sheet = new CompletionSheet(
    workbook,
    document,
    'Participants by economy',
    'Participants by economy',
    [
      { header: 'Economy', width: 30, isWords: true },
      ...figures,
      ...days.map(({ number }) => ({ header: `Day ${number}`, width: 10 })),
    ],
    [method],
  );
  if (participants === null) sheet.say(nobody);
  else {
    const onDays = (row: ParticipantRow) => row.onDays.map((n) => n ?? 'no data yet');
    for (const row of participants.economies) {
      sheet.add([row.label, ...cellsOf(row), ...onDays(row)]);
    }
    const { total } = participants;
    sheet.add([total.label, ...cellsOf(total), ...onDays(total)], { bold: true });
  }
  sheet.finish('portrait');
}

/** The same people by role, and those of each day. */
export function addRolesAndDays(workbook: Workbook, document: CompletionDocument): void {
  const { participants } = document.completion;
  const sheet = new CompletionSheet(
    workbook,
    document,
    'By role and by day',
    'Participants by role and by day',
    [{ header: 'People', width: 34, isWords: true }, ...figures],
    [method],
  );
  if (participants === null) sheet.say(nobody);
  else {
    for (const row of participants.roles) sheet.add([row.label, ...cellsOf(row)]);
    for (const { number, date, row } of participants.days) {
      const label = `Day ${number}, ${formatDate(date)}`;
      sheet.add([label, ...(row === null ? ['no data yet'] : cellsOf(row))]);
    }
    sheet.add(['Everybody, each counted once', ...cellsOf(participants.total)], { bold: true });
  }
  sheet.finish('portrait');
}
