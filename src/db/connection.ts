import path from 'node:path';
import { BaseError, Sequelize } from 'sequelize';
import { logger } from '../lib/logger';
import { sqliteDriver } from './sqlite-driver';

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
    logging: (sql: string) => {
      for (const listener of queryListeners) listener(sql);
      logger.trace({ sql }, 'query');
    },
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
 * connections are not in: the write lock would be held for ever.
 */
function letGoAfterFailedCommit(sequelize: Sequelize): void {
  const connections = sequelize.connectionManager;
  connections.destroyConnection = (connection) => {
    connections.releaseConnection(connection);
    return Promise.resolve();
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

const queryListeners = new Set<(sql: string) => void>();

/** Calls the listener with each SQL statement until the returned function is called. */
export function listenToQueries(listener: (sql: string) => void): () => void {
  queryListeners.add(listener);
  return () => queryListeners.delete(listener);
}
