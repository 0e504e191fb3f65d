import { startDailyWork, type DailyTask, type DailyWork } from '../src/daily-work';
import { setClock } from '../src/lib/clock';
import { openData } from '../src/boot';
import { DailyRun } from '../src/models';
import { newTestDatabase, type TestDatabase } from './harness/database';
import { eventually } from './harness/eventually';

let database: TestDatabase;
let close: () => Promise<void>;
const running: DailyWork[] = [];

beforeAll(async () => {
  database = await newTestDatabase();
  close = await openData(database.config);
});
afterEach(async () => {
  await stopAll();
  setClock(undefined);
});
afterAll(async () => {
  await close();
  await database.remove();
});

/** @throws when it does not come true in time */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  expect(await eventually(holds, Boolean)).toBe(true);
}

/** A server's work of the day, looking every few milliseconds. */
function work(...tasks: DailyTask[]): DailyWork {
  const started = startDailyWork(tasks, { first: 1, every: 5 });
  running.push(started);
  return started;
}

async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((one) => one.stop()));
}

/** A task that counts its runs; `fails` is looked at in each. */
function counting(name: string): DailyTask & { runs: number; fails: boolean } {
  const task = {
    name,
    runs: 0,
    fails: false,
    run: () => {
      task.runs += 1;
      return task.fails ? Promise.reject(new Error('not today')) : Promise.resolve();
    },
  };
  return task;
}

async function stateOf(task: string): Promise<string[]> {
  const rows = await DailyRun.findAll({ where: { task }, order: ['day'] });
  return rows.map((row) => `${row.day} ${row.state}`);
}

test('two servers and a restart do a task once on a day, and again on the next', async () => {
  setClock(new Date('2020-06-01T23:59:00Z'));
  const task = counting('once');
  work(task);
  work(task);
  await until(async () => (await stateOf('once'))[0] === '2020-06-01 done');
  await stopAll();
  const probe = counting('looked at after it');
  work(task, probe);
  await until(() => probe.runs === 1);
  await stopAll();
  expect(task.runs).toBe(1);

  setClock(new Date('2020-06-02T00:00:00Z'));
  work(task);
  work(task);
  await until(async () => (await stateOf('once'))[1] === '2020-06-02 done');
  await stopAll();
  expect(task.runs).toBe(2);
  expect(await stateOf('once')).toEqual(['2020-06-01 done', '2020-06-02 done']);
});

test('a task that fails stops no other, and is tried again half an hour later', async () => {
  setClock(new Date('2020-06-03T08:00:00Z'));
  const failing = counting('failing');
  failing.fails = true;
  const other = counting('other');
  work(failing, other);
  await until(async () => (await stateOf('other'))[0] === '2020-06-03 done');
  expect(await stateOf('failing')).toEqual(['2020-06-03 failed']);

  failing.fails = false;
  setClock(new Date('2020-06-03T08:29:59Z'));
  const probe = counting('after it');
  work(failing, probe);
  await until(() => probe.runs === 1);
  expect(failing.runs).toBe(1);

  setClock(new Date('2020-06-03T08:30:00Z'));
  await until(async () => (await stateOf('failing'))[0] === '2020-06-03 done');
  expect([failing.runs, other.runs]).toEqual([2, 1]);
});

test('a run that a crash cut off is done again after an hour, and the late one changes nothing', async () => {
  setClock(new Date('2020-06-04T08:00:00Z'));
  let finishLate: () => void = () => undefined;
  const stuck = {
    name: 'cut off',
    run: () => new Promise<void>((resolve) => (finishLate = resolve)),
  };
  const late = startDailyWork([stuck], { first: 1, every: 5 });
  await until(async () => (await stateOf('cut off'))[0] === '2020-06-04 running');

  const again = counting('cut off');
  setClock(new Date('2020-06-04T08:59:59Z'));
  const probe = counting('beside it');
  work(again, probe);
  await until(() => probe.runs === 1);
  expect(again.runs).toBe(0);

  again.fails = true;
  setClock(new Date('2020-06-04T09:00:00Z'));
  await until(async () => (await stateOf('cut off'))[0] === '2020-06-04 failed');
  finishLate();
  await late.stop();
  expect([await stateOf('cut off'), again.runs]).toEqual([['2020-06-04 failed'], 1]);
});

test('stopping waits for the task under way and begins no other', async () => {
  setClock(new Date('2020-06-05T08:00:00Z'));
  let finish: () => void = () => undefined;
  const slow = { name: 'slow', run: () => new Promise<void>((resolve) => (finish = resolve)) };
  const next = counting('next');
  const started = work(slow, next);
  await until(async () => (await stateOf('slow'))[0] === '2020-06-05 running');
  let ended = false;
  const stopping = started.stop().then(() => (ended = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(false);
  finish();
  await stopping;
  expect([await stateOf('slow'), next.runs]).toEqual([['2020-06-05 done'], 0]);
});

test('rows of days long past are removed', async () => {
  setClock(new Date('2020-09-01T08:00:00Z'));
  const task = counting('once');
  work(task);
  await until(async () => (await stateOf('once')).includes('2020-09-01 done'));
  expect(await stateOf('once')).toEqual(['2020-09-01 done']);
});
