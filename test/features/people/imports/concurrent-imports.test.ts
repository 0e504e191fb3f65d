import { Op } from 'sequelize';
import { AuditEvent, ContactImport, Person } from '../../../../src/models';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { makePerson } from '../example-people';
import { apply, clearLists, header, rowsOf, upload } from './example-lists';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());
beforeEach(clearLists);

test('a second click applies nothing twice, not even at the same moment', async () => {
  const address = await upload(organiser, [
    header,
    ['Ana', 'Once', 'once@a.example', '', 'Peru', ''],
  ]);
  const page = await organiser.get(address);
  const answers = await Promise.all([1, 2, 3].map(() => apply(organiser, address, page)));
  expect(answers.map(({ location }) => location)).toEqual([address, address, address]);
  await apply(organiser, address, page);
  expect(await Person.count()).toBe(1);
  expect(
    await AuditEvent.count({
      where: { action: 'person.imported', changes: { [Op.like]: '%once@a%' } },
    }),
  ).toBe(1);
});

test('shows the new dry run when people changed since the one that was seen', async () => {
  const address = await upload(organiser, [
    header,
    ['Ana', 'New', 'new@a.example', '', 'Peru', 'X'],
  ]);
  const seen = await organiser.get(address);
  await makePerson({ email: 'new@a.example', organisation: 'Made meanwhile' });
  const answer = await apply(organiser, address, seen);
  expect(answer.location).toBe(address);
  const page = await organiser.get(address);
  expect(page.$('.notice-warning').text()).toContain('changed since this dry run');
  expect(rowsOf(page)[0]?.[2]).toBe('Changed');
  const person = await Person.findOne({ where: { email: 'new@a.example' } });
  expect(person?.organisation).toBe('Made meanwhile');
});

test('two lists with the same new people at the same moment make each person once', async () => {
  const rows = Array.from({ length: 300 }, (_, index) => [
    'Ana',
    `Person ${index}`,
    `p${index}@a.example`,
    'F',
    'Peru',
    '',
  ]);
  const addresses = [
    await upload(organiser, [header, ...rows]),
    await upload(organiser, [header, ...rows.toReversed()]),
  ];
  const pages = await Promise.all(addresses.map((address) => organiser.get(address)));
  await Promise.all(addresses.map((address, index) => apply(organiser, address, pages[index])));
  expect(await Person.count()).toBe(300);
  const statuses = (await ContactImport.findAll()).map(({ status }) => status).sort();
  expect(statuses).toEqual(['applied', 'uploaded']);
});

test('two lists that change the same people at the same moment do not block each other', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => [
    'Ana',
    `P ${index}`,
    `p${index}@a.example`,
  ]);
  const short = ['Given name', 'Family name', 'E-mail', 'Economy', 'Organisation'];
  const listOf = (organisation: string) => [
    short,
    ...rows.map((row) => [...row, 'Peru', organisation]),
  ];
  await apply(organiser, await upload(organiser, listOf('First')));
  const addresses = [
    await upload(organiser, listOf('Second')),
    await upload(organiser, [short, ...listOf('Third').slice(1).toReversed()]),
  ];
  const pages = await Promise.all(addresses.map((address) => organiser.get(address)));
  const answers = await Promise.all(
    addresses.map((address, index) => apply(organiser, address, pages[index])),
  );
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  const organisations = new Set((await Person.findAll()).map(({ organisation }) => organisation));
  expect(organisations.size).toBe(1);
  expect(organisations.has('First')).toBe(false);
});

test('5,000 people are applied within seconds and without a statement for each', async () => {
  const people = Array.from({ length: 5000 }, (_, index) => [
    'Ana',
    `Person ${index}`,
    `p${index}@a.example`,
    'F',
    'Peru',
    `Office ${index % 50}`,
  ]);
  const address = await upload(organiser, [header, ...people]);
  const page = await organiser.get(address);
  const began = performance.now();
  const statements = await countQueries(() => apply(organiser, address, page));
  expect(await Person.count()).toBe(5000);
  // 25 chunks of people and of lines in the audit trail, and the reads before them.
  expect(statements).toBeLessThan(120);
  expect(performance.now() - began).toBeLessThan(20_000);
  const changed = people.map((row) => [...row.slice(0, 5), 'Moved']);
  const again = await upload(organiser, [header, ...changed]);
  const second = await organiser.get(again);
  expect(await countQueries(() => apply(organiser, again, second))).toBeLessThan(120);
  expect(await Person.count({ where: { organisation: 'Moved' } })).toBe(5000);
}, 120_000);
