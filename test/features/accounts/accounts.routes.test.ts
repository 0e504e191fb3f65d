import { AuditEvent, Message, OneTimeLink, Session, User } from '../../../src/models';
import { linkToken, type LinkSubject } from '../../../src/lib/link-tokens';
import { paths } from '../../../src/paths';
import { Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { accountWithPassword, csrfOf, signInByForm } from './account-with-password';

let server: TestServer;
let administrator: Client;
let self: User;
let _csrf: string;

beforeAll(async () => {
  server = await startTestServer();
  self = await accountWithPassword('administrator', 'Ada Lindqvist');
  administrator = server.visitor();
  await signInByForm(administrator, self);
  _csrf = await csrfOf(administrator);
});
afterAll(() => server.stop());

async function lastEvent(userId: number): Promise<[string, unknown, number | null]> {
  const event = await AuditEvent.findOne({
    where: { subjectType: 'account', subjectId: String(userId) },
    order: [['id', 'DESC']],
    rejectOnEmpty: true,
  });
  return [event.action, JSON.parse(event.changes), event.actorUserId];
}

describe('who may', () => {
  test.each(['organiser', 'overseer'] as const)('an %s may not', async (role) => {
    const other = await server.visitor().signInAs(role);
    const target = await accountWithPassword('overseer');
    expect((await other.get(paths.accounts)).status).toBe(403);
    expect((await other.get(paths.account(target.id))).status).toBe(403);
    const invitation = { name: 'X', email: 'x@team.example', role: 'administrator' };
    expect((await other.post(paths.accounts, invitation)).status).toBe(403);
    expect((await other.post(paths.accountLink(target.id))).status).toBe(403);
    const promotion = { role: 'administrator' };
    expect((await other.post(paths.accountRole(other.user?.id ?? 0), promotion)).status).toBe(403);
    expect((await other.post(paths.accountState(target.id), { state: 'disabled' })).status).toBe(
      403,
    );
    expect([(await target.reload()).role, target.disabledAt]).toEqual(['overseer', null]);
    expect(await User.count({ where: { email: 'x@team.example' } })).toBe(0);
  });

  test('a visitor is sent to sign in', async () => {
    expect((await server.visitor().get(paths.accounts)).location).toBe('/sign-in?next=%2Faccounts');
  });
});

test('the list shows name, address, role, state and last visit of each account', async () => {
  const invited = await User.create({ name: 'Zoe', email: 'zoe@team.example', role: 'overseer' });
  await invited.update({ lastSeenAt: new Date('2026-03-01T12:00:00Z') });
  const page = await administrator.get(paths.accounts);
  expect(page.$('h1').text()).toBe('Accounts');
  const cells = page
    .$('tbody tr')
    .toArray()
    .map((row) =>
      page
        .$(row)
        .children()
        .toArray()
        .map((cell) => page.$(cell).text()),
    );
  expect(cells.find(([name]) => name === 'Zoe')).toEqual([
    'Zoe',
    'zoe@team.example',
    'Overseer',
    'Invited',
    '1 Mar 2026, 15:00',
  ]);
  const own = cells.find(([name]) => name === 'Ada Lindqvist');
  expect(own?.slice(1, 4)).toEqual([self.email, 'Administrator', 'Active']);
});

test('the list costs the same for one account and for three more', async () => {
  const few = await countQueries(() => administrator.get(paths.accounts));
  await Promise.all([1, 2, 3].map(() => accountWithPassword('organiser')));
  expect(await countQueries(() => administrator.get(paths.accounts))).toBe(few);
});

test('a name is shown as text, whatever it holds', async () => {
  const name = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  const { id } = await User.create({ name, email: 'xss@team.example', role: 'overseer' });
  const list = await administrator.get(paths.accounts);
  const page = await administrator.get(paths.account(id));
  for (const answer of [list, page]) {
    expect(answer.text.includes('<script>alert')).toBe(false);
    expect(answer.$('main img, main script')).toHaveLength(0);
  }
  expect(page.$('h1').text()).toBe(name);
  expect(page.$('title').text()).toBe(`${name} – PEC`);
  const owner = await server.visitor().signInAs('organiser', 'xss2@team.example');
  await owner.user?.update({ name });
  expect((await owner.get(paths.password)).$('.side-user a').text()).toBe(name);
});

describe('inviting', () => {
  test('makes an account, shows the link once and sends it by mail', async () => {
    const answer = await administrator.post(paths.accounts, {
      _csrf,
      name: ' Ines Duarte ',
      email: 'Ines@Team.example',
      role: 'organiser',
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const user = await User.findOne({
      where: { email: 'ines@team.example' },
      rejectOnEmpty: true,
    });
    expect([user.name, user.role, user.passwordHash]).toEqual(['Ines Duarte', 'organiser', null]);

    const link = answer.$('#one-time-link').text();
    expect(answer.$('main .measure').text()).toBe(
      'It is shown this once. No mail server is set up, so no mail is sent: pass the link on yourself.',
    );
    const mail = await Message.findOne({
      where: { toAddress: 'ines@team.example' },
      rejectOnEmpty: true,
    });
    const subject = mail.linkSubject as LinkSubject;
    expect(link).toBe(`${server.url}${paths.oneTimeLink(linkToken(subject))}`);
    expect([mail.kind, mail.toName]).toEqual(['account_link', 'Ines Duarte']);
    expect((mail.textBody + mail.htmlBody).includes(linkToken(subject))).toBe(false);

    expect(await lastEvent(user.id)).toEqual([
      'account.invited',
      { name: 'Ines Duarte', email: 'ines@team.example', role: 'organiser' },
      self.id,
    ]);
    const browser = server.visitor();
    const path = new URL(link).pathname;
    expect((await browser.get(path)).$('#account-address').val()).toBe('ines@team.example');
    expect((await browser.post(path, { password: 'nine lanterns at sea' })).status).toBe(303);
    expect((await browser.get(paths.project)).status).toBe(200);

    const again = await administrator.get(paths.account(user.id));
    expect(again.text.includes(linkToken(subject))).toBe(false);
  });

  test.each([
    ['no name', { name: '' }, 'name'],
    ['a name with a control character', { name: 'In\u0007es' }, 'name'],
    ['no address', { email: 'ines' }, 'email'],
    ['no role', { role: '' }, 'role'],
    ['a role that does not exist', { role: 'root' }, 'role'],
    ['an address that has an account', { email: 'taken@team.example' }, 'email'],
  ])('refuses %s and keeps what was typed', async (_name, wrong, field) => {
    await User.findOrCreate({
      where: { email: 'taken@team.example' },
      defaults: { email: 'taken@team.example', name: 'Taken', role: 'overseer' },
    });
    const before = [await User.count(), await OneTimeLink.count(), await Message.count()];
    const page = await administrator.post(paths.accounts, {
      _csrf,
      name: 'Typed name',
      email: 'typed@team.example',
      role: 'organiser',
      ...wrong,
    });
    expect(page.status).toBe(422);
    expect(page.$(`.notice a[href="#field-${field}"]`)).toHaveLength(1);
    if (field !== 'name') expect(page.$('#field-name').val()).toBe('Typed name');
    expect([await User.count(), await OneTimeLink.count(), await Message.count()]).toEqual(before);
  });

  test('two invitations of one address at the same time make one account', async () => {
    const fields = { _csrf, name: 'Twin', email: 'twin@team.example', role: 'overseer' };
    const answers = await Promise.all([
      administrator.post(paths.accounts, fields),
      administrator.post(paths.accounts, fields),
    ]);
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses[0]).toBe(201);
    expect([409, 422]).toContain(statuses[1]);
    expect(await User.count({ where: { email: 'twin@team.example' } })).toBe(1);
    expect(await Message.count({ where: { toAddress: 'twin@team.example' } })).toBe(1);
  });
});

test('a new link is shown once, ends the one before and leaves the password of now', async () => {
  const user = await accountWithPassword('organiser', 'Noor Haddad');
  const first = await administrator.post(paths.accountLink(user.id), { _csrf });
  const second = await administrator.post(paths.accountLink(user.id), { _csrf });
  const linkOf = (answer: typeof first): string =>
    new URL(answer.$('#one-time-link').text()).pathname;
  expect([first.status, second.status]).toEqual([201, 201]);
  expect((await server.visitor().get(linkOf(first))).status).toBe(404);
  expect((await server.visitor().get(linkOf(second))).status).toBe(200);
  expect((await signInByForm(server.visitor(), user)).status).toBe(303);
  const events = await AuditEvent.findAll({
    where: { action: 'account.link_made', subjectId: String(user.id) },
  });
  expect(events.map((event) => [event.changes, event.actorUserId])).toEqual([
    ['{}', self.id],
    ['{}', self.id],
  ]);
});

describe('changing the role', () => {
  test('holds from the next page on', async () => {
    const user = await accountWithPassword('organiser');
    const browser = server.visitor();
    await signInByForm(browser, user);
    const answer = await administrator.post(paths.accountRole(user.id), {
      _csrf,
      role: 'overseer',
    });
    expect([answer.status, answer.location]).toEqual([303, paths.account(user.id)]);
    expect((await browser.get(paths.people)).status).toBe(403);
    expect(await lastEvent(user.id)).toEqual([
      'account.role_changed',
      { role: ['organiser', 'overseer'] },
      self.id,
    ]);
  });

  test('to the same role leaves no line', async () => {
    const user = await accountWithPassword('organiser');
    await administrator.post(paths.accountRole(user.id), { _csrf, role: 'organiser' });
    expect(await AuditEvent.count({ where: { subjectId: String(user.id) } })).toBe(0);
  });

  test('to a role that does not exist is refused', async () => {
    const user = await accountWithPassword('organiser');
    const page = await administrator.post(paths.accountRole(user.id), { _csrf, role: 'root' });
    expect([page.status, page.$('#field-role-error').text()]).toEqual([
      422,
      'Please choose a role.',
    ]);
    expect((await user.reload()).role).toBe('organiser');
  });
});

describe('disabling', () => {
  test('ends live sessions and unused links at once; enabling brings the account back', async () => {
    const user = await accountWithPassword('organiser');
    const browser = server.visitor();
    await signInByForm(browser, user);
    const made = await administrator.post(paths.accountLink(user.id), { _csrf });
    const link = new URL(made.$('#one-time-link').text()).pathname;
    const answer = await administrator.post(paths.accountState(user.id), {
      _csrf,
      state: 'disabled',
    });
    expect([answer.status, answer.location]).toEqual([303, paths.account(user.id)]);
    expect((await browser.get(paths.password)).status).toBe(302);
    expect(await Session.count({ where: { userId: user.id } })).toBe(0);
    expect((await server.visitor().get(link)).status).toBe(404);
    // Before the sign-in below, whose refusal is written down after its answer.
    expect(await lastEvent(user.id)).toEqual(['account.disabled', {}, self.id]);
    expect((await signInByForm(server.visitor(), user)).status).toBe(422);
    expect((await administrator.post(paths.accountLink(user.id), { _csrf })).status).toBe(409);

    await administrator.post(paths.accountState(user.id), { _csrf, state: 'active' });
    expect((await browser.get(paths.password)).status).toBe(302);
    expect((await signInByForm(server.visitor(), user)).status).toBe(303);
    const actions = await AuditEvent.findAll({ where: { subjectId: String(user.id) } });
    expect(actions.map(({ action }) => action)).toContain('account.enabled');
  });

  test('a session that outlived the account is worth nothing', async () => {
    const user = await server.visitor().signInAs('organiser');
    await user.user?.update({ disabledAt: new Date() });
    expect((await user.get(paths.password)).status).toBe(302);
  });

  test('a state that does not exist is refused', async () => {
    const user = await accountWithPassword('organiser');
    const answer = await administrator.post(paths.accountState(user.id), { _csrf, state: 'gone' });
    expect([answer.status, (await user.reload()).disabledAt]).toEqual([422, null]);
  });
});

test.each(['0', '999999', 'x', '1e3', '99999999999999999999', '-1'])(
  'the account %s is a page that is not found',
  async (id) => {
    expect((await administrator.get(`/accounts/${id}`)).status).toBe(404);
    const role = await administrator.post(`/accounts/${id}/role`, { _csrf, role: 'overseer' });
    const state = await administrator.post(`/accounts/${id}/state`, { _csrf, state: 'disabled' });
    const link = await administrator.post(`/accounts/${id}/link`, { _csrf });
    expect([role.status, state.status, link.status]).toEqual([404, 404, 404]);
  },
);
