import { SequelizeStorage, Umzug } from 'umzug';
import type { Sequelize } from 'sequelize';
import { migrations } from '../../migrations';
import { migrationContext } from '../../migrations/dialect';

// Any number; all server processes of one database must use the same.
const POSTGRES_MIGRATION_LOCK = 21_2020;

/**
 * Brings the database to the newest schema. Each migration is one transaction. Safe when
 * several processes of a PostgreSQL database start together: they queue for an advisory lock.
 * A SQLite file belongs to one process.
 */
export async function migrate(sequelize: Sequelize): Promise<string[]> {
  if (sequelize.getDialect() !== 'postgres') return runPending(sequelize);
  return sequelize.transaction(async (transaction) => {
    await sequelize.query(`SELECT pg_advisory_xact_lock(${POSTGRES_MIGRATION_LOCK})`, {
      transaction,
    });
    return runPending(sequelize);
  });
}

async function runPending(sequelize: Sequelize): Promise<string[]> {
  const umzug = new Umzug({
    migrations: migrations.map((migration) => ({
      name: migration.name,
      up: () =>
        sequelize.transaction((transaction) =>
          migration.up(migrationContext(sequelize, transaction)),
        ),
    })),
    storage: new SequelizeStorage({ sequelize, tableName: 'migrations' }),
    logger: undefined,
  });
  const done = await umzug.up();
  return done.map((migration) => migration.name);
}
