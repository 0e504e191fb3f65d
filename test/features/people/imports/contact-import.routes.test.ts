import ExcelJS from 'exceljs';
import {
  getStoredImport,
  planStoredImport,
} from '../../../../src/features/people/imports/stored-import';
import { AuditEvent, Cluster, ContactImport, Person } from '../../../../src/models';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { makePerson } from '../example-people';
import { apply, clearLists, errorsOf, header, names, rowsOf, upload } from './example-lists';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());
beforeEach(clearLists);

test('imports a workbook as a whole, with names as they are written', async () => {
  const address = await upload(organiser, [
    [...header, 'Sector', 'Cluster', 'Role'],
    ['Thi Lan', 'NGUYEN', 'lan@a.example', 'F', 'Viet Nam', '=1+1', 'private', 'Alpha', 'Speaker'],
    ['Ronald', 'McDonald', 'ron@a.example', 'Mr', 'USA', '', 'gov', ' ALPHA ', ''],
    ['María', 'de la Cruz', 'maria@a.example', 'mujer', 'CHL', '', '', 'álpha', ''],
    ['Seán', "O'Neill", 'sean@a.example', 'male', 'AU', '<b>Firm</b>', '', '', ''],
    ['', '李小龙', 'li@a.example', '男', "People's Republic of China", '', '', 'Beta', ''],
    ['', 'Sukarno', '', '', 'Indonesia', '', '', '', ''],
  ]);
  const page = await organiser.get(address);
  expect(
    page
      .$('.figure-value')
      .toArray()
      .map((box) => page.$(box).text()),
  ).toEqual(['6', '0', '0', '0', '0']);
  expect(page.$('main b')).toHaveLength(0);
  expect(await Person.count()).toBe(0);
  expect((await apply(organiser, address, page)).location).toBe(address);
  expect(await names()).toEqual(
    [
      "Seán|O'Neill",
      'María|de la Cruz',
      'Ronald|McDonald',
      'Thi Lan|NGUYEN',
      '|Sukarno',
      '|李小龙',
    ].sort(),
  );
  const lan = await Person.findOne({ where: { familyName: 'NGUYEN' }, rejectOnEmpty: true });
  expect([lan.sex, lan.economyCode, lan.sector, lan.role, lan.organisation, lan.origin]).toEqual([
    'female',
    'VNM',
    'private',
    'speaker',
    '=1+1',
    'import',
  ]);
  expect(
    (await Cluster.findAll({ order: ['economyCode'] })).map((c) => `${c.economyCode} ${c.name}`),
  ).toEqual(['CHL álpha', 'CHN Beta', 'USA ALPHA', 'VNM Alpha']);
  expect(await AuditEvent.count({ where: { action: 'person.imported' } })).toBe(6);
  const lines = await AuditEvent.findAll({
    where: { action: 'person.imported', personId: lan.id },
  });
  expect((JSON.parse(lines[0]?.changes ?? '{}') as { familyName: string }).familyName).toBe(
    'NGUYEN',
  );
  const left = await ContactImport.findOne({ rejectOnEmpty: true });
  expect([left.status, left.rows, left.headers, left.mapping]).toEqual([
    'applied',
    '[]',
    '[]',
    '[]',
  ]);
  const outcome = await organiser.get(address);
  expect(outcome.$('th:contains("New") + td').text()).toBe('6');
});

test('shows every error of every row at once and applies nothing', async () => {
  const address = await upload(organiser, [
    [...header, 'Role'],
    ['Ana', 'Right', 'ana@a.example', 'F', 'Peru', '', ''],
    ['', '', 'broken@', 'X1', 'Atlantis', '', 'Boss'],
    ['Bo', 'x'.repeat(201), 'bo@a.example, bo2@a.example', '', '', '', ''],
  ]);
  const page = await organiser.get(address);
  expect(errorsOf(page).map(([line, column]) => `${line} ${column}`)).toEqual([
    '3 E-mail',
    '3 Sex',
    '3 Economy',
    '3 Role',
    '3 Full name',
    '4 Family name',
    '4 E-mail',
    '4 Economy',
  ]);
  expect(page.$('input[name=fingerprint]')).toHaveLength(0);
  const forced = await organiser.post(`${address}/apply`, {
    fingerprint: await fingerprintOf(address),
  });
  expect(forced.location).toBe(address);
  expect(await Person.count()).toBe(0);
  expect((await ContactImport.findOne())?.status).toBe('uploaded');
});

async function fingerprintOf(address: string): Promise<string> {
  const stored = await getStoredImport(Number(address.split('/').at(-1)));
  return (await planStoredImport(stored)).fingerprint;
}

test('the report of errors is a workbook in which nothing is a formula', async () => {
  const address = await upload(organiser, [header, ['=cmd|calc', '+1', 'x', '', 'Peru', '']]);
  const answer = await organiser.get(`${address}/errors.xlsx`);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(answer.body as unknown as ArrayBuffer);
  const cells = workbook.worksheets[0]?.getRow(2).values as string[];
  expect(cells.slice(1)).toEqual([
    2,
    "'=cmd|calc +1",
    'Error',
    'E-mail',
    '“x” is no e-mail address.',
  ]);
});

test('says what changes about people who are here, and erases nothing by empty cells', async () => {
  await makePerson({ email: 'lan@a.example', organisation: 'Old', position: 'Manager' });
  await makePerson({ email: 'same@a.example', familyName: 'Same' });
  const rows = [
    header,
    ['', '', 'LAN@a.example', '', '', 'New'],
    ['Lan', 'Same', 'same@a.example', 'F', 'Viet Nam', ''],
  ];
  const address = await upload(organiser, rows);
  expect(rowsOf(await organiser.get(address)).map((row) => row.slice(2))).toEqual([
    ['Changed', 'Organisation: Old → New'],
    ['Unchanged', ''],
  ]);
  await organiser.post(`${address}/settings`, {
    ...columnsOf(['givenName', 'familyName', 'email', 'sex', 'economy', 'organisation']),
    existing: 'leave',
    namesakes: 'leave_out',
    nameOrder: 'whole',
  });
  expect(rowsOf(await organiser.get(address))[0]?.[2]).toBe('Left alone');
  const again = await upload(organiser, rows);
  await apply(organiser, again);
  const lan = await Person.findOne({ where: { email: 'lan@a.example' }, rejectOnEmpty: true });
  expect([lan.organisation, lan.position, lan.givenName, lan.sex, lan.revision]).toEqual([
    'New',
    'Manager',
    'Lan',
    'female',
    2,
  ]);
  const same = await Person.findOne({ where: { familyName: 'Same' }, rejectOnEmpty: true });
  expect([same.organisation, same.revision]).toEqual(['Cluster A', 1]);
});

function columnsOf(fields: string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field, index) => [`column-${index}`, field]));
}

test('does not take the same address twice, nor another of the same name and economy', async () => {
  await makePerson({
    givenName: 'Ana',
    familyName: 'LOPEZ',
    economyCode: 'MEX',
    email: 'a@a.example',
  });
  const address = await upload(organiser, [
    header,
    ['Lopez', 'Ana', 'other@a.example', '', 'Mexico', ''],
    ['Bo', 'Once', 'bo@a.example', '', 'Peru', 'One'],
    ['Bo', 'Once', 'BO@a.example', '', 'Peru', 'Two'],
    ['Ana', 'Lopez', 'ana@cl.example', '', 'Chile', ''],
  ]);
  const states = rowsOf(await organiser.get(address));
  expect(states.map((row) => row[2])).toEqual([
    'Same name, not taken',
    'New',
    'Twice in the file',
    'New',
  ]);
  expect(states[2]?.[3]).toBe(
    'E-mail: The address stands in line 3 already, which says something else. This line is not taken.',
  );
  await apply(organiser, address);
  expect(await Person.count()).toBe(3);
});

test('a wrong mapping is explained and can be mended', async () => {
  const address = await upload(organiser, [
    ['Nom', 'Adresse', 'Pays'],
    ['Ana Maria Lopez', 'ana@a.example', 'Peru'],
  ]);
  const lost = await organiser.get(address);
  expect(lost.$('.notice-danger li').text()).toBe(
    'Say which column holds the e-mail address or the name.',
  );
  const options = { existing: 'update', namesakes: 'leave_out', nameOrder: 'given_first' };
  await organiser.post(`${address}/settings`, {
    ...columnsOf(['fullName', 'fullName', 'economy']),
    ...options,
  });
  const twice = await organiser.get(address);
  expect(twice.$('.notice-danger li').text()).toBe(
    'Two columns are set to “Full name”. Choose one of them.',
  );
  const forced = { fingerprint: await fingerprintOf(address) };
  expect((await organiser.post(`${address}/apply`, forced)).location).toBe(address);
  expect(await Person.count()).toBe(0);
  expect((await organiser.post(`${address}/settings`, { existing: 'maybe' })).status).toBe(422);
  await organiser.post(`${address}/settings`, {
    ...columnsOf(['fullName', 'email', 'economy']),
    ...options,
  });
  await apply(organiser, address);
  expect(await names()).toEqual(['Ana Maria|Lopez']);
});
