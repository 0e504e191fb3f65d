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
export async function exec(tx: Transaction, sql: string): Promise<void> {
  const { sequelize, connection } = tx as Transaction & Inside;
  await ask<null>(sequelize, connection, sql, (answer) => {
    connection.exec(sql, answer);
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
  return ask<Row[]>(inside, connection, sql, (answer) => {
    connection.all(sql, bound, answer);
  });
}

type Answer<T> = (failure: Error | null, result?: T) => void;

async function ask<T>(
  sequelize: Inside['sequelize'],
  connection: sqlite3.Database,
  sql: string,
  question: (answer: Answer<T>) => void,
): Promise<T> {
  tellListeners(sql);
  try {
    return await new Promise<T>((resolve, reject) => {
      // As Sequelize does: one statement of a connection after the other.
      connection.serialize(() => {
        question((failure, result) => {
          if (failure === null) resolve(result as T);
          else reject(failure);
        });
      });
    });
  } catch (failure) {
    const { Query } = sequelize.dialect;
    const error = new Query(connection, sequelize, {}).formatError(failure as Error);
    // Here, where it says who asked.
    Error.captureStackTrace(error);
    throw error;
  }
}

/** The connection on which Sequelize reads outside transactions. */
async function reader(sequelize: Sequelize): Promise<sqlite3.Database> {
  return (await sequelize.connectionManager.getConnection({ type: 'read' })) as sqlite3.Database;
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
