import { clearBucket, hit, limit } from '../../src/http/rate-limit';
import { setClock } from '../../src/lib/clock';
import { RateLimit } from '../../src/models';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
const start = new Date('2026-06-16T09:00:00Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  setClock(start);
  await RateLimit.destroy({ where: {} });
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

test('is over the limit from the hit after the last allowed one until the window ends', async () => {
  const hits = [];
  for (let round = 0; round < 4; round += 1) hits.push(await hit('door', 2, 60));
  expect(hits).toEqual([false, false, true, true]);
  setClock(after(59));
  expect(await hit('door', 2, 60)).toBe(true);
  setClock(after(60));
  expect(await hit('door', 2, 60)).toBe(false);
});

test('counts every one of many hits at the same time', async () => {
  const hits = await Promise.all(Array.from({ length: 30 }, () => hit('rush', 20, 60)));
  expect(hits.filter((over) => over)).toHaveLength(10);
});

test('buckets do not count for each other, and can be forgotten', async () => {
  await hit('one', 1, 60);
  expect(await hit('two', 1, 60)).toBe(false);
  expect(await hit('one', 1, 60)).toBe(true);
  await clearBucket('one');
  expect(await hit('one', 1, 60)).toBe(false);
  expect(await hit('two', 1, 60)).toBe(true);
});

test('says how long to wait', async () => {
  await limit('wait', 1, 900);
  await expect(limit('wait', 1, 900)).rejects.toMatchObject({
    status: 429,
    code: 'too_many_requests',
    details: { retryAfter: 900 },
  });
});

test('keeps no address, and nothing when the window is over', async () => {
  await hit('sign-in:account:mariam@harbour.example:203.0.113.7', 1, 60);
  const stored = JSON.stringify(await RateLimit.findAll({ raw: true }));
  expect(/mariam|203\.0\.113\.7/.test(stored)).toBe(false);
  setClock(after(3600));
  await hit('later', 1, 60);
  expect(await RateLimit.count()).toBe(1);
});
