import { setBaseUrl } from '../../src/lib/base-url';
import { Project, User } from '../../src/models';
import { paths } from '../../src/paths';
import type { Client } from '../harness/client';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
let administrator: Client;

beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.visitor().signInAs('administrator');
});
afterAll(() => server.stop());

const invitation = { name: 'Forged', role: 'administrator' };

/** Posts an invitation; tells the status and whether the account was made. */
async function invite(
  client: Client,
  headers: Record<string, string>,
  token = client.csrf,
): Promise<[number, number]> {
  const email = `${Math.random().toString(36).slice(2)}@forged.example`;
  const body = new URLSearchParams({ ...invitation, email, _csrf: token });
  const answer = await client.send('POST', paths.accounts, body, headers);
  return [answer.status, await User.count({ where: { email } })];
}

test.each([
  ['nothing about where it comes from', () => ({})],
  ['the same origin', () => ({ 'Sec-Fetch-Site': 'same-origin', Origin: server.url })],
  ['the origin alone', () => ({ Origin: server.url })],
  ['the address typed by hand', () => ({ 'Sec-Fetch-Site': 'none' })],
])('a post with the token and %s is taken', async (_name, headers) => {
  expect(await invite(administrator, headers())).toEqual([201, 1]);
});

test.each([
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a sister of this host', { 'Sec-Fetch-Site': 'same-site' }],
  ['another origin', { Origin: 'https://other.example' }],
  ['another port', { Origin: 'http://localhost:1' }],
  ['a sandboxed frame', { Origin: 'null' }],
  ['an origin that only begins like ours', { Origin: 'http://localhost.other.example' }],
  ['another site that adds our origin', { 'Sec-Fetch-Site': 'cross-site', Origin: 'self' }],
])('a post from %s is refused, token or not', async (_name, headers: Record<string, string>) => {
  const real = headers.Origin === 'self' ? { ...headers, Origin: server.url } : headers;
  expect(await invite(administrator, real)).toEqual([403, 0]);
});

test.each([
  ['an empty token', ''],
  ['a token that was made up', 'A'.repeat(32)],
])('a post with %s is refused', async (_name, token) => {
  expect(await invite(administrator, {}, token)).toEqual([403, 0]);
});

test('a post without the field is refused', async () => {
  const body = new URLSearchParams({ ...invitation, email: 'no-field@forged.example' });
  const page = await administrator.send('POST', paths.accounts, body);
  expect([page.status, page.$('h1').text()]).toEqual([403, 'Not allowed']);
  expect(page.$('.lead-in').text()).toBe(
    'This form has expired or was sent from another site. Go back, reload the page and try again.',
  );
});

test('the token of another session is refused', async () => {
  const other = await server.visitor().signInAs('administrator');
  expect(await invite(administrator, {}, other.csrf)).toEqual([403, 0]);
});

test('the token in the address counts for files only, so that it stays out of logs', async () => {
  const address = `${paths.accounts}?_csrf=${administrator.csrf}`;
  const email = 'address@forged.example';
  const answer = await administrator.send(
    'POST',
    address,
    new URLSearchParams({ ...invitation, email }),
  );
  expect([answer.status, await User.count({ where: { email } })]).toEqual([403, 0]);
});

test.each(['PUT', 'PATCH', 'DELETE'])('%s is a change too', async (method) => {
  const answer = await administrator.send(method, paths.project);
  expect(answer.status).toBe(403);
});

test('JSON needs the header', async () => {
  const body = JSON.stringify({ ...invitation, email: 'json@forged.example' });
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const without = await administrator.send('POST', paths.accounts, body, headers);
  expect([without.status, (without.json() as { error: { code: string } }).error.code]).toEqual([
    403,
    'forged_request',
  ]);
  const withIt = await administrator.postJson(paths.accounts, JSON.parse(body));
  expect(withIt.status).toBe(201);
});

test('a form of another site that calls itself text is not read as JSON', async () => {
  const before = (await Project.findByPk(1, { rejectOnEmpty: true })).get();
  const body = JSON.stringify({ _csrf: administrator.csrf, ...before, name: 'Forged' });
  const answer = await administrator.send('POST', paths.project, body, {
    'Content-Type': 'text/plain',
  });
  expect(answer.status).toBe(403);
  expect((await Project.findByPk(1, { rejectOnEmpty: true })).get()).toEqual(before);
});

test('nobody is signed in by another site', async () => {
  const body = new URLSearchParams({ email: 'x@team.example', password: 'x' });
  const visitor = server.visitor();
  const forged = await visitor.send('POST', paths.signIn, body, {
    Origin: 'https://other.example',
  });
  expect(forged.status).toBe(403);
  expect((await visitor.send('POST', paths.signIn, body, { Origin: server.url })).status).toBe(422);
});

test('behind a proxy, the public address is the origin, however it is written', async () => {
  setBaseUrl('https://PEC.example:443');
  const body = new URLSearchParams({ email: 'x@team.example', password: 'x' });
  const from = async (Origin: string): Promise<number> =>
    (await server.visitor().send('POST', paths.signIn, body, { Origin })).status;
  const statuses = [await from('https://pec.example'), await from('http://pec.example')];
  setBaseUrl(server.url);
  expect(statuses).toEqual([422, 403]);
});
