// First, so that it is in force while the rest is loaded.
import { letYoungHeapGrow } from './young-heap';
import { startServer } from './boot';
import { readConfig } from './config';
import { startProblem } from './start-problem';

async function main(): Promise<void> {
  const config = readConfig();
  const server = await startServer(config);
  letYoungHeapGrow();
  process.stdout.write(`\nPEC is running at ${server.url}\n`);
  if (server.administratorLink !== undefined) {
    process.stdout.write(`Open this link to become administrator: ${server.administratorLink}\n`);
  }
  const stop = (): void => {
    void server.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${startProblem(error)}\n`);
  process.exit(1);
});
