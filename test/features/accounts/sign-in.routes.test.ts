import { setClock } from '../../../src/lib/clock';
import { AuditEvent, RateLimit, Session } from '../../../src/models';
import { paths } from '../../../src/paths';
import { startTestServer, type TestServer } from '../../harness/server';
import { accountWithPassword, csrfOf, password, signInByForm } from './account-with-password';

let server: TestServer;

beforeAll(async () => {
  // One proxy is believed, so that each test can come from an address of its own.
  server = await startTestServer({ trustProxy: 1 });
});
beforeEach(() => RateLimit.destroy({ where: {} }));
afterEach(() => {
  setClock(undefined);
});
afterAll(() => server.stop());

const refusal = 'The e-mail address and the password do not go together.';

async function postFrom(address: string, fields: Record<string, string>) {
  return server
    .visitor()
    .send('POST', paths.signIn, new URLSearchParams(fields), { 'X-Forwarded-For': address });
}

test('signs in, writes it down and goes where the person wanted to go', async () => {
  const user = await accountWithPassword('organiser');
  const browser = server.visitor();
  const page = await browser.get(`${paths.signIn}?next=${encodeURIComponent('/project?x=1')}`);
  expect(page.$('input[name="next"]').val()).toBe('/project?x=1');
  const answer = await signInByForm(
    browser,
    { email: ` ${user.email.toUpperCase()}` },
    { next: '/project?x=1' },
  );
  expect([answer.status, answer.location]).toEqual([303, '/project?x=1']);
  expect((await browser.get(paths.project)).status).toBe(200);
  expect((await browser.get(`${paths.signIn}?next=/accounts`)).location).toBe('/accounts');
  const events = await AuditEvent.findAll({ where: { actorUserId: user.id } });
  expect(events.map((event) => event.action)).toEqual(['account.signed_in']);
  await user.reload();
  expect(Date.now() - (user.lastSeenAt?.getTime() ?? 0)).toBeLessThan(60_000);
});

test.each(['//other.example/', '/\\other.example', 'https://other.example', '/.//other.example'])(
  'does not leave the site for %s',
  async (next) => {
    const user = await accountWithPassword('organiser');
    const page = await server.visitor().get(`${paths.signIn}?next=${encodeURIComponent(next)}`);
    expect(page.$('input[name="next"]')).toHaveLength(0);
    const browser = server.visitor();
    expect((await signInByForm(browser, user, { next })).location).toBe(paths.home);
    const again = await browser.get(`${paths.signIn}?next=${encodeURIComponent(next)}`);
    expect(again.location).toBe(paths.home);
  },
);

test('answers the same for a wrong password and accounts that are unknown, invited or disabled', async () => {
  const known = await accountWithPassword('organiser');
  const disabled = await accountWithPassword('organiser');
  await disabled.update({ disabledAt: new Date() });
  const invited = await accountWithPassword('organiser');
  await invited.update({ passwordHash: null });
  const answers = [
    await signInByForm(server.visitor(), known, { password: 'something else' }),
    await signInByForm(server.visitor(), { email: 'nobody@team.example' }),
    await signInByForm(server.visitor(), disabled),
    await signInByForm(server.visitor(), invited),
    await server.visitor().post(paths.signIn, {}),
    await signInByForm(server.visitor(), known, { password: 'x'.repeat(5000) }),
    await server.visitor().post(paths.signIn, { email: ['a', 'b'], password: ['c', 'd'] }),
  ];
  for (const answer of answers) {
    expect([answer.status, answer.$('.notice').text().trim()]).toEqual([422, refusal]);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  expect(answers[0]?.$('#field-email').val()).toBe(known.email);
});

test('signing in gives a new session whatever cookie the browser brought, and ends the one before', async () => {
  const user = await accountWithPassword('organiser');
  const planted = 'attackers-own-session-token';
  const answer = await server
    .visitor()
    .send('POST', paths.signIn, new URLSearchParams({ email: user.email, password }), {
      Cookie: `pec_session=${planted}`,
    });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('pec_session='));
  expect(cookie?.includes(planted)).toBe(false);
  const withPlanted = await server
    .visitor()
    .send('GET', paths.password, undefined, { Cookie: `pec_session=${planted}` });
  expect(withPlanted.status).toBe(302);

  const browser = server.visitor();
  await signInByForm(browser, user);
  const _csrf = await csrfOf(browser);
  const before = await Session.findAll({ where: { userId: user.id } });
  await signInByForm(browser, user, { _csrf });
  const after = await Session.findAll({ where: { userId: user.id } });
  expect(after).toHaveLength(before.length);
  expect((await browser.get(paths.password)).status).toBe(200);
});

test('signing out ends the session in the database', async () => {
  const user = await accountWithPassword('organiser');
  const browser = server.visitor();
  const signedIn = await signInByForm(browser, user);
  const copied = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const answer = await browser.post(paths.signOut, { _csrf: await csrfOf(browser) });
  expect([answer.status, answer.location]).toEqual([303, paths.signIn]);
  expect(await Session.count({ where: { userId: user.id } })).toBe(0);
  const replay = await server.visitor().send('GET', paths.password, undefined, { Cookie: copied });
  expect(replay.status).toBe(302);
});

describe('too many tries', () => {
  test('stop one address for one account, and nobody else', async () => {
    const user = await accountWithPassword('organiser');
    const colleague = await accountWithPassword('organiser');
    const wrong = { email: user.email, password: 'a wrong password' };
    for (let round = 0; round < 10; round += 1) {
      expect((await postFrom('203.0.113.9', wrong)).status).toBe(422);
    }
    const stopped = await postFrom('203.0.113.9', { email: user.email, password });
    expect([stopped.status, stopped.headers.get('retry-after')]).toEqual([429, '900']);
    expect(stopped.$('h1').text()).toBe('Please wait a little');
    // The owner elsewhere, and a colleague behind the same address, sign in as ever.
    expect((await postFrom('198.51.100.7', { email: user.email, password })).status).toBe(303);
    expect((await postFrom('203.0.113.9', { email: colleague.email, password })).status).toBe(303);
  });

  test('by a neighbour at the same address do not stop a browser that signed in before', async () => {
    const user = await accountWithPassword('organiser');
    const browser = server.visitor();
    await signInByForm(browser, user);
    await browser.post(paths.signOut, { _csrf: await csrfOf(browser) });
    for (let round = 0; round < 11; round += 1) {
      await signInByForm(server.visitor(), user, { password: 'a wrong password' });
    }
    expect((await signInByForm(server.visitor(), user)).status).toBe(429);
    expect((await signInByForm(browser, user)).status).toBe(303);
  });

  test('are forgotten after a quarter of an hour', async () => {
    const user = await accountWithPassword('organiser');
    const start = Date.now();
    setClock(new Date(start));
    for (let round = 0; round < 11; round += 1) {
      await signInByForm(server.visitor(), user, { password: 'a wrong password' });
    }
    expect((await signInByForm(server.visitor(), user)).status).toBe(429);
    setClock(new Date(start + 15 * 60_000));
    expect((await signInByForm(server.visitor(), user)).status).toBe(303);
  });

  test('are forgotten by signing in', async () => {
    const user = await accountWithPassword('organiser');
    for (let round = 0; round < 25; round += 1) {
      const right = round % 9 === 8;
      const answer = await signInByForm(server.visitor(), user, right ? {} : { password: 'wrong' });
      expect(answer.status).toBe(right ? 303 : 422);
    }
  });
});
