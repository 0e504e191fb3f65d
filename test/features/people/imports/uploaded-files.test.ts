import ExcelJS from 'exceljs';
import { discardForgottenImports } from '../../../../src/features/people/imports/discard-forgotten';
import { setClock } from '../../../../src/lib/clock';
import { AuditEvent, ContactImport, Person } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { apply, clearLists, header, names, upload, workbookOf } from './example-lists';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());
beforeEach(clearLists);

test('a discarded upload keeps nothing of its rows and cannot be applied', async () => {
  const address = await upload(organiser, [
    header,
    ['Ana', 'Gone', 'gone@a.example', '', 'Peru', ''],
  ]);
  const page = await organiser.get(address);
  expect((await organiser.post(`${address}/discard`)).location).toBe(paths.newContactImport);
  expect((await apply(organiser, address, page)).status).toBe(410);
  expect((await organiser.get(`${address}/errors.xlsx`)).status).toBe(410);
  const left = await ContactImport.findOne({ rejectOnEmpty: true });
  expect([left.status, left.rows, left.headers]).toEqual(['discarded', '[]', '[]']);
  expect(await Person.count()).toBe(0);
});

test('an upload that nobody applies is discarded 30 days later, one that was applied stays', async () => {
  const applied = await upload(organiser, [header, ['Ana', 'Here', '', '', 'Peru', '']]);
  await apply(organiser, applied);
  const waiting = await upload(organiser, [header, ['Ana', 'Gone', '', '', 'Peru', '']]);
  const page = await organiser.get(paths.newContactImport);
  expect(page.text).toContain('What is not applied is discarded 30 days after its upload.');
  const statusOf = async (address: string) =>
    (await ContactImport.findByPk(Number(address.split('/').at(-1)), { rejectOnEmpty: true }))
      .status;
  const daysLater = async (days: number): Promise<string[]> => {
    setClock(new Date(Date.now() + days * 86_400_000));
    await discardForgottenImports();
    setClock(undefined);
    return [await statusOf(applied), await statusOf(waiting)];
  };
  expect(await daysLater(29)).toEqual(['applied', 'uploaded']);
  expect(await daysLater(31)).toEqual(['applied', 'discarded']);
  const [left] = await ContactImport.findAll({ where: { status: 'discarded' } });
  expect([left?.rows, left?.headers]).toEqual(['[]', '[]']);
  const by = await AuditEvent.findAll({ where: { action: 'contacts.discarded' } });
  expect(by.at(-1)?.actorKind).toBe('system');
});

test.each([
  ['nothing', '', Buffer.alloc(0), 'The file is empty.'],
  ['a picture', 'a.xlsx', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'no spreadsheet'],
  ['a web page', 'a.csv', Buffer.from('<html><body>x</body></html>'), 'web page'],
  ['half a workbook', 'a.xlsx', Buffer.from('504b0304aabbcc', 'hex'), 'damaged'],
  ['a header alone', 'a.csv', Buffer.from('name,email\n'), 'no rows'],
])('refuses %s with what is wrong', async (_what, name, content, message) => {
  const page = await organiser.upload(paths.contactImports, { name: name || 'a.csv', content });
  expect(page.status).toBe(422);
  expect(page.$('#file-error').text()).toContain(message);
  expect(await ContactImport.count()).toBe(0);
});

test('refuses 11 MB, with the size told and without', async () => {
  const content = Buffer.alloc(11 * 1024 * 1024, 'a');
  const page = await organiser.upload(paths.contactImports, { name: 'a.csv', content });
  expect(page.status).toBe(422);
  expect(page.$('#file-error').text()).toContain('larger than 10 MB');
  expect(await ContactImport.count()).toBe(0);
});

test('refuses a form without a file', async () => {
  const page = await organiser.post(`${paths.contactImports}?_csrf=${organiser.csrf}`);
  expect(page.status).toBe(422);
  expect(page.$('#file-error').text()).toBe('Please choose a file.');
});

test('reads a CSV in Cyrillic encoding and says that it guessed', async () => {
  const text = 'Фамилия;Имя;Почта;Пол;Экономика\nПетрова;Анна;anna@a.example;ж;Россия\n';
  const bytes = Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      return code < 128 ? code : code - 0x410 + 0xc0;
    }),
  );
  const answer = await organiser.upload(paths.contactImports, { name: 'a.csv', content: bytes });
  const page = await organiser.get(answer.location ?? '');
  expect(page.$('.notice-warning').text()).toContain('it was read as Cyrillic');
  await apply(organiser, answer.location ?? '');
  expect(await names()).toEqual(['Анна|Петрова']);
});

test('the template can be imported as it is once it is filled', async () => {
  const answer = await organiser.get(paths.contactImportTemplate);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(answer.body as unknown as ArrayBuffer);
  const list = workbook.getWorksheet('Contacts');
  expect(workbook.getWorksheet('Allowed values')?.getColumn(2).values.length).toBe(23);
  for (const [column, value] of [
    'Dr',
    'Ana',
    'Lopez',
    'ana@a.example',
    'Female',
    'Hong Kong, China',
  ].entries()) {
    if (list) list.getCell(2, column + 1).value = value;
  }
  const content = Buffer.from(await workbook.xlsx.writeBuffer());
  const uploaded = await organiser.upload(paths.contactImports, { name: 't.xlsx', content });
  await apply(organiser, uploaded.location ?? '');
  const person = await Person.findOne({ rejectOnEmpty: true });
  expect([person.title, person.economyCode, person.sex]).toEqual(['Dr', 'HKG', 'female']);
});

test('keeps overseers and visitors out of every address', async () => {
  const address = await upload(organiser, [header, ['A', 'B', 'b@a.example', '', 'Peru', '']]);
  const overseer = await server.visitor().signInAs('overseer');
  for (const path of [
    paths.newContactImport,
    paths.contactImportTemplate,
    address,
    `${address}/errors.xlsx`,
  ]) {
    expect([path, (await overseer.get(path)).status]).toEqual([path, 403]);
  }
  for (const path of [`${address}/apply`, `${address}/settings`, `${address}/discard`]) {
    expect([path, (await overseer.post(path)).status]).toEqual([path, 403]);
  }
  const content = await workbookOf([header]);
  expect((await overseer.upload(paths.contactImports, { name: 'a.xlsx', content })).status).toBe(
    403,
  );
  expect((await server.visitor().get(address)).location).toMatch(/^\/sign-in/);
  expect((await organiser.get('/people/imports/99999999999')).status).toBe(404);
});
