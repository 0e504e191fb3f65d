import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import type { Config } from './config';
import { dailyTasks } from './daily-tasks';
import { startDailyWork } from './daily-work';
import { connect } from './db/connection';
import { migrate } from './db/migrator';
import { useDatabase } from './db/transaction';
import { startDueMailings } from './features/mailings/send-due-mailings';
import { stopChecking } from './features/surveys/definition-check/check-text';
import { stopDrawingFigures } from './features/indicators/render-figures';
import { stopRendering } from './features/surveys/first-page/render-first-page';
import { stopDrawing } from './features/workshop/certificates/render-certificate';
import { healFinishedMarks } from './features/responses/heal-finished-marks';
import { offerFirstAdministratorLink } from './features/accounts/offer-first-administrator-link';
import { refusedSignInsRecorded } from './features/accounts/record-refused-sign-in';
import { installForms } from './features/surveys/install-forms';
import { forgetVersions } from './features/surveys/survey-cache';
import { installDefaultProject } from './features/workshop/install-default-project';
import { absoluteUrl, setBaseUrl } from './lib/base-url';
import { useDataFolder } from './lib/data-folder';
import { markAsDemo } from './lib/demo-mark';
import { setLogLevel } from './lib/logger';
import { loadSecretKey } from './lib/secret-key';
import { startOutboxWorker, type OutboxWorker } from './mail/outbox-worker';
import { bindModels } from './models';

/** Opens the database, migrated and with the default project: what the server and each command need. */
export async function openData(config: Config): Promise<() => Promise<void>> {
  setLogLevel(config.logLevel);
  markAsDemo(config.demo);
  useDataFolder(config.dataDir);
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
  /** The one-time link to become administrator, as long as there is none. Print it, never log it. */
  administratorLink: string | undefined;
  outbox: OutboxWorker;
  /** Stops in the reverse order of starting. */
  stop: () => Promise<void>;
}

/** config -> database -> listen -> outbox -> mailings at set times -> work of the day. @throws when the data folder, database or port cannot be used */
export async function startServer(config: Config): Promise<RunningServer> {
  const closeData = await openData(config);
  await healFinishedMarks();
  const app = createApp({
    https: config.baseUrl?.startsWith('https://') ?? false,
    trustProxy: config.trustProxy,
  });
  const server = createServer(app);
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const url = config.baseUrl ?? `http://localhost:${port}`;
  setBaseUrl(url);
  const offered = await offerFirstAdministratorLink();
  const outbox = startOutboxWorker(config);
  const dueMailings = startDueMailings();
  const dailyWork = startDailyWork(dailyTasks);
  return {
    url,
    administratorLink: offered === undefined ? undefined : absoluteUrl(offered),
    outbox,
    stop: async () => {
      await dailyWork.stop();
      await dueMailings.stop();
      await outbox.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await refusedSignInsRecorded();
      await Promise.all([stopChecking(), stopRendering(), stopDrawing(), stopDrawingFigures()]);
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
