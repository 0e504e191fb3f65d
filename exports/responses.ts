import type { Workbook } from 'exceljs';
import { neutralise } from '../src/lib/spreadsheet/neutralise';
import { rowHeight } from '../src/lib/workbook/row-height';
import type { SheetChart } from '../src/lib/workbook/sheet-charts';
import type { StreamedSheets } from '../src/lib/workbook/write-workbook';
import { addAbout, finish } from './page-look';
import { answersSheets } from './responses/answers-sheets';
import type { ResponsesDocument } from './responses/document';
import { joinVersions, type Field } from './responses/fields';

/**
 * The workbook "responses": About, the answers with labels, the answers with codes, and the
 * codebook. One column a field, joined over the versions of the form by the field's name.
 * For organisers only: named forms hold personal data.
 */

const sheetNames = { labels: 'Answers', codes: 'Answers (codes)', codebook: 'Codebook' };

/** The parts of the workbook, for writeWorkbook. */
export function responsesWorkbook(document: ResponsesDocument): {
  build: (workbook: Workbook) => readonly SheetChart[];
  streamed: StreamedSheets;
} {
  const fields = joinVersions(document.versions);
  return {
    build: (workbook) => {
      addAbout(workbook, aboutLines(document));
      addCodebook(workbook, document, fields);
      return [];
    },
    streamed: answersSheets(document, fields, sheetNames),
  };
}

function aboutLines(document: ResponsesDocument): [string, string | number | Date][] {
  return [
    ...(document.mark === null ? [] : [['Note', document.mark] as [string, string]]),
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
  ];
}

const codebookColumns = [
  ['Field', 36],
  ['Question', 60],
  ['Page', 26],
  ['Type', 10],
  ['Code', 24],
  ['Label', 44],
  ['Asked in versions', 10],
] as const;

function addCodebook(workbook: Workbook, document: ResponsesDocument, fields: Field[]): void {
  const sheet = workbook.addWorksheet(sheetNames.codebook, {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = codebookColumns.map(([header, width]) => ({ header, width }));
  sheet.getRow(1).font = { bold: true };
  for (const { field, latest, byVersion } of fields) {
    const versions = [...byVersion.keys()].sort((a, b) => a - b).join(', ');
    const head = [field, neutralise(latest.title), neutralise(latest.page), latest.type];
    const [first, ...rest] = latest.codes ?? [];
    const labelOf = (label: string | undefined): string | null =>
      label === undefined ? null : neutralise(label);
    const rows = [
      [...head, first?.code ?? null, labelOf(first?.label), versions],
      ...rest.map(({ code, label }) => [field, null, null, null, code, labelOf(label), null]),
    ];
    for (const values of rows) {
      const row = sheet.addRow(values);
      row.height = rowHeight(
        codebookColumns.map(([, width], index) => {
          const value = values[index];
          return [typeof value === 'string' ? value : '', width - 1];
        }),
      );
    }
  }
  sheet.eachRow((row) => {
    row.alignment = { wrapText: true, vertical: 'top', horizontal: 'left' };
  });
  finish(sheet, {
    orientation: 'landscape',
    repeated: '1:1',
    head: { title: `Codebook: ${document.title}`, text: document.projectName },
    foot: document.mark ?? '',
  });
}
