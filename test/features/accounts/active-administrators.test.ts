import { changeRole } from '../../../src/features/accounts/change-role';
import { disableAccount, enableAccount } from '../../../src/features/accounts/change-state';
import { systemActor } from '../../../src/audit/record-audit-event';
import { AuditEvent, User } from '../../../src/models';
import { paths } from '../../../src/paths';
import { startTestServer, type TestServer } from '../../harness/server';
import { accountWithPassword, csrfOf, signInByForm } from './account-with-password';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  await AuditEvent.destroy({ where: {} });
  await User.destroy({ where: {} });
});
afterAll(() => server.stop());

const last =
  'This is the last administrator who can sign in. Make somebody else administrator first.';

async function outcomes(works: Promise<unknown>[]): Promise<string[]> {
  const results = await Promise.allSettled(works);
  return results.map((result) =>
    result.status === 'fulfilled' ? 'done' : (result.reason as { code: string }).code,
  );
}

test('the last administrator can neither disable nor demote themselves', async () => {
  const user = await accountWithPassword('administrator');
  const browser = server.visitor();
  await signInByForm(browser, user);
  const _csrf = await csrfOf(browser);
  const role = await browser.post(paths.accountRole(user.id), { _csrf, role: 'organiser' });
  const state = await browser.post(paths.accountState(user.id), { _csrf, state: 'disabled' });
  expect([role.status, role.$('.lead-in').text()]).toEqual([409, last]);
  expect([state.status, state.$('.lead-in').text()]).toEqual([409, last]);
  await user.reload();
  expect([user.role, user.disabledAt]).toEqual(['administrator', null]);
  expect((await browser.get(paths.accounts)).status).toBe(200);
});

test('one who was only invited, or is disabled, does not count', async () => {
  const user = await accountWithPassword('administrator');
  const invited = await User.create({
    name: 'Invited',
    email: 'invited@team.example',
    role: 'administrator',
  });
  const disabled = await accountWithPassword('administrator');
  await disabled.update({ disabledAt: new Date() });
  expect(await outcomes([changeRole(systemActor, user.id, 'overseer')])).toEqual([
    'last_administrator',
  ]);
  expect(await outcomes([disableAccount(systemActor, invited.id)])).toEqual(['done']);
  await enableAccount(systemActor, disabled.id);
  expect(await outcomes([changeRole(systemActor, user.id, 'overseer')])).toEqual(['done']);
});

test('with two, one may leave and is sent to the start page', async () => {
  const user = await accountWithPassword('administrator');
  await accountWithPassword('administrator');
  const browser = server.visitor();
  await signInByForm(browser, user);
  const answer = await browser.post(paths.accountRole(user.id), {
    _csrf: await csrfOf(browser),
    role: 'organiser',
  });
  expect([answer.status, answer.location]).toEqual([303, paths.home]);
  expect((await browser.get(paths.accounts)).status).toBe(403);
});

test.each([
  ['demoted', (id: number) => changeRole(systemActor, id, 'organiser')],
  ['disabled', (id: number) => disableAccount(systemActor, id)],
])('of four who are all %s at the same time one stays', async (_how, leave) => {
  const users = await Promise.all([1, 2, 3, 4].map(() => accountWithPassword('administrator')));
  const results = await outcomes(users.map((user) => leave(user.id)));
  expect(results.filter((result) => result === 'last_administrator')).toHaveLength(1);
  expect(await User.count({ where: { role: 'administrator', disabledAt: null } })).toBe(1);
});

test('two who demote and disable each other at the same time leave one', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => accountWithPassword('administrator')));
  const results = await outcomes([
    changeRole(systemActor, one?.id ?? 0, 'overseer'),
    disableAccount(systemActor, two?.id ?? 0),
  ]);
  expect(results.sort()).toEqual(['done', 'last_administrator']);
});
