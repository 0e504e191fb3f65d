import { QueryTypes, type ModelStatic, type Model } from 'sequelize';
import { openData } from '../../src/boot';
import { migrate } from '../../src/db/migrator';
import { db } from '../../src/db/transaction';
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

function modelTables(): Record<string, Record<string, boolean>> {
  // Umzug keeps its own list of what has run as a model, too.
  const models = (Object.values(db().models) as ModelStatic<Model>[]).filter(
    (model) => model.tableName !== 'migrations',
  );
  return Object.fromEntries(
    models.map((model) => [
      model.tableName,
      Object.fromEntries(
        Object.values(model.getAttributes()).map((attribute) => [
          attribute.field ?? '',
          attribute.allowNull !== false && attribute.primaryKey !== true,
        ]),
      ),
    ]),
  );
}

async function databaseTables(names: string[]): Promise<Record<string, Record<string, boolean>>> {
  const tables: Record<string, Record<string, boolean>> = {};
  for (const name of names) {
    const columns = await db().getQueryInterface().describeTable(name);
    tables[name] = Object.fromEntries(
      Object.entries(columns).map(([column, facts]) => [
        column,
        facts.allowNull && !facts.primaryKey,
      ]),
    );
  }
  return tables;
}

test('the migrated schema and the models name the same tables, columns and NULLs', async () => {
  const models = modelTables();
  const tables = (await db().getQueryInterface().showAllTables()).filter(
    (name) => name !== 'migrations',
  );
  expect([...tables].sort()).toEqual(Object.keys(models).sort());
  expect(await databaseTables(Object.keys(models))).toEqual(models);
});

test('migrating again does nothing', async () => {
  expect(await migrate(db())).toEqual([]);
});

test('the default project is there once, with 21 economies in the order of APEC', async () => {
  const names = await db().query<{ name: string }>('SELECT name FROM economies ORDER BY sort', {
    type: QueryTypes.SELECT,
  });
  expect(names).toHaveLength(21);
  expect([names[0]?.name, names[5]?.name, names[17]?.name, names[20]?.name]).toEqual([
    'Australia',
    'Hong Kong, China',
    'Chinese Taipei',
    'Viet Nam',
  ]);
});
