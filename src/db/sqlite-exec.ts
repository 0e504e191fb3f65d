import type { Sequelize, Transaction } from 'sequelize';
import type sqlite3 from 'sqlite3';
import { tellListeners } from './query-listeners';

// SQLite past Sequelize, for statements so short and frequent that its care costs more than they do.

/** What Sequelize does not type: who a transaction belongs to, and its translation of failures. */
interface Inside {
  sequelize: Sequelize & {
    dialect: {
      Query: new (
        connection: sqlite3.Database,
        sequelize: Sequelize,
        options: object,
      ) => { formatError: (error: Error, stack?: string) => Error };
    };
  };
  connection: sqlite3.Database;
}

/**
 * Statements that give nothing back, in one trip to the thread of SQLite; by Sequelize each of them makes
 * two.
 * @throws the errors of Sequelize; statements before the one that failed have been carried out
 */
export function exec(tx: Transaction, sql: string): Promise<void> {
  const { sequelize, connection } = tx as Transaction & Inside;
  tellListeners(sql);
  return new Promise((resolve, reject) => {
    connection.serialize(() => {
      connection.exec(sql, (failure) => {
        if (failure === null) resolve();
        else reject(translated(failure, connection, sequelize));
      });
    });
  });
}

/**
 * The rows that a statement gives.
 * @param values by the names in the statement, without their `$`
 * @throws the errors of Sequelize
 */
export async function all<Row>(
  sequelize: Sequelize,
  sql: string,
  values: Readonly<Record<string, unknown>>,
  tx?: Transaction,
): Promise<Row[]> {
  const inside = sequelize as Inside['sequelize'];
  const connection =
    tx === undefined ? await reader(inside) : (tx as Transaction & Inside).connection;
  const bound = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`$${name}`, value]),
  );
  tellListeners(sql);
  return new Promise((resolve, reject) => {
    connection.serialize(() => {
      connection.all(sql, bound, (failure, rows) => {
        if (failure === null) resolve(rows as Row[]);
        else reject(translated(failure, connection, inside));
      });
    });
  });
}

/** The connection on which Sequelize reads outside transactions. */
async function reader(sequelize: Sequelize): Promise<sqlite3.Database> {
  return (await sequelize.connectionManager.getConnection({ type: 'read' })) as sqlite3.Database;
}

function translated(
  failure: Error,
  connection: sqlite3.Database,
  sequelize: Inside['sequelize'],
): Error {
  const { stack } = new Error(failure.message);
  return new sequelize.dialect.Query(connection, sequelize, {}).formatError(failure, stack);
}

/** Lets the transactions of this database begin and end by exec(). */
export function endTransactionsByExec(sequelize: Sequelize): void {
  const statements = sequelize.getQueryInterface();
  statements.startTransaction = (tx) => exec(tx, `BEGIN ${typeOf(tx)}`);
  statements.commitTransaction = (tx) => exec(tx, 'COMMIT');
  statements.rollbackTransaction = async (tx) => {
    (tx as Transaction & { finished: string }).finished = 'rollback';
    await exec(tx, 'ROLLBACK');
  };
}

function typeOf(tx: Transaction): string {
  return (tx as Transaction & { options: { type?: string } }).options.type ?? 'DEFERRED';
}
