import { startServer } from './boot';
import { ConfigError, readConfig } from './config';

async function main(): Promise<void> {
  const config = readConfig();
  const server = await startServer(config);
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
  const text = error instanceof ConfigError ? error.message : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
