import { setClock } from '../../../src/lib/clock';
import { hashToken } from '../../../src/lib/tokens';
import { AuditEvent, RateLimit } from '../../../src/models';
import { paths } from '../../../src/paths';
import { eventually } from '../../harness/eventually';
import { startTestServer, type TestServer } from '../../harness/server';
import { accountWithPassword } from './account-with-password';

let server: TestServer;
const wrong = 'hunter2-typed-by-mistake';

beforeAll(async () => {
  // One proxy is believed, so that tries come from addresses of their own.
  server = await startTestServer({ trustProxy: 1 });
});
beforeEach(async () => {
  await RateLimit.destroy({ where: {} });
  await AuditEvent.destroy({ where: {} });
});
afterEach(() => {
  setClock(undefined);
});
afterAll(() => server.stop());

async function tryFrom(address: string, email: string): Promise<number> {
  const answer = await server
    .visitor()
    .send('POST', paths.signIn, new URLSearchParams({ email, password: wrong }), {
      'X-Forwarded-For': address,
    });
  return answer.status;
}

/** The lines, once there are as many; they are written after the answer. */
async function lines(count: number): Promise<AuditEvent[]> {
  return eventually(
    () => AuditEvent.findAll({ where: { area: 'sign_in' }, order: ['id'] }),
    (events) => events.length >= count,
  );
}

test('one line for an account, an address and the window, without password and address', async () => {
  const user = await accountWithPassword('organiser');
  for (let round = 0; round < 4; round += 1) await tryFrom('203.0.113.7', user.email);
  await tryFrom('203.0.113.8', user.email);
  const first = await lines(2);
  expect(
    first.map(({ action, subjectType, subjectId }) => [action, subjectType, subjectId]),
  ).toEqual([1, 2].map(() => ['sign_in.refused', 'account', String(user.id)]));
  const origins = first.map(({ changes }) => (JSON.parse(changes) as { origin: string }).origin);
  expect([origins[0]?.length, new Set(origins).size]).toEqual([8, 2]);
  const written = JSON.stringify(first);
  for (const secret of [wrong, '203.0.113', user.email])
    expect(written.includes(secret)).toBe(false);
  setClock(new Date(Date.now() + 16 * 60_000));
  await tryFrom('203.0.113.7', user.email);
  expect(await lines(3)).toHaveLength(3);
});

test('unknown addresses share one line for an origin, and none is kept', async () => {
  for (const name of ['one', 'two', 'three'])
    await tryFrom('203.0.113.7', `${name}@nowhere.example`);
  await tryFrom('203.0.113.8', 'four@nowhere.example');
  const events = await lines(2);
  expect(events.map(({ subjectId }) => subjectId)).toEqual(['unknown_account', 'unknown_account']);
  expect(JSON.stringify(events).includes('nowhere')).toBe(false);
});

test('too many tries leave a line of their own, and administrators find all of them', async () => {
  const user = await accountWithPassword('organiser', 'Olga Example');
  const statuses: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    statuses.push(await tryFrom('203.0.113.7', user.email));
  }
  expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
  await lines(2);
  const administrator = await server.visitor().signInAs('administrator');
  const list = await administrator.get(paths.accounts);
  const href = list.$('.page-actions a').first().attr('href') ?? '';
  const trail = await administrator.get(href);
  const shown = trail
    .$('.trail-text')
    .toArray()
    .map((line) => trail.$(line).find('strong').text());
  expect(shown).toEqual([
    'Refused a sign-in: too many tries',
    'Refused a sign-in: address and password do not go together',
  ]);
  expect(trail.$('.trail-text').first().text()).toContain('Olga Example');
  const overseer = await server.visitor().signInAs('overseer');
  const without = await overseer.get(href);
  expect(without.$('.trail-text')).toHaveLength(2);
  expect(without.$('main .trail').text()).not.toContain('Olga Example');
  expect(without.$('.trail-changes').first().text()).toContain('not shown');
});

test('no number of origins fills the trail', async () => {
  const user = await accountWithPassword('organiser');
  for (let round = 1; round <= 24; round += 1) await tryFrom(`198.51.100.${round}`, user.email);
  const bucket = hashToken(`sign-in-refused:wrong:${user.id}`);
  const counted = async () => (await RateLimit.findByPk(bucket))?.hits;
  expect(await eventually(counted, (hits) => hits === 24)).toBe(24);
  expect(await lines(20)).toHaveLength(20);
});
