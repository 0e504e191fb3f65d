import { setClock } from '../../src/lib/clock';
import { hashToken } from '../../src/lib/tokens';
import { Session, User } from '../../src/models';
import { paths } from '../../src/paths';
import type { Client } from '../harness/client';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => {
  setClock(undefined);
});
afterAll(() => server.stop());

const hours = (count: number): Date => new Date(Date.now() + count * 3_600_000);

async function sessionOf(client: Client): Promise<Session> {
  return Session.findOne({ where: { userId: client.user?.id ?? 0 }, rejectOnEmpty: true });
}

async function statusAt(client: Client, moment: Date): Promise<number> {
  setClock(moment);
  return (await client.get(paths.project)).status;
}

test('lasts while it is used, and ends after twelve idle hours', async () => {
  const client = await server.visitor().signInAs('organiser');
  await Session.update({ expiresAt: hours(1000) }, { where: { userId: client.user?.id ?? 0 } });
  expect(await statusAt(client, hours(11))).toBe(200);
  expect(await statusAt(client, hours(22))).toBe(200);
  expect(await statusAt(client, hours(35))).toBe(302);
});

test('ends for good at its last hour, used or not', async () => {
  const client = await server.visitor().signInAs('organiser');
  await Session.update({ expiresAt: hours(2) }, { where: { userId: client.user?.id ?? 0 } });
  expect(await statusAt(client, hours(1.9))).toBe(200);
  expect(await statusAt(client, hours(2.1))).toBe(302);
});

test('writes down the last visit at most every ten minutes', async () => {
  const client = await server.visitor().signInAs('organiser');
  const began = (await sessionOf(client)).lastSeenAt;
  await client.get(paths.project);
  expect((await sessionOf(client)).lastSeenAt).toEqual(began);
  const later = new Date(began.getTime() + 11 * 60_000);
  expect(await statusAt(client, later)).toBe(200);
  expect((await sessionOf(client)).lastSeenAt).toEqual(later);
  const user = await User.findByPk(client.user?.id ?? 0, { rejectOnEmpty: true });
  expect(user.lastSeenAt).toEqual(later);
});

test.each([
  ['made up', 'x'.repeat(32)],
  ['empty', ''],
  ['broken', '%E0%A4%A'],
  ['of the digest', 'digest'],
])('a cookie that is %s is a visitor', async (_name, value) => {
  const client = await server.visitor().signInAs('organiser');
  const { tokenHash } = await sessionOf(client);
  const cookie = `pec_session=${value === 'digest' ? tokenHash : value}`;
  const answer = await server.visitor().send('GET', paths.project, undefined, { Cookie: cookie });
  expect(answer.status).toBe(302);
});

test('the database holds only the digest of the token', async () => {
  const client = await server.visitor().signInAs('organiser');
  expect((await sessionOf(client)).tokenHash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashToken('x')).toHaveLength(64);
});

test('what an account sees is kept by no cache, pages, redirects and files alike', async () => {
  const client = await server.visitor().signInAs('administrator');
  for (const path of [paths.project, paths.home, '/nowhere', paths.auditTrail]) {
    expect([path, (await client.get(path)).headers.get('cache-control')]).toEqual([
      path,
      'no-store',
    ]);
  }
});
