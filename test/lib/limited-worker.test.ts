import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { LimitedWorker } from '../../src/lib/limited-worker';
import { rootDir } from '../../src/lib/root';

// A worker of the build's kind that does what its task says.
const folder = `test-workers-${process.pid}`;
const file = `${folder}/worker.js`;
const source = `
const { threadId } = require('node:worker_threads');
const { answerTasks } = require('./limited-thread.js');
const read = (sqlite3, reads, done) => {
  const database = new sqlite3.Database(':memory:');
  const next = () => database.all('SELECT 1', () => (--reads > 0 ? next() : database.close(done)));
  next();
};
answerTasks((task) => {
  if (task === 'loop') for (;;);
  if (task === 'memory') { const kept = []; for (;;) kept.push(new Array(1e5).fill({ a: kept.length })); }
  if (task === 'throw') throw new Error('thrown');
  if (task === 'database' || task === 'database in use') {
    const closed = new Promise((resolve) => read(require('sqlite3'), 20, resolve));
    if (task === 'database') return closed.then(() => ({ task, threadId }));
  }
  return { task, threadId };
});
`;
const limits = { seconds: 0.5, megabytes: 32, keepSeconds: 60 };
type Output = { task: string; threadId: number };
let worker: LimitedWorker<string, Output>;

beforeAll(() => {
  mkdirSync(path.join(rootDir, 'dist', folder), { recursive: true });
  writeFileSync(path.join(rootDir, 'dist', file), source);
  buildSync({
    entryPoints: [path.join(rootDir, 'src/lib/limited-thread.ts')],
    outfile: path.join(rootDir, 'dist', folder, 'limited-thread.js'),
    ...{ platform: 'node', format: 'cjs' },
  });
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

// A thread ended by force in such a moment takes the process down, and with it this test.
test.each(['database', 'database in use'])(
  'ends a thread that has just answered, with a %s, without tearing anything off',
  async (task) => {
    for (let round = 0; round < 20; round++) {
      worker = new LimitedWorker(file, { ...limits, seconds: 20 });
      expect((await worker.run(task)).task).toBe(task);
      await worker.stop();
    }
  },
);

test('fails when the build has no such worker', async () => {
  const missing = new LimitedWorker<string, Output>('no/such/worker.js', limits);
  await expect(missing.run('a')).rejects.toMatchObject({ reason: 'crashed' });
});
