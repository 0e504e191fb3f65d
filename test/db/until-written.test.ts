import { connect } from '../../src/db/connection';
import { dataVersion } from '../../src/db/data-version';
import { db, inSnapshot, inTransaction, isPostgres } from '../../src/db/transaction';
import { UntilWritten } from '../../src/db/until-written';
import { Room } from '../../src/models';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

let number = 0;
function write(): Promise<unknown> {
  number += 1;
  return inTransaction((transaction) =>
    Room.create({ name: `Room ${number}`, sort: number }, { transaction }),
  );
}

/** Counts rooms, and how often it was asked to. */
function counting() {
  const kept = new UntilWritten<number>(2);
  const asked = { times: 0 };
  const count = async (): Promise<number> => {
    asked.times += 1;
    return inSnapshot((transaction) => Room.count({ transaction }));
  };
  return { asked, count, kept, read: () => kept.read('rooms', count) };
}

// On PostgreSQL a write to any database of the server moves the version, and other tests write.
const alone = (): boolean => !isPostgres();

test('the version stays while nothing is written, and moves with each write, of other connections too', async () => {
  const first = await dataVersion();
  await Room.count();
  await inSnapshot((transaction) => Room.count({ transaction }));
  const second = await dataVersion();
  if (alone()) expect(second).toBe(first);
  await write();
  const third = await dataVersion();
  // A statement outside a transaction of ours, as a model's own update.
  await db().query("UPDATE rooms SET name = 'Hall'");
  const fourth = await dataVersion();
  const other = connect(server.config);
  await other.query("UPDATE rooms SET name = 'Lobby'");
  const fifth = await dataVersion();
  await other.close();
  expect(new Set([second, third, fourth, fifth]).size).toBe(4);
});

test('twenty readers at once cost one computation; after a write everybody gets the new value', async () => {
  const { asked, read } = counting();
  const before = await Room.count();
  const values = await Promise.all(Array.from({ length: 20 }, read));
  expect(new Set(values)).toEqual(new Set([before]));
  if (alone()) expect(asked.times).toBe(1);
  await write();
  const later = await Promise.all(Array.from({ length: 20 }, read));
  expect(new Set(later)).toEqual(new Set([before + 1]));
  if (alone()) expect(asked.times).toBe(2);
});

test('whoever comes after a write does not get what was begun before it', async () => {
  const { kept, count } = counting();
  const before = await Room.count();
  let begin = (): void => undefined;
  let end = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const ended = new Promise<void>((resolve) => (end = resolve));
  const slow = kept.read('rooms', async () => {
    const value = await count();
    begin();
    await ended;
    return value;
  });
  await begun;
  await write();
  const after = kept.read('rooms', count);
  end();
  expect(await Promise.all([slow, after])).toEqual([before, before + 1]);
  // What was written meanwhile was not in the slow value, so it was not kept.
  expect(await kept.read('rooms', count)).toBe(before + 1);
});

test('a computation that fails is told to those who waited for it, and tried anew', async () => {
  const { kept, count } = counting();
  const failing = (): Promise<number> => Promise.reject(new Error('no data'));
  await expect(kept.read('rooms', failing)).rejects.toThrow('no data');
  expect(await kept.read('rooms', count)).toBe(await Room.count());
});

test('keeps so many values and no more', async () => {
  const { asked, count, kept } = counting();
  for (const key of ['a', 'b', 'c', 'c', 'b']) await kept.read(key, count);
  if (alone()) expect(asked.times).toBe(3);
  const before = asked.times;
  await kept.read('a', count);
  expect(asked.times).toBe(before + 1);
});
