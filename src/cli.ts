import { openData } from './boot';
import { ConfigError, readConfig } from './config';

/** A command gets its arguments after the database is open, and returns what to print. */
type Command = (args: string[]) => Promise<string>;

const commands: Record<string, { usage: string; run: Command }> = {
  prepare: {
    usage: 'prepare                 bring the database to the newest schema and stop',
    run: () => Promise.resolve('The database is ready.'),
  },
};

const usage = `Commands:\n${Object.values(commands)
  .map((command) => `  ${command.usage}`)
  .join('\n')}\n`;

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2);
  const command = commands[name];
  if (command === undefined) {
    process.stderr.write(usage);
    process.exit(2);
  }
  const close = await openData(readConfig());
  try {
    process.stdout.write(`${await command.run(args)}\n`);
  } finally {
    await close();
  }
}

main().catch((error: unknown) => {
  const text = error instanceof ConfigError ? error.message : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
