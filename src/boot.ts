import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import type { Config } from './config';
import { connect } from './db/connection';
import { migrate } from './db/migrator';
import { useDatabase } from './db/transaction';
import { installForms } from './features/surveys/install-forms';
import { forgetVersions } from './features/surveys/survey-cache';
import { installDefaultProject } from './features/workshop/install-default-project';
import { setBaseUrl } from './lib/base-url';
import { setLogLevel } from './lib/logger';
import { loadSecretKey } from './lib/secret-key';
import { startOutboxWorker, type OutboxWorker } from './mail/outbox-worker';
import { bindModels } from './models';

/** Opens the database, migrated and with the default project: what the server and each command need. */
export async function openData(config: Config): Promise<() => Promise<void>> {
  setLogLevel(config.logLevel);
  mkdirSync(config.dataDir, { recursive: true });
  loadSecretKey(config.dataDir);
  const sequelize = connect(config);
  bindModels(sequelize);
  useDatabase(sequelize);
  forgetVersions();
  await migrate(sequelize);
  await installDefaultProject();
  await installForms();
  return () => sequelize.close();
}

export interface RunningServer {
  url: string;
  outbox: OutboxWorker;
  /** Stops in the reverse order of starting. */
  stop: () => Promise<void>;
}

/** config -> database -> listen -> outbox. @throws when the data folder, database or port cannot be used */
export async function startServer(config: Config): Promise<RunningServer> {
  const closeData = await openData(config);
  const app = createApp({
    https: config.baseUrl?.startsWith('https://') ?? false,
    trustProxy: config.trustProxy,
  });
  const server = createServer(app);
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const url = config.baseUrl ?? `http://localhost:${port}`;
  setBaseUrl(url);
  const outbox = startOutboxWorker(config);
  return {
    url,
    outbox,
    stop: async () => {
      await outbox.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await closeData();
    },
  };
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
}
