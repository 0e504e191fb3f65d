import { AuditEvent, User } from '../../../src/models';
import type { Role } from '../../../src/models/codes';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';

let server: TestServer;
let administrator: Client;

beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.visitor().signInAs('administrator');
});
afterAll(() => server.stop());

async function changes(userId: number): Promise<[number | null, string][]> {
  const events = await AuditEvent.findAll({
    where: { action: 'account.name_changed', subjectId: String(userId) },
    order: ['id'],
  });
  return events.map((event) => [event.actorUserId, event.changes]);
}

test.each(['organiser', 'overseer'] as Role[])('an %s changes the own name', async (role) => {
  const person = await server.visitor().signInAs(role);
  const { id = 0 } = person.user ?? {};
  const answer = await person.post(paths.ownName, { name: '  Zoë de la Cruz ' });
  expect([answer.status, answer.location]).toEqual([303, paths.password]);
  const page = await person.get(paths.password);
  expect(page.$('.notice-success').text().trim()).toBe('Your name is changed.');
  expect([page.$('#field-name').val(), page.$('.side-user a').text()]).toEqual([
    'Zoë de la Cruz',
    'Zoë de la Cruz',
  ]);
  await person.post(paths.ownName, { name: 'Zoë de la Cruz' });
  expect(await changes(id)).toEqual([[id, `{"name":["Test ${role}","Zoë de la Cruz"]}`]]);
});

test('an administrator changes the name of another account', async () => {
  const other = await User.create({ email: 'o@team.example', name: 'Olga', role: 'organiser' });
  const answer = await administrator.post(paths.accountName(other.id), { name: 'Olga Example' });
  expect([answer.status, answer.location]).toEqual([303, paths.account(other.id)]);
  expect((await administrator.get(paths.account(other.id))).$('h1').text()).toBe('Olga Example');
  expect(await changes(other.id)).toEqual([
    [administrator.user?.id, '{"name":["Olga","Olga Example"]}'],
  ]);
});

test.each([
  ['an empty name', ' '],
  ['a name of 201 characters', 'x'.repeat(201)],
  ['a name with a control character', 'Ol\u0007ga'],
])('refuses %s and keeps what was typed', async (_name, name) => {
  const other = await User.create({
    email: `${name.length}@kept.example`,
    name: 'Kept',
    role: 'organiser',
  });
  for (const path of [paths.accountName(other.id), paths.ownName]) {
    const page = await administrator.post(path, { name });
    expect([page.status, page.$('.notice a[href="#field-name"]').length]).toEqual([422, 1]);
    expect(page.$('#field-name').val()).toBe(name);
  }
  expect((await other.reload()).name).toBe('Kept');
  expect(await changes(other.id)).toEqual([]);
});

test('nobody but administrators changes the names of others, and no account is no account', async () => {
  const organiser = await server.visitor().signInAs('organiser');
  const { id = 0 } = administrator.user ?? {};
  expect((await organiser.post(paths.accountName(id), { name: 'X' })).status).toBe(403);
  expect((await server.visitor().post(paths.ownName, { name: 'X' })).status).toBe(403);
  expect((await administrator.post(paths.accountName(999_999), { name: 'X' })).status).toBe(404);
  expect((await administrator.user?.reload())?.name).toBe('Test administrator');
});
