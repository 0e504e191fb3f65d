import ExcelJS from 'exceljs';
import { ContactImport, Person } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';

/** The first columns of most lists here. */
export const header = ['Given name', 'Family name', 'E-mail', 'Sex', 'Economy', 'Organisation'];

/** A real workbook with one sheet. */
export async function workbookOf(rows: (string | number | null)[][]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Contacts').addRows(rows);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Uploads a list; @returns the address of the dry run */
export async function upload(client: Client, rows: (string | number | null)[][]): Promise<string> {
  const answer = await client.upload(paths.contactImports, {
    name: 'list.xlsx',
    content: await workbookOf(rows),
  });
  if (answer.status !== 303)
    throw new Error(`The upload was refused: ${answer.status} ${answer.text.slice(0, 300)}`);
  return answer.location ?? '';
}

/** Presses the button of the dry run that is passed, or of the one shown now. */
export async function apply(client: Client, address: string, seen?: Answer): Promise<Answer> {
  const page = seen ?? (await client.get(address));
  const fingerprint = String(page.$('input[name=fingerprint]').val());
  return client.post(`${address}/apply`, { fingerprint });
}

/** The cells of the table "Row by row", as text. */
export function rowsOf(page: Answer): string[][] {
  return page
    .$('#rows')
    .closest('section')
    .find('tbody tr')
    .toArray()
    .map((row) =>
      page
        .$(row)
        .children()
        .toArray()
        .map((cell) => page.$(cell).text().trim()),
    );
}

/** The errors listed on the page: line, column, message. */
export function errorsOf(page: Answer): string[][] {
  return page
    .$('#errors-title')
    .closest('section')
    .find('tbody tr')
    .toArray()
    .map((row) => [0, 2, 3].map((index) => page.$(row).children().eq(index).text().trim()));
}

/** Who is on the list of contacts. */
export async function names(): Promise<string[]> {
  const people = await Person.findAll({ order: ['id'] });
  return people.map(({ givenName, familyName }) => `${givenName}|${familyName}`).sort();
}

/** Takes away all contacts and all uploaded lists. */
export async function clearLists(): Promise<void> {
  await Person.destroy({ where: {} });
  await ContactImport.destroy({ where: {} });
}
