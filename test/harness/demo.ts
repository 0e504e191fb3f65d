import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { eventually } from './eventually';
import { startServerProcess } from './server-process';

/**
 * Puts the demo into a folder as its first start leaves it. Making it takes half a minute of work: the
 * test file that comes first does it, others wait.
 * @returns what that start printed
 */
export async function copyDemo(folder: string): Promise<string> {
  const made = `${process.env.PEC_TEMPLATE_DIR ?? ''}-demo`;
  const printed = `${made}/printed.txt`;
  if (isFirst(made)) {
    const server = await startServerProcess({ DATA_DIR: `${made}/data` }, ['cli.js', 'demo']);
    const output = await eventually(server.output, (text) => text.includes('as a respondent'));
    await server.stop('SIGTERM');
    writeFileSync(printed, output);
  }
  const finished = (): boolean => existsSync(printed);
  await eventually(finished, (isThere) => isThere, 180_000);
  cpSync(`${made}/data`, folder, { recursive: true });
  return readFileSync(printed, 'utf8');
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
