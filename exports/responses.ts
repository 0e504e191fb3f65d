import type { Workbook } from 'exceljs';
import type { SheetChart } from '../src/lib/workbook/sheet-charts';
import type { StreamedSheets } from '../src/lib/workbook/write-workbook';
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
      addAbout(workbook, document);
      addCodebook(workbook, fields);
      return [];
    },
    streamed: answersSheets(document, fields, sheetNames),
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
