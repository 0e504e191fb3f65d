import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LimitedWorker } from '../../src/lib/limited-worker';
import { rootDir } from '../../src/lib/root';

// A worker of the build's kind that does what its task says.
const folder = `test-workers-${process.pid}`;
const file = `${folder}/worker.js`;
const source = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', (task) => {
  if (task === 'loop') for (;;);
  if (task === 'memory') { const kept = []; for (;;) kept.push(new Array(1e5).fill({ a: kept.length })); }
  if (task === 'throw') throw new Error('thrown');
  parentPort.postMessage({ task, threadId });
});
parentPort.postMessage('ready');
`;
const limits = { seconds: 0.5, megabytes: 32, keepSeconds: 60 };
type Output = { task: string; threadId: number };
let worker: LimitedWorker<string, Output>;

beforeAll(() => {
  mkdirSync(path.join(rootDir, 'dist', folder), { recursive: true });
  writeFileSync(path.join(rootDir, 'dist', file), source);
});
beforeEach(() => {
  worker = new LimitedWorker(file, limits);
});
afterEach(() => worker.stop());
afterAll(() => {
  rmSync(path.join(rootDir, 'dist', folder), { recursive: true });
});

test('answers one after another from the same thread', async () => {
  const answers = await Promise.all(['a', 'b', 'c'].map((task) => worker.run(task)));
  expect(answers.map(({ task }) => task)).toEqual(['a', 'b', 'c']);
  expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(1);
});

test.each([
  ['loop', 0.5, 'too_slow'],
  ['memory', 20, 'too_much_memory'],
  ['throw', 20, 'crashed'],
])('gives up %s within %d seconds and goes on with the next', async (task, seconds, reason) => {
  worker = new LimitedWorker(file, { ...limits, seconds });
  const [failed, next] = await Promise.allSettled([worker.run(task), worker.run('next')]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { reason } });
  expect(next).toMatchObject({ status: 'fulfilled', value: { task: 'next' } });
});

test('refuses more than can wait', async () => {
  const running = Array.from({ length: 17 }, (_, index) => worker.run(String(index)));
  await expect(worker.run('one more')).rejects.toMatchObject({ status: 503, code: 'busy' });
  expect((await Promise.all(running)).length).toBe(17);
});

test('ends an idle thread, and starts another when there is something to do', async () => {
  worker = new LimitedWorker(file, { ...limits, keepSeconds: 0.05 });
  const first = await worker.run('a');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await worker.run('b')).threadId).not.toBe(first.threadId);
});

test('fails what runs and waits when it is stopped', async () => {
  const tasks = Promise.allSettled([worker.run('loop'), worker.run('b')]);
  await worker.stop();
  expect((await tasks).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('fails when the build has no such worker', async () => {
  const missing = new LimitedWorker<string, Output>('no/such/worker.js', limits);
  await expect(missing.run('a')).rejects.toMatchObject({ reason: 'crashed' });
});
