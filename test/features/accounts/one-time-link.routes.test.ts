import { startServer } from '../../../src/boot';
import { makeOneTimeLink } from '../../../src/features/accounts/one-time-links';
import { offerFirstAdministratorLink } from '../../../src/features/accounts/offer-first-administrator-link';
import { inTransaction } from '../../../src/db/transaction';
import { setClock } from '../../../src/lib/clock';
import { AuditEvent, OneTimeLink, Session, User } from '../../../src/models';
import { paths } from '../../../src/paths';
import { Client } from '../../harness/client';
import { newTestDatabase } from '../../harness/database';
import { startTestServer, type TestServer } from '../../harness/server';
import { accountWithPassword, password, signInByForm } from './account-with-password';

const person = { name: 'Mariam Okafor', email: 'Mariam@harbour.example ', password };

describe('the first start', () => {
  test('offers one link that makes one administrator, and none afterwards', async () => {
    const database = await newTestDatabase();
    const first = await startServer(database.config);
    const replaced = new URL(first.administratorLink ?? '').pathname;
    await first.stop();
    const second = await startServer(database.config);
    const link = new URL(second.administratorLink ?? '').pathname;
    const browser = new Client(second.url);

    const old = await browser.get(replaced);
    expect(old.status).toBe(404);
    expect(old.$('.lead-in').text()).toBe(
      'This link is not known here. It was replaced by a newer one, or was not copied completely.',
    );

    const before = await OneTimeLink.findAll({ raw: true });
    expect((await browser.get(link)).$('h1').text()).toBe('Become administrator');
    expect((await browser.get(link)).status).toBe(200);
    expect(await OneTimeLink.findAll({ raw: true })).toEqual(before);
    expect(await User.count()).toBe(0);

    const answer = await browser.post(link, person);
    expect([answer.status, answer.location]).toEqual([303, paths.home]);
    const user = await User.findOne({ rejectOnEmpty: true });
    expect([user.name, user.email, user.role]).toEqual([
      'Mariam Okafor',
      'mariam@harbour.example',
      'administrator',
    ]);
    expect((await browser.get(paths.accounts)).status).toBe(200);
    const event = await AuditEvent.findOne({
      where: { action: 'account.first_administrator' },
      rejectOnEmpty: true,
    });
    expect([event.actorUserId, event.subjectId]).toEqual([user.id, String(user.id)]);
    expect(JSON.parse(event.changes)).toEqual({
      name: 'Mariam Okafor',
      email: 'mariam@harbour.example',
      role: 'administrator',
    });
    await second.stop();

    const third = await startServer(database.config);
    expect(third.administratorLink).toBeUndefined();
    await third.stop();
    await database.remove();
  });
});

describe('links', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterEach(async () => {
    setClock(undefined);
    await OneTimeLink.destroy({ where: {} });
  });
  afterAll(() => server.stop());

  async function firstLink(): Promise<string> {
    await User.update({ disabledAt: new Date() }, { where: {} });
    const path = await offerFirstAdministratorLink();
    if (path === undefined) throw new Error('There is an administrator.');
    return path;
  }

  async function passwordLink(user: User): Promise<string> {
    const { token } = await inTransaction((tx) => makeOneTimeLink(tx, 'set_password', user.id));
    return paths.oneTimeLink(token);
  }

  test('of two who post at the same time one becomes administrator', async () => {
    const link = await firstLink();
    const usersBefore = await User.count();
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((name) =>
        server.visitor().post(link, { ...person, name, email: `${name}@race.example` }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 410, 410]);
    const loser = answers.find((answer) => answer.status === 410);
    expect(loser?.$('.lead-in').text()).toBe(
      'This link was used already, and works only once. Sign in, or ask an administrator for a new link.',
    );
    expect(await User.count()).toBe(usersBefore + 1);
  });

  test('two links at the same time make one administrator', async () => {
    const link = await firstLink();
    // As two server processes that start together could leave them.
    const rows = await OneTimeLink.findAll();
    const other = await firstLink();
    await OneTimeLink.bulkCreate(rows.map((row) => row.get()));
    const usersBefore = await User.count();
    const answers = await Promise.all(
      [link, other].map((path, index) =>
        server.visitor().post(path, { ...person, email: `two-${index}@race.example` }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 410]);
    expect(await User.count()).toBe(usersBefore + 1);
  });

  test.each([
    ['no name', { name: ' ' }, 'name'],
    ['no e-mail address', { email: 'mariam' }, 'email'],
    ['a short password', { password: 'short' }, 'password'],
    ['a password like the name', { password: 'mariam okafor' }, 'password'],
  ])('refuses %s and stays good', async (_name, wrong, field) => {
    const link = await firstLink();
    const page = await server.visitor().post(link, { ...person, ...wrong });
    expect(page.status).toBe(422);
    expect(page.$(`.notice a[href="#field-${field}"]`)).toHaveLength(1);
    expect(page.$('#field-password').val()).toBe('');
    expect((await server.visitor().get(link)).status).toBe(200);
  });

  test('an address that has an account already is refused beside its field', async () => {
    const link = await firstLink();
    const taken = await accountWithPassword('organiser');
    const page = await server.visitor().post(link, { ...person, email: taken.email });
    expect(page.status).toBe(422);
    expect(page.$('#field-email-error').text()).toBe(
      'There is an account with this e-mail address.',
    );
    expect((await server.visitor().get(link)).status).toBe(200);
  });

  test('a password link sets the password, ends all sessions and works once', async () => {
    const user = await accountWithPassword('overseer', 'Ines Duarte');
    const old = server.visitor();
    await signInByForm(old, user);
    const link = await passwordLink(user);
    const browser = server.visitor();
    const page = await browser.get(link);
    expect(page.$('#account-address').val()).toBe(user.email);

    const answer = await browser.post(link, { password: 'nine lanterns at sea' });
    expect([answer.status, answer.location]).toEqual([303, paths.home]);
    expect((await browser.get(paths.password)).status).toBe(200);
    expect((await old.get(paths.password)).location).toBe('/sign-in?next=%2Fpassword');
    expect((await signInByForm(server.visitor(), user)).status).toBe(422);
    const again = await signInByForm(server.visitor(), user, { password: 'nine lanterns at sea' });
    expect(again.status).toBe(303);

    expect((await server.visitor().get(link)).status).toBe(410);
    expect((await server.visitor().post(link, { password: 'ten lanterns at sea' })).status).toBe(
      410,
    );
    expect(
      await AuditEvent.count({
        where: { action: 'account.password_set', subjectId: String(user.id), changes: '{}' },
      }),
    ).toBe(1);
  });

  test('a link is over after seven days, and not before', async () => {
    const user = await accountWithPassword('organiser');
    const link = await passwordLink(user);
    const made = Date.now();
    setClock(new Date(made + 7 * 24 * 3_600_000 - 60_000));
    expect((await server.visitor().get(link)).status).toBe(200);
    setClock(new Date(made + 7 * 24 * 3_600_000 + 60_000));
    const page = await server.visitor().get(link);
    expect([page.status, page.$('h1').text()]).toEqual([410, 'This link is over']);
    expect((await server.visitor().post(link, { password })).status).toBe(410);
    expect(await Session.count({ where: { userId: user.id } })).toBe(0);
  });

  test('a newer link replaces the older one', async () => {
    const user = await accountWithPassword('organiser');
    const older = await passwordLink(user);
    const newer = await passwordLink(user);
    expect((await server.visitor().get(older)).status).toBe(404);
    expect((await server.visitor().get(newer)).status).toBe(200);
  });

  test('a link of a disabled account does nothing', async () => {
    const user = await accountWithPassword('organiser');
    const link = await passwordLink(user);
    await user.update({ disabledAt: new Date() });
    expect((await server.visitor().get(link)).status).toBe(410);
    expect((await server.visitor().post(link, { password })).status).toBe(410);
    expect(await Session.count({ where: { userId: user.id } })).toBe(0);
  });

  test.each(['x', 'a'.repeat(32), '%00', '..%2f..%2faccounts', `'; DROP TABLE users`])(
    'the token %j is a page that is not found',
    async (token) => {
      expect((await server.visitor().get(`/welcome/${encodeURI(token)}`)).status).toBe(404);
    },
  );

  test('the database holds neither the token nor what it is made from', async () => {
    const user = await accountWithPassword('organiser');
    const { token, subject } = await inTransaction((tx) =>
      makeOneTimeLink(tx, 'set_password', user.id),
    );
    const stored = JSON.stringify(await OneTimeLink.findAll({ raw: true }));
    expect(stored.includes(token)).toBe(false);
    expect(stored.includes(subject.slice('account:'.length))).toBe(false);
  });
});
