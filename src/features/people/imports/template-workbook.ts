import { economies } from '../../workshop/economies';
import {
  affiliationOptions,
  languageOptions,
  roleOptions,
  sectorOptions,
  sexOptions,
  type Option,
} from '../person-codes';
import { importFields, type ImportField } from './import-fields';

/** The columns of the template; a full name in one column is understood but not advised. */
const columns: ImportField[] = [
  'title',
  'givenName',
  'familyName',
  'email',
  'sex',
  'economy',
  'affiliation',
  'sector',
  'organisation',
  'position',
  'role',
  'cluster',
  'language',
  'notes',
];

const labels = (options: Option[]): string[] => options.map(({ label }) => label);

const allowed: Partial<Record<ImportField, string[]>> = {
  sex: labels(sexOptions),
  economy: economies.map(({ name }) => name),
  affiliation: labels(affiliationOptions),
  sector: labels(sectorOptions),
  role: labels(roleOptions),
  language: labels(languageOptions),
};

const preparedRows = 1000;

/** An empty list of contacts with its columns, choices in the cells and a sheet that lists them. */
export async function templateWorkbook(): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const list = workbook.addWorksheet('Contacts', { views: [{ state: 'frozen', ySplit: 1 }] });
  list.columns = columns.map((field) => ({ header: importFields[field].label, width: 22 }));
  list.getRow(1).font = { bold: true };
  const values = workbook.addWorksheet('Allowed values', {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  const chosen = columns.filter((field) => allowed[field] !== undefined);
  values.columns = chosen.map((field) => ({ header: importFields[field].label, width: 30 }));
  values.getRow(1).font = { bold: true };
  for (const [index, field] of chosen.entries()) {
    const entries = allowed[field] ?? [];
    const letter = values.getColumn(index + 1).letter;
    for (const [row, entry] of entries.entries()) values.getCell(row + 2, index + 1).value = entry;
    const source = `'Allowed values'!$${letter}$2:$${letter}$${entries.length + 1}`;
    const column = columns.indexOf(field) + 1;
    for (let row = 2; row <= preparedRows + 1; row += 1) {
      list.getCell(row, column).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [source],
        showErrorMessage: true,
        errorTitle: importFields[field].label,
        error: 'Please choose from the list.',
      };
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
