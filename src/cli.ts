import { openData } from './boot';
import { readConfig } from './config';
import { runDemo } from './demo/run-demo';
import { administratorLink } from './features/accounts/administrator-link';
import { personEraseCommand, personExportCommand } from './features/people/person-commands';
import { setBaseUrl } from './lib/base-url';
import { startProblem } from './start-problem';

/** A command gets its arguments after the database is open, and returns what to print. */
type Command = (args: string[]) => Promise<string>;

const commands: Record<string, { usage: string; run: Command }> = {
  prepare: {
    usage: 'prepare                 bring the database to the newest schema and stop',
    run: () => Promise.resolve('The database is ready.'),
  },
  'administrator-link': {
    usage:
      'administrator-link [EMAIL]   print a one-time link for an administrator who lost access',
    run: ([email]) => administratorLink(email),
  },
  'person-export': {
    usage: 'person-export ID|EMAIL  print everything held about one person, as JSON',
    run: personExportCommand,
  },
  'person-erase': {
    usage:
      'person-erase ID|EMAIL [--keep-answers]   erase one person; answers are kept only as codes',
    run: personEraseCommand,
  },
};

const demo = 'demo                    run on invented data, in a folder of its own';

const usage = `Commands:\n${[...Object.values(commands).map((command) => command.usage), demo]
  .map((line) => `  ${line}`)
  .join('\n')}\n`;

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2);
  if (name === 'demo') return runDemo();
  const command = commands[name];
  if (command === undefined) {
    process.stderr.write(usage);
    process.exit(2);
  }
  const config = readConfig();
  const close = await openData(config);
  setBaseUrl(config.baseUrl ?? `http://localhost:${config.port}`);
  try {
    process.stdout.write(`${await command.run(args)}\n`);
  } finally {
    await close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${startProblem(error)}\n`);
  process.exit(1);
});
