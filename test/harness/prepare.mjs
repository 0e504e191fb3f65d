// Runs the built command line to bring a database to the newest schema.
import { spawnSync } from 'node:child_process';

/** @throws Error with what the command printed */
export function prepare(environment) {
  const result = spawnSync(process.execPath, ['dist/cli.js', 'prepare'], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...environment },
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`The test database failed: ${result.stderr}`);
}
