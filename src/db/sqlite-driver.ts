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
    const close = database.close.bind(database);
    database.close = (done?: Opened) => {
      if (!open) {
        close(done);
        return;
      }
      if (spares.length < mostSpares) spares.push(database);
      else close();
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
