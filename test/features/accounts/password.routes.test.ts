import { AuditEvent, RateLimit, Session } from '../../../src/models';
import { paths } from '../../../src/paths';
import { startTestServer, type TestServer } from '../../harness/server';
import { accountWithPassword, csrfOf, password, signInByForm } from './account-with-password';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => RateLimit.destroy({ where: {} }));
afterAll(() => server.stop());

test('is for accounts only', async () => {
  expect((await server.visitor().get(paths.password)).location).toBe('/sign-in?next=%2Fpassword');
  expect((await server.visitor().post(paths.password, { password })).status).toBe(403);
});

test.each(['administrator', 'organiser', 'overseer'] as const)(
  'an %s changes the password and ends all other sessions',
  async (role) => {
    const user = await accountWithPassword(role);
    const [here, elsewhere] = [server.visitor(), server.visitor()];
    await signInByForm(here, user);
    await signInByForm(elsewhere, user);
    const [before] = await Session.findAll({ where: { userId: user.id }, order: ['createdAt'] });
    const answer = await here.post(paths.password, {
      _csrf: await csrfOf(here),
      currentPassword: password,
      password: 'nine lanterns at sea',
    });
    expect([answer.status, answer.location]).toEqual([303, paths.password]);
    const page = await here.get(paths.password);
    expect(page.$('.notice-success').text().trim()).toBe(
      'Your password is changed. All other browsers are signed out.',
    );
    expect((await elsewhere.get(paths.password)).status).toBe(302);
    const sessions = await Session.findAll({ where: { userId: user.id } });
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.tokenHash === before?.tokenHash).toBe(false);
    expect((await signInByForm(server.visitor(), user)).status).toBe(422);
    const withNew = { password: 'nine lanterns at sea' };
    expect((await signInByForm(server.visitor(), user, withNew)).status).toBe(303);
    const events = await AuditEvent.findAll({
      where: { subjectType: 'account', subjectId: String(user.id) },
      order: ['id'],
    });
    expect(events.map(({ action, changes }) => [action, changes])).toContainEqual([
      'account.password_changed',
      '{}',
    ]);
  },
);

test.each([
  ['a wrong password of now', { currentPassword: 'not the one at all' }, 'currentPassword'],
  ['no password of now', { currentPassword: '' }, 'currentPassword'],
  ['a new one that is too short', { password: 'short' }, 'password'],
])('refuses %s and changes nothing', async (_name, wrong, field) => {
  const user = await accountWithPassword('organiser');
  const browser = server.visitor();
  await signInByForm(browser, user);
  const page = await browser.post(paths.password, {
    _csrf: await csrfOf(browser),
    currentPassword: password,
    password: 'nine lanterns at sea',
    ...wrong,
  });
  expect([page.status, page.$(`.notice a[href="#field-${field}"]`).length]).toEqual([422, 1]);
  const before = user.passwordHash;
  expect((await user.reload()).passwordHash).toBe(before);
  expect((await browser.get(paths.password)).status).toBe(200);
});

test('who found an open browser cannot try passwords without end; the owner elsewhere can', async () => {
  const user = await accountWithPassword('organiser');
  const [left, own] = [server.visitor(), server.visitor()];
  await signInByForm(left, user);
  await signInByForm(own, user);
  const tries = { _csrf: await csrfOf(left), password: 'nine lanterns at sea' };
  for (let round = 0; round < 10; round += 1) {
    const answer = await left.post(paths.password, { ...tries, currentPassword: `try ${round}` });
    expect(answer.status).toBe(422);
  }
  const stopped = await left.post(paths.password, { ...tries, currentPassword: password });
  expect(stopped.status).toBe(429);
  const answer = await own.post(paths.password, {
    _csrf: await csrfOf(own),
    currentPassword: password,
    password: 'nine lanterns at sea',
  });
  expect(answer.status).toBe(303);
});
