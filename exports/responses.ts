import type { Workbook } from 'exceljs';
import type { CellKind, CellValue } from '../src/lib/workbook/cells';
import type { StreamedSheet } from '../src/lib/workbook/write-workbook';
import { cellsOf, type Cell, type Column } from '../src/survey-engine/columns';
import type { Answers } from '../src/survey-engine/answers';

/**
 * The workbook "responses": About, the answers with labels, the answers with codes, and the
 * codebook. One column a field, joined over the versions of the form by the field's name.
 * For organisers only: named forms hold personal data.
 */

export interface PublishedColumns {
  version: number;
  columns: Column[];
}

/** One response as read from the database; dates as text, moments as Date (UTC). */
export interface ResponseRow {
  receipt: string;
  version: number;
  submittedOn: string;
  submittedAt: Date | null;
  economy: string | null;
  economyCode: string | null;
  sex: string | null;
  sector: string | null;
  cluster: string | null;
  origin: string;
  corrections: number;
  valid: boolean;
  review: string;
  answers: Answers;
}

export interface ResponsesDocument {
  title: string;
  projectName: string;
  /** Said of data that is not real; null otherwise. */
  mark: string | null;
  anonymous: boolean;
  madeAt: Date;
  /** Number of responses the sheets must hold. */
  responses: number;
  versions: PublishedColumns[];
  rows: () => AsyncIterable<ResponseRow>;
}

interface Field {
  field: string;
  kind: CellKind;
  /** The newest version's column: its title, labels and type head the field. */
  latest: Column;
  /** version number -> column and its place in that version */
  byVersion: Map<number, { column: Column; index: number }>;
}

const sheetNames = { labels: 'Answers', codes: 'Answers (codes)', codebook: 'Codebook' };

/** The parts of the workbook, for writeWorkbook. */
export function responsesWorkbook(document: ResponsesDocument): {
  build: (workbook: Workbook) => readonly string[];
  streamed: StreamedSheet[];
} {
  const fields = joinVersions(document.versions);
  return {
    build: (workbook) => {
      addAbout(workbook, document);
      addCodebook(workbook, fields);
      return [];
    },
    streamed: [
      answersSheet(sheetNames.labels, document, fields, labelled),
      answersSheet(sheetNames.codes, document, fields, coded),
    ],
  };
}

function joinVersions(versions: PublishedColumns[]): Field[] {
  const newestFirst = [...versions].sort((a, b) => b.version - a.version);
  const fields = new Map<string, Field>();
  for (const { version, columns } of newestFirst) {
    columns.forEach((column, index) => {
      const known = fields.get(column.field);
      if (known === undefined) {
        fields.set(column.field, {
          field: column.field,
          kind: kindOf(column),
          latest: column,
          byVersion: new Map([[version, { column, index }]]),
        });
      } else {
        known.byVersion.set(version, { column, index });
      }
    });
  }
  return [...fields.values()];
}

function kindOf(column: Column): CellKind {
  if (column.type === 'number') return 'number';
  return column.type === 'date' ? 'date' : 'text';
}

type Rendering = (cell: Cell, column: Column) => CellValue;

/** What a person reads: the label of a choice, or its code where the label is blank. */
function labelled(cell: Cell, column: Column): CellValue {
  if (cell === null) return null;
  if (column.type === 'flag') return cell === true ? 'Yes' : 'No';
  if (column.codes === undefined) return cell;
  const found = column.codes.find((code) => String(code.code) === String(cell));
  return found === undefined || found.label === '' ? String(cell) : found.label;
}

/** What a statistics package reads: codes as they are stored, flags as 1 and 0. */
function coded(cell: Cell, column: Column): CellValue {
  if (column.type === 'flag' && cell !== null) return cell === true ? 1 : 0;
  return cell;
}

const facts: {
  header: string;
  kind: CellKind;
  width: number;
  named: boolean;
  value: (row: ResponseRow, labels: boolean) => CellValue;
}[] = [
  { header: 'receipt', kind: 'text', width: 12, named: true, value: (row) => row.receipt },
  { header: 'version', kind: 'number', width: 8, named: false, value: (row) => row.version },
  {
    header: 'submitted_on',
    kind: 'date',
    width: 12,
    named: false,
    value: (row) => row.submittedOn,
  },
  {
    header: 'submitted_at_utc',
    kind: 'moment',
    width: 17,
    named: true,
    value: (row) => row.submittedAt,
  },
  {
    header: 'respondent_economy',
    kind: 'text',
    width: 20,
    named: false,
    value: (row, labels) => (labels ? row.economy : row.economyCode),
  },
  { header: 'respondent_sex', kind: 'text', width: 12, named: false, value: (row) => row.sex },
  {
    header: 'respondent_sector',
    kind: 'text',
    width: 12,
    named: false,
    value: (row) => row.sector,
  },
  { header: 'cluster', kind: 'text', width: 24, named: true, value: (row) => row.cluster },
  { header: 'origin', kind: 'text', width: 14, named: true, value: (row) => row.origin },
  {
    header: 'corrections',
    kind: 'number',
    width: 10,
    named: false,
    value: (row) => row.corrections,
  },
  { header: 'valid', kind: 'text', width: 8, named: false, value: (row) => row.valid },
  { header: 'review', kind: 'text', width: 12, named: true, value: (row) => row.review },
];

function answersSheet(
  name: string,
  document: ResponsesDocument,
  fields: Field[],
  rendering: Rendering,
): StreamedSheet {
  const labels = rendering === labelled;
  const shownFacts = facts.filter((fact) => (fact.named ? !document.anonymous : true));
  const columnsByVersion = new Map(
    document.versions.map(({ version, columns }) => [version, columns]),
  );
  return {
    name,
    columns: [
      ...shownFacts.map(({ header, kind, width }) => ({ header, kind, width })),
      ...fields.map(({ field, kind, latest }) => ({
        header: labels ? latest.title || field : field,
        kind: labels && kind === 'number' && latest.codes !== undefined ? ('text' as const) : kind,
        width: 18,
      })),
    ],
    rows: async function* () {
      for await (const row of document.rows()) {
        const cells = cellsOf(columnsByVersion.get(row.version) ?? [], row.answers);
        const values = shownFacts.map((fact) => fact.value(row, labels));
        for (const field of fields) {
          const asked = field.byVersion.get(row.version);
          values.push(
            asked === undefined ? null : rendering(cells[asked.index] ?? null, asked.column),
          );
        }
        yield values;
      }
    },
  };
}

function addAbout(workbook: Workbook, document: ResponsesDocument): void {
  const sheet = workbook.addWorksheet('About');
  sheet.columns = [{ width: 24 }, { width: 90 }];
  const mark = document.mark === null ? [] : [['Note', document.mark]];
  sheet.addRows([
    ...mark,
    ['Form', document.title],
    ['Project', document.projectName],
    ['Made at (UTC)', document.madeAt],
    ['Responses', document.responses],
    [
      'Versions',
      document.versions
        .map(({ version }) => version)
        .sort((a, b) => a - b)
        .join(', '),
    ],
    [
      'Sheets',
      `${sheetNames.labels}: one row a response, with the texts a respondent saw. ${sheetNames.codes}: the same rows with the stored codes. ${sheetNames.codebook}: every field, its question and its codes.`,
    ],
    [
      'Empty cells',
      'A cell is empty where the question was not shown, not answered, or not part of the version that was answered.',
    ],
    [
      'Apostrophes',
      'A text that begins with = + - or @ has an apostrophe before it, so that no spreadsheet takes it for a formula.',
    ],
    [
      'Confidentiality',
      document.anonymous
        ? 'The form is anonymous: the rows hold no names, no times and nothing that leads to an invitation. Small groups can still be recognised; do not pass the file on.'
        : 'The rows hold personal data, given for this project. Do not pass the file on; publish tables only, with small groups hidden.',
    ],
  ]);
  sheet.getColumn(1).font = { bold: true };
  sheet.getColumn(2).alignment = { wrapText: true, vertical: 'top', horizontal: 'left' };
  sheet.getCell(mark.length + 3, 2).numFmt = 'yyyy-mm-dd hh:mm';
}

function addCodebook(workbook: Workbook, fields: Field[]): void {
  const sheet = workbook.addWorksheet(sheetNames.codebook, {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = [
    { header: 'Field', width: 34 },
    { header: 'Question', width: 60 },
    { header: 'Page', width: 30 },
    { header: 'Type', width: 10 },
    { header: 'Code', width: 22 },
    { header: 'Label', width: 44 },
    { header: 'Asked in versions', width: 16 },
  ];
  sheet.getRow(1).font = { bold: true };
  for (const { field, latest, byVersion } of fields) {
    const versions = [...byVersion.keys()].sort((a, b) => a - b).join(', ');
    const head = [field, latest.title, latest.page, latest.type];
    const codes = latest.codes ?? [];
    const [first, ...rest] = codes;
    sheet.addRow([...head, first?.code ?? null, first?.label ?? null, versions]);
    for (const { code, label } of rest) sheet.addRow([field, null, null, null, code, label, null]);
  }
}
