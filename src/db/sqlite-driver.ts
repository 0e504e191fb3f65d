import sqlite3 from 'sqlite3';

type Opened = (error: Error | null) => void;

// Savepoints keep what they could take back in memory. 16 MB of pages and checkpoints of 16 MB: the indexes of answers are touched all over by each
// submission, and would otherwise be read and written again and again.
const settings = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;`;

/**
 * Sequelize opens one SQLite connection a transaction and its afterConnect hook never fires
 * there, so the settings live in the driver's Database: every connection gets them.
 * secure_delete overwrites what an erased person leaves in the pages of the file.
 */
class PreparedDatabase extends sqlite3.Database {
  constructor(filename: string, mode?: number, callback?: Opened) {
    super(filename, mode, (error: Error | null) => {
      if (error !== null) {
        callback?.(error);
        return;
      }
      this.configure('busyTimeout', 5000);
      this.exec(settings, (failure) => {
        callback?.(failure);
      });
    });
  }
}

// Statements with bound values are constants of the program; those of models vary with their columns.
const mostStatements = 60;

/**
 * Statements whose values are bound are parsed once a connection: that is a third of what a short one
 * costs. Sequelize passes bound values as an object, and an empty list where all stands in the text.
 */
function keepStatements(
  database: sqlite3.Database,
  closed: () => boolean,
): Map<string, sqlite3.Statement> {
  const kept = new Map<string, sqlite3.Statement>();
  const keep = (sql: string): void => {
    if (kept.has(sql) || kept.size >= mostStatements) return;
    const statement = database.prepare(sql, (error) => {
      if (error !== null) return;
      // Two may have asked at once, and the connection may be closing: SQLite refuses while one is left.
      if (kept.has(sql) || closed()) statement.finalize();
      else kept.set(sql, statement);
    });
  };
  for (const method of ['all', 'run'] as const) {
    const plain = database[method].bind(database) as (sql: string, ...rest: unknown[]) => void;
    const execute = (sql: string, ...rest: unknown[]): void => {
      const [values, done] = rest;
      if (!isBound(values) || !isDone(done)) {
        plain(sql, ...rest);
        return;
      }
      const statement = kept.get(sql);
      if (statement !== undefined) statement[method](values, done);
      else {
        plain(sql, values, function (this: unknown, error: Error | null, rows?: unknown) {
          if (error === null) keep(sql);
          done.call(this, error, rows);
        });
      }
    };
    database[method] = execute as (typeof database)[typeof method];
  }
  return kept;
}

type Done = (this: unknown, error: Error | null, rows?: unknown) => void;

const isBound = (values: unknown): boolean =>
  typeof values === 'object' && values !== null && !Array.isArray(values);
const isDone = (done: unknown): done is Done => typeof done === 'function';

/**
 * Sequelize writes out a stack for each statement in case it fails, which costs a fifth of it. Failures
 * get theirs where they leave the database (see connection.ts).
 */
function withoutStacks(database: sqlite3.Database): void {
  const serialize = database.serialize.bind(database);
  database.serialize = (work) => {
    serialize(() => {
      const limit = Error.stackTraceLimit;
      Error.stackTraceLimit = 0;
      try {
        work?.();
      } finally {
        Error.stackTraceLimit = limit;
      }
    });
  };
}

export interface SqliteDriver {
  /** For Sequelize's dialectModule. */
  module: object;
  /** From now on connections that are closed are closed. Called before Sequelize closes its own. */
  closeSpares: () => Promise<void>;
}

const mostSpares = 2;

/**
 * The driver with connections that are used again: opening one, reading the schema and closing
 * it costs several times what a usual transaction does. "Closing" sets a connection aside, and
 * "opening" takes one from there first.
 */
export function sqliteDriver(): SqliteDriver {
  const spares: sqlite3.Database[] = [];
  let open = true;

  function Database(filename: string, mode?: number, callback?: Opened): sqlite3.Database {
    const spare = spares.pop();
    if (spare !== undefined) {
      process.nextTick(() => callback?.(null));
      return spare;
    }
    const database = new PreparedDatabase(filename, mode, callback);
    withoutStacks(database);
    let closed = false;
    const statements = keepStatements(database, () => closed);
    const close = database.close.bind(database);
    const closeAll: typeof close = (done) => {
      closed = true;
      for (const statement of statements.values()) statement.finalize();
      close(done);
    };
    database.close = (done?: Opened) => {
      if (!open) {
        closeAll(done);
        return;
      }
      // A COMMIT that failed leaves its transaction open; where there is none, this only says so.
      database.exec('ROLLBACK', () => {
        if (open && spares.length < mostSpares) spares.push(database);
        else closeAll();
      });
      done?.(null);
    };
    return database;
  }

  return {
    module: { ...sqlite3, Database },
    closeSpares: async () => {
      open = false;
      await Promise.all(
        spares.splice(0).map(
          (spare) =>
            new Promise<void>((resolve) => {
              spare.close(() => {
                resolve();
              });
            }),
        ),
      );
    },
  };
}
