import { Transaction, type Sequelize } from 'sequelize';
import { translateDatabaseError } from './errors';
import { WriteQueue } from './write-queue';

/** Passed, never ambient: what runs in a transaction says so in its signature. */
export type Tx = Transaction;

let database: Sequelize | undefined;
let queue: WriteQueue | undefined;

/** Set once at boot, after the models are bound to the connection. */
export function useDatabase(sequelize: Sequelize): void {
  database = sequelize;
  queue = new WriteQueue(sequelize);
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
 * On SQLite, writers wait in a queue of this process (see WriteQueue); on PostgreSQL they run
 * side by side, so what is read in order to be written is read with `lock: tx.LOCK.UPDATE`.
 * No network and no file access inside `work`.
 *
 * @throws AppError for constraint violations (see errors.ts), else what `work` threw
 */
export function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return write(work, 'many');
}

/**
 * The same for a write that is a single statement, which by itself happens as a whole or not at
 * all: it is spared a savepoint. More than one statement in `work` would break that promise.
 */
export function inOneStatement<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return write(work, 'one');
}

/**
 * Long reads that must agree with each other: they see the database as it was at the first of them, on a
 * connection of their own, so that short reads of others do not wait for them. Nothing may be written.
 */
export function inSnapshot<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  return db().transaction(
    isPostgres()
      ? { isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ, readOnly: true }
      : { type: Transaction.TYPES.DEFERRED },
    read,
  );
}

async function write<T>(work: (tx: Tx) => Promise<T>, statements: 'one' | 'many'): Promise<T> {
  try {
    if (isPostgres() || queue === undefined) return await db().transaction(work);
    return await queue.add(work, statements);
  } catch (error) {
    throw translateDatabaseError(error);
  }
}
