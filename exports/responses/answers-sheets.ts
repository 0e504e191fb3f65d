import { finish } from '../page-look';
import type { CellKind, CellValue } from '../../src/lib/workbook/cells';
import type { StreamedSheet, StreamedSheets } from '../../src/lib/workbook/write-workbook';
import { cellsOf, type Cell, type Column } from '../../src/survey-engine/columns';
import type { ResponseRow, ResponsesDocument } from './document';
import type { Field } from './fields';

/** The two sheets of answers, with labels and with codes, filled by one reading of the rows. */
export function answersSheets(
  document: ResponsesDocument,
  fields: Field[],
  names: { labels: string; codes: string },
): StreamedSheets {
  const shownFacts = facts.filter((fact) => (fact.named ? !document.anonymous : true));
  return {
    sheets: [
      answersSheet(document, names.labels, shownFacts, fields, true),
      answersSheet(document, names.codes, shownFacts, fields, false),
    ],
    records: () => records(document, shownFacts, fields),
  };
}

interface Fact {
  header: string;
  kind: CellKind;
  width: number;
  /** Not shown of anonymous answers. */
  named: boolean;
  value: (row: ResponseRow, labels: boolean) => CellValue;
}

const facts: Fact[] = [
  { header: 'receipt', kind: 'text', width: 12, named: true, value: (row) => row.receipt },
  { header: 'version', kind: 'number', width: 8, named: false, value: (row) => row.version },
  {
    header: 'submitted_on',
    kind: 'date',
    width: 14,
    named: false,
    value: (row) => row.submittedOn,
  },
  {
    header: 'submitted_at_utc',
    kind: 'moment',
    width: 18,
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
  { header: 'respondent_sex', kind: 'text', width: 16, named: false, value: (row) => row.sex },
  {
    header: 'respondent_sector',
    kind: 'text',
    width: 18,
    named: false,
    value: (row) => row.sector,
  },
  { header: 'cluster', kind: 'text', width: 24, named: true, value: (row) => row.cluster },
  { header: 'origin', kind: 'text', width: 14, named: true, value: (row) => row.origin },
  {
    header: 'corrections',
    kind: 'number',
    width: 12,
    named: false,
    value: (row) => row.corrections,
  },
  { header: 'valid', kind: 'text', width: 8, named: false, value: (row) => row.valid },
  { header: 'review', kind: 'text', width: 12, named: true, value: (row) => row.review },
];

/** A field in one version of the form, ready for many rows. */
interface Place {
  index: number;
  isFlag: boolean;
  /** Labels by code, where the field has codes. */
  labels: Map<string, string> | undefined;
}

function placeOf({ index, column }: { index: number; column: Column }): Place {
  const labels = column.codes && new Map<string, string>();
  for (const { code, label } of column.codes ?? []) {
    const key = String(code);
    if (!labels?.has(key)) labels?.set(key, label);
  }
  return { index, isFlag: column.type === 'flag', labels };
}

/** What a person reads: the label of a choice, or its code where the label is blank. */
function labelled(cell: Cell, { isFlag, labels }: Place): CellValue {
  if (cell === null) return null;
  if (isFlag) return cell === true ? 'Yes' : 'No';
  if (labels === undefined) return cell;
  const code = String(cell);
  return labels.get(code) || code;
}

/** What a statistics package reads: codes as they are stored, flags as 1 and 0. */
function coded(cell: Cell, { isFlag }: Place): CellValue {
  if (isFlag && cell !== null) return cell === true ? 1 : 0;
  return cell;
}

function answersSheet(
  document: ResponsesDocument,
  name: string,
  shownFacts: Fact[],
  fields: Field[],
  labels: boolean,
): StreamedSheet {
  return {
    name,
    prepare: (sheet) => {
      finish(sheet, {
        orientation: 'landscape',
        repeated: '1:1',
        isWide: true,
        head: { title: `${name}: ${document.title}`, text: document.projectName },
        foot: document.mark ?? '',
      });
    },
    columns: [
      ...shownFacts.map(({ header, kind, width }) => ({ header, kind, width })),
      ...fields.map(({ field, kind, latest }) => ({
        header: labels ? latest.title || field : field,
        kind: labels && kind === 'number' && latest.codes !== undefined ? ('text' as const) : kind,
        width: 18,
      })),
    ],
  };
}

/** Each response as its row with labels and its row with codes. */
async function* records(
  document: ResponsesDocument,
  shownFacts: Fact[],
  fields: Field[],
): AsyncGenerator<[CellValue[], CellValue[]]> {
  const versions = new Map(
    document.versions.map(({ version, columns }) => {
      const places = fields.map(({ byVersion }) => {
        const asked = byVersion.get(version);
        return asked === undefined ? null : placeOf(asked);
      });
      return [version, { columns, places }];
    }),
  );
  for await (const row of document.rows()) {
    const version = versions.get(row.version);
    if (version === undefined) throw new Error(`No version ${row.version} of the form is known.`);
    const cells = cellsOf(version.columns, row.answers);
    const labels = shownFacts.map((fact) => fact.value(row, true));
    const codes = shownFacts.map((fact) => fact.value(row, false));
    for (const place of version.places) {
      const cell = place === null ? null : (cells[place.index] ?? null);
      labels.push(place === null ? null : labelled(cell, place));
      codes.push(place === null ? null : coded(cell, place));
    }
    yield [labels, codes];
  }
}
