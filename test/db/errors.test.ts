import { QueryTypes } from 'sequelize';
import { openData } from '../../src/boot';
import { db, inTransaction, isPostgres, type Tx } from '../../src/db/transaction';
import { Cluster } from '../../src/models';
import { newTestDatabase, type TestDatabase } from '../harness/database';

declare const PEC_DATABASE: 'sqlite' | 'postgres';

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

const run = (sql: string, tx: Tx): Promise<unknown> =>
  db().query(sql, { transaction: tx, type: QueryTypes.RAW });

function addCluster(tx: Tx, name: string): Promise<unknown> {
  return Cluster.create({ name, nameKey: name, economyCode: 'PER' }, { transaction: tx });
}

/** SQLite may not take one page more; PostgreSQL says what it says on a full disk. */
async function fillAndWrite(tx: Tx): Promise<void> {
  if (isPostgres()) {
    await addCluster(tx, 'no room');
    await run("DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$", tx);
    return;
  }
  await run('PRAGMA max_page_count = 1', tx);
  try {
    await addCluster(tx, 'no room '.repeat(100_000));
  } finally {
    await run('PRAGMA max_page_count = 1000000', tx);
  }
}

async function writeWhereOnlyReadingIsAllowed(tx: Tx): Promise<void> {
  await run(isPostgres() ? 'SET TRANSACTION READ ONLY' : 'PRAGMA query_only = ON', tx);
  try {
    await addCluster(tx, 'read only');
  } finally {
    if (!isPostgres()) await run('PRAGMA query_only = OFF', tx);
  }
}

test.each([
  ['a full database', fillAndWrite, { status: 507, code: 'disk_full' }],
  [
    'a database that only reads',
    writeWhereOnlyReadingIsAllowed,
    {
      status: 503,
      code: PEC_DATABASE === 'sqlite' ? 'database_not_writable' : 'database_read_only',
    },
  ],
])('%s is named, nothing is written, and the next write works', async (name, write, error) => {
  await expect(inTransaction(write)).rejects.toMatchObject(error);
  expect(await Cluster.count()).toBe(0);
  await inTransaction((tx) => addCluster(tx, name));
  expect(await Cluster.count()).toBe(1);
  await Cluster.destroy({ where: {} });
});
