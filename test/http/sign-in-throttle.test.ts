import { countSignIn, knownBrowserFor } from '../../src/http/sign-in-throttle';
import { RateLimit } from '../../src/models';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
const mariam = 'mariam@harbour.example';
const here = '203.0.113.7';

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(() => RateLimit.destroy({ where: {} }));
afterAll(() => server.stop());

/** How many tries are let through before the first refusal, at most `most`. */
async function allowed(most: number, tryOnce: (round: number) => Promise<unknown>) {
  for (let round = 0; round < most; round += 1) {
    try {
      await tryOnce(round);
    } catch {
      return round;
    }
  }
  return most;
}

test('ten tries for an account from an address', async () => {
  expect(await allowed(20, () => countSignIn(mariam, here, undefined))).toBe(10);
  expect(await allowed(1, () => countSignIn(mariam, '198.51.100.1', undefined))).toBe(1);
});

test('no number of addresses shuts an account out', async () => {
  const tryFrom = (round: number) => countSignIn(mariam, `198.51.100.${round}`, undefined);
  expect(await allowed(200, tryFrom)).toBe(200);
  expect(await allowed(1, () => countSignIn(mariam, here, undefined))).toBe(1);
});

test('three hundred tries from one address, whichever the accounts', async () => {
  const tryFor = (round: number) => countSignIn(`${round}@harbour.example`, here, undefined);
  expect(await allowed(400, tryFor)).toBe(300);
});

test('a browser that is known for the account has ten tries of its own', async () => {
  const known = knownBrowserFor(mariam);
  expect(await allowed(20, () => countSignIn(mariam, here, undefined))).toBe(10);
  expect(await allowed(20, () => countSignIn(mariam, here, known))).toBe(10);
});

test.each([
  ['of another account', () => knownBrowserFor('ines@harbour.example')],
  ['with something added', (round: number) => `${knownBrowserFor(mariam)}.${round}`],
  ['made up', (round: number) => `${round}.${'a'.repeat(32)}`],
  ['that is empty', () => ''],
  ['that is a dot', () => '.'],
])('a proof %s counts as none', async (_name, proof) => {
  expect(await allowed(20, (round) => countSignIn(mariam, here, proof(round)))).toBe(10);
});
