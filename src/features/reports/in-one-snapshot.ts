import type { QueryOptions, Sequelize } from 'sequelize';
import { db, inSnapshot } from '../../db/transaction';

/**
 * Reads of a whole document that must agree with each other, in a thread that has a connection of its
 * own for this one document: every query sees the database as it was at the first of them. Reads
 * that want a snapshot themselves join this one.
 */
export async function inOneSnapshot<T>(read: () => Promise<T>): Promise<T> {
  return inSnapshot(async (tx) => {
    const connection: Pick<Sequelize, 'query' | 'transaction'> = db();
    const { query, transaction } = connection;
    let last: Promise<unknown> = Promise.resolve();
    // One after the other: a connection of PostgreSQL answers one query at a time.
    const joined = (sql: string, options?: QueryOptions): Promise<unknown> => {
      const ask = (): Promise<unknown> =>
        query.call(connection, sql, { ...options, transaction: options?.transaction ?? tx });
      const asked = last.then(ask, ask);
      last = asked;
      return asked;
    };
    Object.assign(connection, {
      query: joined,
      transaction: (_options: unknown, work: (joinedTx: typeof tx) => Promise<unknown>) => work(tx),
    });
    try {
      return await read();
    } finally {
      Object.assign(connection, { query, transaction });
    }
  });
}
