import { spawn } from 'node:child_process';
import { AuditEvent, User } from '../../../src/models';
import { paths } from '../../../src/paths';
import { startTestServer, type TestServer } from '../../harness/server';
import { accountWithPassword, signInByForm } from './account-with-password';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  await AuditEvent.destroy({ where: {} });
  await User.destroy({ where: {} });
});
afterAll(() => server.stop());

/** Runs the real command beside the running server, on the same database. */
async function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { dataDir, databaseUrl } = server.config;
  const child = spawn(process.execPath, ['dist/cli.js', 'administrator-link', ...args], {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      BASE_URL: server.url,
      LOG_LEVEL: 'error',
    },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const code = await new Promise<number>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

async function trail(): Promise<unknown[]> {
  const events = await AuditEvent.findAll({ where: { actorKind: 'command' } });
  return events.map(({ actorName, action, subjectType, subjectId, changes }) => [
    actorName,
    action,
    subjectType,
    subjectId,
    changes,
  ]);
}

test('gives the one administrator a link to set a new password', async () => {
  const user = await accountWithPassword('administrator');
  const { code, out, err } = await command();
  expect([code, err]).toEqual([0, '']);
  const link = /^Open this link within 7 days to set a new password for (\S+): (\S+)\n$/.exec(out);
  expect(link?.[1]).toBe(user.email);
  const path = new URL(link?.[2] ?? '').pathname;
  expect((await server.visitor().post(path, { password: 'nine lanterns at sea' })).status).toBe(
    303,
  );
  const again = await signInByForm(server.visitor(), user, { password: 'nine lanterns at sea' });
  expect(again.status).toBe(303);
  expect(await trail()).toEqual([
    ['administrator-link', 'account.link_made', 'account', String(user.id), '{}'],
  ]);
});

test('asks which one when there are several, and takes the address', async () => {
  const users = await Promise.all([
    accountWithPassword('administrator'),
    accountWithPassword('administrator'),
  ]);
  const emails = users.map((user) => user.email).sort();
  const unclear = await command();
  expect(unclear).toEqual({
    code: 1,
    out: '',
    err: `Say whose password is to be set: administrator-link EMAIL\nThe administrators are:\n  ${emails.join('\n  ')}\n`,
  });
  expect(await trail()).toEqual([]);
  const clear = await command(String(emails[1]).toUpperCase());
  expect([clear.code, clear.out.includes(` ${emails[1]}: `)]).toEqual([0, true]);
});

test('never makes an administrator of somebody else', async () => {
  await accountWithPassword('administrator');
  const organiser = await accountWithPassword('organiser');
  expect((await command(organiser.email)).code).toBe(1);
});

test('without an administrator, gives a link to become one', async () => {
  const { code, out } = await command();
  const link = /^Open this link to become administrator: (\S+)\n$/.exec(out);
  expect(code).toBe(0);
  const page = await server.visitor().get(new URL(link?.[1] ?? '').pathname);
  expect([page.status, page.$('h1').text()]).toEqual([200, 'Become administrator']);
  expect(await trail()).toEqual([
    ['administrator-link', 'account.first_administrator_link_made', 'installation', '1', '{}'],
  ]);
  expect((await server.visitor().get(paths.accounts)).status).toBe(302);
});
