import type { Workbook } from 'exceljs';
import { formatDate } from '../src/http/format';
import type { CellKind, CellValue } from '../src/lib/workbook/cells';
import type { SheetChart } from '../src/lib/workbook/sheet-charts';
import type { StreamedSheets } from '../src/lib/workbook/write-workbook';
import { addAbout, finish } from './page-look';
import { addAttendanceSheets } from './participants/attendance-sheets';
import { addCountsSheet } from './participants/counts-sheet';
import type { Participant, ParticipantsDocument } from './participants/document';
import { participantLists, type ParticipantList } from './participants/lists';

/**
 * The workbooks of the workshop's people: the participant list, the list that participants receive,
 * the attendance sheet, the travel list, and counts by economy. Each holds the columns of its list
 * and nothing else about anybody.
 */
export function participantsWorkbook(document: ParticipantsDocument): {
  build: (workbook: Workbook) => readonly SheetChart[];
  streamed: StreamedSheets[];
} {
  const list = listOf(document);
  const build = (workbook: Workbook): readonly SheetChart[] => {
    workbook.creator = 'PEC';
    workbook.title = `${list.title}: ${document.projectName}`;
    if (document.list === 'attendance') addAttendanceSheets(workbook, document);
    else if (document.counts !== null) addCountsSheet(workbook, document, document.counts);
    addAbout(workbook, aboutLines(document, list));
    return [];
  };
  if (document.list === 'attendance' || document.counts !== null) return { build, streamed: [] };
  const columns = list.columns.map((header) => withRoom({ header, ...columnOf(header) }, document));
  return {
    build,
    streamed: [
      {
        sheets: [
          {
            name: list.title,
            columns,
            prepare: (sheet) => {
              finish(sheet, {
                orientation: 'landscape',
                repeated: '1:1',
                head: { title: list.title, text: headText(document) },
                foot: document.mark ?? '',
              });
            },
          },
        ],
        records: () => records(document, columns),
      },
    ],
  };
}

function listOf({ list }: ParticipantsDocument): ParticipantList {
  const found = participantLists.find(({ key }) => key === list);
  if (found === undefined) throw new Error(`There is no list ${list}.`);
  return found;
}

/** An empty list says that it is one. */
function headText({ projectName, people }: ParticipantsDocument): string {
  const count = people.length === 0 ? 'Nobody yet' : `People: ${people.length}`;
  return `${projectName}. ${count}.`;
}

interface Column {
  kind: CellKind;
  width: number;
  value: (person: Participant, document: ParticipantsDocument) => CellValue;
}

const columns: Partial<Record<string, Column>> = {
  Economy: { kind: 'text', width: 14, value: ({ economy }) => economy },
  Title: { kind: 'text', width: 7, value: ({ title }) => title },
  'Family name': { kind: 'text', width: 14, value: ({ familyName }) => familyName },
  'Given name': { kind: 'text', width: 14, value: ({ givenName }) => givenName },
  Sex: { kind: 'text', width: 11, value: ({ sex }) => sex },
  Position: { kind: 'text', width: 14, value: ({ position }) => position },
  Organisation: { kind: 'text', width: 18, value: ({ organisation }) => organisation },
  Sector: { kind: 'text', width: 12, value: ({ sector }) => sector },
  Email: { kind: 'text', width: 18, value: ({ email }) => email },
  Role: { kind: 'text', width: 12, value: ({ role }) => role },
  'APEC-funded': { kind: 'text', width: 9, value: (person) => yesNo(person.isApecFunded) },
  Funding: { kind: 'text', width: 14, value: ({ funding }) => funding },
  'Travel-eligible': { kind: 'text', width: 9, value: (person) => yesNo(person.isTravelEligible) },
  'Days attended': {
    kind: 'text',
    width: 10,
    value: ({ daysAttended }, { hasBegun }) =>
      hasBegun && daysAttended.length === 0 ? 'none' : daysAttended.join(', '),
  },
  Days: { kind: 'text', width: 10, value: ({ daysRegistered }) => daysRegistered.join(', ') },
};

function columnOf(header: string): Column {
  const column = columns[header];
  if (column === undefined) throw new Error(`There is no column ${header}.`);
  return column;
}

// What is longer is read in the cell itself.
const widest = 48;

/** A column as wide as its longest text, so that no text is cut off on paper. */
function withRoom<C extends Column>(column: C, document: ParticipantsDocument): C {
  const lengths = document.people.map((person) => {
    const value = column.value(person, document);
    return typeof value === 'string' ? value.length + 2 : 0;
  });
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return { ...column, width: Math.min(widest, Math.max(column.width, longest)) };
}

function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

async function* records(
  document: ParticipantsDocument,
  shown: readonly Column[],
): AsyncGenerator<readonly CellValue[][]> {
  for (const person of document.people) {
    yield await Promise.resolve([shown.map(({ value }) => value(person, document))]);
  }
}

function aboutLines(
  document: ParticipantsDocument,
  list: ParticipantList,
): [string, string | number | Date][] {
  const { mark, projectName, madeAt, days, people, counts } = document;
  const economies =
    counts === null
      ? [...new Set(people.map(({ economy }) => economy))]
      : counts.rows.map(({ economy }) => economy);
  return [
    ...(mark === null ? [] : [['Note', mark] as [string, string]]),
    ['List', list.title],
    ['Project', projectName],
    ['What it holds', list.contains],
    ['Readers', list.readers],
    ['Made at (UTC)', madeAt],
    ['Days', days.map(({ number, date }) => `Day ${number}: ${formatDate(date)}`).join('; ')],
    ...(counts === null ? [['People', people.length] as [string, number]] : []),
    // Semicolons, since a name of an economy holds a comma.
    ['Economies', economies.length === 0 ? 'none yet' : economies.join('; ')],
    [
      'Not in it',
      list.isPersonal
        ? 'People who are invited, on the waiting list, or declined and did not come, and people whose data were erased.'
        : 'The organising team, which is counted in no indicator.',
    ],
    ...(list.isPersonal
      ? [
          ['Confidentiality', 'The file holds personal data, given for this workshop.'] as [
            string,
            string,
          ],
        ]
      : []),
  ];
}
