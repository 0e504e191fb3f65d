import { startServer } from '../boot';
import { readDemoConfig } from '../config';
import { absoluteUrl } from '../lib/base-url';
import { dateIn } from '../lib/clock';
import { demoMark } from '../lib/demo-mark';
import { linkToken } from '../lib/link-tokens';
import { paths } from '../paths';
import { makeDemoFolder, readDemo, type DemoFacts } from './demo-folder';
import { makeDemoData } from './make-demo-data';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/**
 * The server on a data folder of its own, filled with invented data at the first start.
 * @throws ConfigError; AppError when the folder holds something else
 */
export async function runDemo(): Promise<void> {
  const config = readDemoConfig();
  let facts = readDemo(config.dataDir);
  if (facts === undefined) {
    say('Making the demo data (once; it takes some seconds).');
    facts = await makeDemoFolder(config.dataDir, (unfinished) =>
      // Warnings about the past, such as links that are over, tell nobody anything.
      makeDemoData({ ...config, dataDir: unfinished, logLevel: 'error' }, dateIn('UTC')),
    );
  }
  const server = await startServer(config);
  say(introduction(server.url, config.dataDir, facts));
  const stop = (): void => {
    void server.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** What is printed at each start; links need the running server's address and key. */
function introduction(url: string, folder: string, { accounts, links }: DemoFacts): string {
  const width = Math.max(...accounts.map(({ email }) => email.length));
  return [
    '',
    `PEC is running at ${url}`,
    `${demoMark() ?? ''}. It is kept in ${folder}; delete the folder to begin anew.`,
    '',
    'Sign in as:',
    ...accounts.map(({ email, password }) => `  ${email.padEnd(width)}  ${password}`),
    '',
    'Or answer as a respondent:',
    ...links.map(
      ({ about, invitationId }) =>
        `  ${about}\n    ${absoluteUrl(paths.answer(linkToken(`invitation:${invitationId}`)))}`,
    ),
    '',
  ].join('\n');
}
