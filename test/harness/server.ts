import { startServer } from '../../src/boot';
import type { Config } from '../../src/config';
import { listenToQueries } from '../../src/db/connection';
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

/** How many SQL statements `work` costs, for "one row and three rows cost the same". */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
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
