import { Transaction, type Sequelize } from 'sequelize';
import { translateDatabaseError } from './errors';

/** Passed, never ambient: what runs in a transaction says so in its signature. */
export type Tx = Transaction;

let database: Sequelize | undefined;
let tail: Promise<unknown> = Promise.resolve();

/** Set once at boot, after the models are bound to the connection. */
export function useDatabase(sequelize: Sequelize): void {
  database = sequelize;
  tail = Promise.resolve();
}

/** The open database, for reads in plain SQL. @throws Error before boot */
export function db(): Sequelize {
  if (database === undefined) throw new Error('The database is not open.');
  return database;
}

export function isPostgres(): boolean {
  return db().getDialect() === 'postgres';
}

/**
 * One write, one transaction: commits when `work` resolves, rolls back when it throws.
 * On SQLite, writers wait in a queue of this process and take the write lock at BEGIN, since
 * concurrent read-then-write transactions otherwise fail; on PostgreSQL they run side by side,
 * so what is read in order to be written is read with `lock: tx.LOCK.UPDATE`.
 * No network and no file access inside `work`.
 *
 * @throws AppError for constraint violations (see errors.ts), else what `work` threw
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const run = async (): Promise<T> => {
    try {
      return await db().transaction({ type: Transaction.TYPES.IMMEDIATE }, work);
    } catch (error) {
      throw translateDatabaseError(error);
    }
  };
  if (isPostgres()) return run();
  const result = tail.then(run, run);
  tail = result.catch(() => undefined);
  return result;
}
