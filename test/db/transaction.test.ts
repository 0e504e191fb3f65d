import { QueryTypes, Sequelize } from 'sequelize';
import { openData } from '../../src/boot';
import { boundValues } from '../../src/db/bound-values';
import { rowsOf, runStatements, type Statement } from '../../src/db/statements';
import { db, inOneStatement, inTransaction, isPostgres, type Tx } from '../../src/db/transaction';
import { ConflictError } from '../../src/lib/errors';
import { Cluster, CoSponsor, Economy, Project } from '../../src/models';
import { newTestDatabase, type TestDatabase } from '../harness/database';

let database: TestDatabase;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await newTestDatabase();
  close = await openData(database.config);
});
afterAll(async () => {
  await close();
  await database.remove();
});

test('twenty concurrent read-then-write transactions lose no update', async () => {
  const before = (await Project.findByPk(1, { rejectOnEmpty: true })).revision;
  await Promise.all(
    Array.from({ length: 20 }, () =>
      inTransaction(async (tx) => {
        const project = await Project.findByPk(1, {
          transaction: tx,
          lock: tx.LOCK.UPDATE,
          rejectOnEmpty: true,
        });
        await project.update({ revision: project.revision + 1 }, { transaction: tx });
      }),
    ),
  );
  expect((await Project.findByPk(1, { rejectOnEmpty: true })).revision).toBe(before + 20);
});

test('a write that throws leaves nothing behind, and the next one goes through', async () => {
  const create = (code: string, transaction: Parameters<Parameters<typeof inTransaction>[0]>[0]) =>
    Cluster.create({ name: code, nameKey: code, economyCode: 'PER' }, { transaction });
  await expect(
    inTransaction(async (tx) => {
      await create('half', tx);
      throw new Error('stop');
    }),
  ).rejects.toThrow('stop');
  await inTransaction((tx) => create('whole', tx));
  expect((await Cluster.findAll()).map((cluster) => cluster.name)).toEqual(['whole']);
});

test('a broken unique key names its columns', async () => {
  const write = () =>
    inTransaction((tx) => CoSponsor.create({ economyCode: 'CHN' }, { transaction: tx }));
  const error = await write().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConflictError);
  expect((error as ConflictError).details).toEqual({ columns: 'economy_code' });
});

test('a reference to a missing record is refused', async () => {
  const write = inTransaction((tx) =>
    Cluster.create({ name: 'x', nameKey: 'x', economyCode: 'XXX' }, { transaction: tx }),
  );
  await expect(write).rejects.toMatchObject({ code: 'reference_broken', status: 409 });
});

test('CHECK constraints hold whoever writes', async () => {
  const update = db().query('UPDATE projects SET suppression_k = 2');
  await expect(update).rejects.toThrow();
});

test('each connection has foreign keys, WAL and a full sync', async () => {
  if (isPostgres()) {
    const shown = await db().query('SHOW synchronous_commit', { plain: true });
    expect(shown).toEqual({ synchronous_commit: 'on' });
    return;
  }
  const pragma = (name: string) =>
    inTransaction(async (tx) => {
      const rows = await db().query<object>(`PRAGMA ${name}`, {
        transaction: tx,
        type: QueryTypes.SELECT,
      });
      return Object.values(rows[0] ?? {})[0] as unknown;
    });
  expect(await pragma('foreign_keys')).toBe(1);
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
});

test('another process that holds the database is waited for, then named', async () => {
  if (isPostgres()) {
    expect(await Economy.count()).toBe(21);
    return;
  }
  const other = new Sequelize({
    dialect: 'sqlite',
    storage: `${database.config.dataDir}/pec.sqlite`,
    logging: false,
  });
  const lock = await other.transaction({ type: 'IMMEDIATE' as never });
  const write = inTransaction((tx) =>
    Cluster.create({ name: 'late', nameKey: 'late', economyCode: 'PER' }, { transaction: tx }),
  );
  await expect(write).rejects.toMatchObject({ code: 'database_busy', status: 503 });
  await lock.rollback();
  await other.close();
  expect(await Cluster.count({ where: { name: 'late' } })).toBe(0);
}, 30_000);

describe('writes that are committed together', () => {
  const create = (name: string) => (tx: Tx) =>
    Cluster.create({ name, nameKey: name, economyCode: 'CHL' }, { transaction: tx });
  const names = async (): Promise<string[]> =>
    (await Cluster.findAll({ where: { economyCode: 'CHL' }, order: ['name'] })).map(
      (cluster) => cluster.name,
    );
  /** The first holds the queue; the others wait for it and become one group. */
  const together = (works: ((tx: Tx) => Promise<unknown>)[]) =>
    Promise.allSettled([
      inTransaction(() => Economy.count()),
      ...works.map((w) => inTransaction(w)),
    ]);

  beforeEach(async () => {
    await Cluster.destroy({ where: { economyCode: 'CHL' } });
    await inTransaction(create('taken'));
  });

  test('one that throws or breaks a key takes nothing of the others with it', async () => {
    const outcomes = await together([
      create('a'),
      async (tx) => {
        await create('half')(tx);
        throw new Error('stop');
      },
      create('b'),
      create('taken'),
      create('c'),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await names()).toEqual(['a', 'b', 'c', 'taken']);
  });

  test('single statements among them are kept and refused one by one', async () => {
    const first = inTransaction(() => Economy.count());
    const outcomes = await Promise.allSettled([
      inOneStatement(create('a')),
      inOneStatement(create('taken')),
      inOneStatement(create('b')),
    ]);
    await first;
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await names()).toEqual(['a', 'b', 'taken']);
  });

  test('a commit that fails is told to each of them', async () => {
    if (isPostgres()) return;
    const outcomes = await together([
      create('a'),
      async (tx) => {
        await create('b')(tx);
        // Leaves a broken reference to be found by COMMIT.
        await db().query('PRAGMA defer_foreign_keys = ON', { transaction: tx });
        await db().query("UPDATE clusters SET economy_code = 'XXX' WHERE name = 'b'", {
          transaction: tx,
        });
      },
      create('c'),
    ]);
    expect(outcomes.slice(1).map((outcome) => outcome.status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(await names()).toEqual(['taken']);
    await inTransaction(create('d'));
    expect(await names()).toEqual(['d', 'taken']);
  });
});

describe('a statement with bound values', () => {
  const sql = 'INSERT INTO co_sponsors (economy_code) VALUES ($code)';
  const insert = (code: string) =>
    inTransaction((tx) =>
      db().query(sql, {
        type: QueryTypes.INSERT,
        bind: boundValues(sql, { code }),
        transaction: tx,
      }),
    );
  const select = 'SELECT * FROM co_sponsors WHERE economy_code = $code';
  const find = (code: string) =>
    db().query(select, { type: QueryTypes.SELECT, bind: boundValues(select, { code }) });

  test('goes on after it was refused', async () => {
    await insert('AUS');
    for (let time = 0; time < 3; time++) {
      await expect(insert('AUS')).rejects.toBeInstanceOf(ConflictError);
      await expect(insert('XXX')).rejects.toMatchObject({ code: 'reference_broken' });
    }
    await insert('CAN');
    expect(await find('CAN')).toEqual([{ economy_code: 'CAN' }]);
  });

  test('sees a table that was changed meanwhile', async () => {
    for (let time = 0; time < 3; time++) await find('CAN');
    await db().query('ALTER TABLE co_sponsors ADD COLUMN note TEXT');
    expect(await find('CAN')).toEqual([{ economy_code: 'CAN', note: null }]);
    await db().query('ALTER TABLE co_sponsors DROP COLUMN note');
    expect(await find('CAN')).toEqual([{ economy_code: 'CAN' }]);
  });

  test('takes a time as both databases write it, and leaves out what it does not name', () => {
    const time = new Date('2026-03-02T06:30:00.007Z');
    expect(boundValues('SELECT $time, $name', { time, name: 'x', other: 1 })).toEqual({
      time: '2026-03-02 06:30:00.007 +00:00',
      name: 'x',
    });
  });
});

describe('statements that are run together', () => {
  const add = (key: string, name = key, economyCode = 'PER'): Statement => ({
    sql: `INSERT INTO clusters (name, name_key, economy_code, created_at, updated_at)
      VALUES (:name, :key, :economyCode, :at, :at)`,
    values: { name, key, economyCode, at: new Date('2026-03-02T06:30:00.007Z') },
  });
  const made = async () =>
    (
      await Cluster.findAll({ where: { nameKey: ['t-one', 't-two', 't-three'] }, order: ['id'] })
    ).map(({ name, createdAt }) => [name, createdAt.toISOString()]);

  test('go in whole, whatever the values hold', async () => {
    const stored = [`'; DROP TABLE clusters; --`, ':key $name ? \\ "x" é', 'three\nlines;\n;'];
    await inTransaction((tx) =>
      runStatements(tx, [
        add('t-one', stored[0]),
        add('t-two', stored[1]),
        add('t-three', stored[2]),
        {
          sql: 'UPDATE clusters SET updated_at = created_at WHERE name_key = ?',
          values: ['t-one'],
        },
      ]),
    );
    const at = '2026-03-02T06:30:00.007Z';
    expect(await made()).toEqual(stored.map((name) => [name, at]));
    await Cluster.destroy({ where: { nameKey: ['t-one', 't-two', 't-three'] } });
  });

  test('one that is refused takes back those before it, and the writes beside it stay', async () => {
    const [first, second] = await Promise.allSettled([
      inTransaction((tx) => runStatements(tx, [add('t-one'), add('t-two', 'x', 'XXX')])),
      inTransaction((tx) => runStatements(tx, [add('t-three')])),
    ]);
    expect([first, second]).toEqual([
      {
        status: 'rejected',
        reason: expect.objectContaining({ code: 'reference_broken' }) as unknown,
      },
      { status: 'fulfilled', value: undefined },
    ]);
    const twice = inTransaction((tx) => runStatements(tx, [add('t-three')]));
    await expect(twice).rejects.toMatchObject({
      code: 'already_exists',
      details: { columns: 'economy_code+name_key' },
    });
    expect((await made()).map(([name]) => name)).toEqual(['t-three']);
    await Cluster.destroy({ where: { nameKey: 't-three' } });
  });
});

test('a statement that failed says who asked for it', async () => {
  const sql = 'SELECT nothing FROM nowhere';
  const askOne = async () => {
    await db().query(sql);
  };
  const askForRows = async () => {
    await rowsOf(sql, {});
  };
  const askTogether = async (tx: Tx) => {
    await runStatements(tx, [{ sql, values: {} }]);
  };
  const failed = await Promise.allSettled([askOne(), askForRows(), inTransaction(askTogether)]);
  expect(failed.map((one) => one.status === 'rejected' && (one.reason as Error).stack)).toEqual([
    expect.stringContaining('askOne'),
    expect.stringContaining('askForRows'),
    expect.stringContaining('askTogether'),
  ]);
});
