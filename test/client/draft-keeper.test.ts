import { ServerError, type DraftToSave } from '../../src/client/survey/answer-server';
import { DraftKeeper, type SaveStatus } from '../../src/client/survey/draft-keeper';
import { LocalStore } from '../../src/client/survey/local-copy';

/** A browser's storage in memory; `full` makes it refuse as a private window does. */
class MemoryStorage implements Storage {
  private readonly map = new Map<string, string>();
  full = false;
  [name: string]: unknown;
  get length(): number {
    return this.map.size;
  }
  key = (index: number): string | null => [...this.map.keys()][index] ?? null;
  getItem = (key: string): string | null => this.map.get(key) ?? null;
  setItem = (key: string, value: string): void => {
    if (this.full) throw new Error('QuotaExceededError');
    this.map.set(key, value);
  };
  removeItem = (key: string): void => {
    this.map.delete(key);
  };
  clear = (): void => {
    this.map.clear();
  };
}

/** A server that answers by the book: compare-and-set on the revision; or as told. */
class ScriptedServer {
  readonly saves: { at: number; draft: DraftToSave }[] = [];
  readonly leaving: DraftToSave[] = [];
  fail: ServerError | undefined;
  saveDraft = (draft: DraftToSave): Promise<{ revision: number; savedAt: string }> => {
    this.saves.push({ at: Date.now(), draft: structuredClone(draft) });
    if (this.fail !== undefined) return Promise.reject(this.fail);
    return Promise.resolve({
      revision: draft.revision + 1,
      savedAt: new Date(Date.now()).toISOString(),
    });
  };
  saveWhileLeaving = (draft: DraftToSave): void => {
    this.leaving.push(draft);
  };
}

let server: ScriptedServer;
let storage: MemoryStorage;
let store: LocalStore;
let keeper: DraftKeeper;
let statuses: SaveStatus['kind'][];
let kept: boolean[];
let conflicts: number;
let isOnline: boolean;

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  server = new ScriptedServer();
  storage = new MemoryStorage();
  store = new LocalStore(storage, 'pec:/answer/x');
  statuses = [];
  kept = [];
  conflicts = 0;
  isOnline = true;
  const events = {
    status: (status: SaveStatus, keptHere: boolean) => {
      statuses.push(status.kind);
      kept.push(keptHere);
    },
    changedElsewhere: () => {
      conflicts += 1;
    },
    online: () => isOnline,
  };
  keeper = new DraftKeeper(server, store, events, {
    revision: 0,
    answers: {},
    sent: null,
    versionId: 7,
  });
});
afterEach(() => {
  jest.useRealTimers();
});

test('a change is kept here at once, saved soon, and then forgotten here', async () => {
  keeper.change({ name: 'A' }, 1);
  expect(store.read()).toEqual({
    revision: 0,
    base: {},
    sent: null,
    versionId: 7,
    answers: { name: 'A' },
    page: 1,
  });
  await jest.advanceTimersByTimeAsync(800);
  expect(server.saves.map(({ draft }) => draft)).toEqual([
    { revision: 0, sent: null, versionId: 7, answers: { name: 'A' }, page: 1 },
  ]);
  expect(statuses.at(-1)).toBe('saved');
  expect(store.read()).toBeUndefined();
});

test('somebody who never stops typing is saved every two seconds', async () => {
  for (let key = 1; key <= 100; key += 1) {
    keeper.change({ name: 'x'.repeat(key) }, 0);
    await jest.advanceTimersByTimeAsync(100);
  }
  await jest.advanceTimersByTimeAsync(2000);
  const times = server.saves.map(({ at }) => at);
  expect(times[0]).toBeLessThanOrEqual(2000);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2000);
  expect(server.saves.at(-1)?.draft.answers).toEqual({ name: 'x'.repeat(100) });
  expect(server.saves.map(({ draft }) => draft.revision)).toEqual(
    times.map((_time, index) => index),
  );
});

test('without a connection the answers stay here and are sent again, later and later', async () => {
  server.fail = new ServerError(undefined, 'no_connection', '');
  keeper.change({ name: 'A' }, 0);
  await jest.advanceTimersByTimeAsync(120_000);
  expect(statuses.at(-1)).toBe('failed');
  isOnline = false;
  await jest.advanceTimersByTimeAsync(40_000);
  expect(statuses.at(-1)).toBe('offline');
  expect(store.read()?.answers).toEqual({ name: 'A' });
  const gaps = server.saves.slice(1).map(({ at }, index) => at - (server.saves[index]?.at ?? 0));
  expect(gaps.length).toBeGreaterThanOrEqual(4);
  expect(gaps[0]).toBeLessThan(3000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(37_500);
  server.fail = undefined;
  keeper.tryNow();
  await jest.advanceTimersByTimeAsync(0);
  expect(statuses.at(-1)).toBe('saved');
  expect(store.read()).toBeUndefined();
});

test.each([
  [503, 'server_full'],
  [507, 'server_full'],
  [500, 'failed'],
  [429, 'failed'],
  [413, 'too_large'],
  [422, 'refused'],
  [403, 'closed'],
  [410, 'gone'],
])('status %d is told as %s and loses nothing', async (status, kind) => {
  server.fail = new ServerError(status, 'x', '');
  keeper.change({ name: 'A' }, 0);
  await jest.advanceTimersByTimeAsync(1000);
  expect([statuses.at(-1), store.read()?.answers]).toEqual([kind, { name: 'A' }]);
});

test.each([503, 507])(
  'after status %d the answers are sent again until they are saved',
  async (status) => {
    server.fail = new ServerError(status, 'x', '');
    keeper.change({ name: 'A' }, 0);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(server.saves.length).toBeGreaterThanOrEqual(4);
    server.fail = undefined;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(server.saves.at(-1)?.draft.answers).toEqual({ name: 'A' });
    expect([statuses.at(-1), store.read()]).toEqual(['saved', undefined]);
  },
);

test('says so when the browser keeps nothing either', async () => {
  storage.full = true;
  server.fail = new ServerError(undefined, 'no_connection', '');
  keeper.change({ name: 'A' }, 0);
  await jest.advanceTimersByTimeAsync(1000);
  expect([statuses.at(-1), kept.at(-1)]).toEqual(['failed', false]);
});

test('another device stops the saving until the answers are joined, then goes on from there', async () => {
  const state = {
    status: 'draft' as const,
    revision: 5,
    answers: { name: 'B' },
    page: 0,
    savedAt: null,
    versionId: 7,
    sent: null,
  };
  server.fail = new ServerError(409, 'changed_elsewhere', '', { state });
  keeper.change({ sector: 'public' }, 0);
  await jest.advanceTimersByTimeAsync(10_000);
  expect([conflicts, server.saves.length]).toEqual([1, 1]);
  server.fail = undefined;
  const { revision, answers, sent, versionId } = state;
  keeper.rebase({ revision, answers, sent, versionId }, { name: 'B', sector: 'public' });
  await jest.advanceTimersByTimeAsync(0);
  expect(server.saves.at(-1)?.draft).toMatchObject({
    revision: 5,
    answers: { name: 'B', sector: 'public' },
  });
});

test('a page that goes away makes a last try and keeps its copy', () => {
  keeper.leave();
  keeper.change({ name: 'A' }, 2);
  keeper.leave();
  expect(server.leaving).toEqual([
    { revision: 0, sent: null, versionId: 7, answers: { name: 'A' }, page: 2 },
  ]);
  expect(store.read()?.answers).toEqual({ name: 'A' });
});
