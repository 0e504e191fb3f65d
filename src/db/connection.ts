import path from 'node:path';
import { BaseError, Sequelize } from 'sequelize';
import type sqlite3 from 'sqlite3';
import { tellListeners } from './query-listeners';
import { sqliteDriver } from './sqlite-driver';
import { endTransactionsByExec } from './sqlite-exec';

export interface DatabaseLocation {
  /** postgres://…; undefined means the SQLite file in the data folder. */
  databaseUrl: string | undefined;
  dataDir: string;
}

export function sqliteFile(dataDir: string): string {
  return path.join(dataDir, 'pec.sqlite');
}

const locations = new WeakMap<Sequelize, DatabaseLocation>();

/** Where a connection leads, for a worker thread that opens one of its own. */
export function locationOf(sequelize: Sequelize): DatabaseLocation {
  const location = locations.get(sequelize);
  if (location === undefined) throw new Error('This connection was not made by connect().');
  return location;
}

/** Opens the database; nothing is read yet. The caller closes it with `.close()`. */
export function connect(location: DatabaseLocation): Sequelize {
  const sequelize = open(location);
  locations.set(sequelize, location);
  return sequelize;
}

function open(location: DatabaseLocation): Sequelize {
  const shared = {
    benchmark: false,
    // The busy timeout has waited already; Sequelize would wait four times more.
    retry: { max: 1 },
    define: { underscored: true },
    logging: tellListeners,
  };
  if (location.databaseUrl !== undefined) {
    return new Sequelize(location.databaseUrl, {
      ...shared,
      dialect: 'postgres',
      pool: { max: 10, idle: 10_000 },
    });
  }
  const driver = sqliteDriver();
  const sequelize = new Sequelize({
    ...shared,
    dialect: 'sqlite',
    storage: sqliteFile(location.dataDir),
    dialectModule: driver.module,
    ...foreignKeysOfDriver,
  });
  endTransactionsByExec(sequelize);
  letGoAfterFailedCommit(sequelize);
  traceFailures(sequelize);
  const close = sequelize.close.bind(sequelize);
  sequelize.close = async () => {
    await driver.closeSpares();
    await close();
  };
  return sequelize;
}

// Every connection of the driver has foreign keys on. Sequelize would say so again before each
// transaction; the option that stops it is missing from its types.
const foreignKeysOfDriver = { foreignKeys: false };

/**
 * After a COMMIT that failed Sequelize destroys the connection through its pool, which SQLite's
 * connections are not in, and the transaction is open still: the write lock would be held for ever.
 */
function letGoAfterFailedCommit(sequelize: Sequelize): void {
  const connections = sequelize.connectionManager;
  connections.destroyConnection = async (connection) => {
    // Where SQLite has given the transaction up itself, this only says so.
    await new Promise<void>((resolve) => {
      (connection as sqlite3.Database).exec('ROLLBACK', () => {
        resolve();
      });
    });
    connections.releaseConnection(connection);
  };
}

/** The driver takes no stack of a statement (see sqlite-driver.ts): one that failed says here who asked. */
function traceFailures(sequelize: Sequelize): void {
  const query = sequelize.query.bind(sequelize) as (...args: unknown[]) => Promise<unknown>;
  const traced = async (...args: unknown[]): Promise<unknown> => {
    try {
      return await query(...args);
    } catch (error) {
      if (error instanceof BaseError) Error.captureStackTrace(error);
      throw error;
    }
  };
  sequelize.query = traced as typeof sequelize.query;
}
