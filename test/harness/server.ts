import { startServer } from '../../src/boot';
import type { Config } from '../../src/config';
import { listenToQueries } from '../../src/db/query-listeners';
import { db, isPostgres } from '../../src/db/transaction';
import type { OutboxWorker } from '../../src/mail/outbox-worker';
import { Client } from './client';
import { newTestDatabase } from './database';

export interface TestServer {
  url: string;
  config: Config;
  /** A new visitor without cookies. */
  visitor: () => Client;
  outbox: OutboxWorker;
  stop: () => Promise<void>;
}

/** The real server on a free port with a database of its own. Call stop() in afterAll. */
export async function startTestServer(overrides: Partial<Config> = {}): Promise<TestServer> {
  const database = await newTestDatabase(overrides);
  const server = await startServer(database.config);
  return {
    url: server.url,
    config: database.config,
    visitor: () => new Client(server.url),
    outbox: server.outbox,
    stop: async () => {
      await server.stop();
      await database.remove();
    },
  };
}

/**
 * How many SQL statements `work` costs, for "one row and three rows cost the same". What is kept until
 * something is written ends on PostgreSQL with a write to any database of the server, where other
 * tests write: there it is computed each time.
 */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  if (isPostgres()) await db().query('SELECT pg_current_xact_id()');
  let count = 0;
  const stop = listenToQueries((sql) => {
    // SQLite asks for column types on its own account.
    if (!sql.includes('PRAGMA')) count += 1;
  });
  try {
    await work();
  } finally {
    stop();
  }
  return count;
}
