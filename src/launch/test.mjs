// `npm test`: install what is missing, then run every test on SQLite, PostgreSQL and in a browser.
// Arguments are passed to jest: `npm test -- test/features/people`.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { install, root } from './install.mjs';

process.chdir(root);
install('everything');

// Everything that tests write stands here, so that nothing of it stays.
const folder = mkdtempSync(path.join(fastFolder(), 'pec-tests-'));
// The account that runs PostgreSQL must come through.
chmodSync(folder, 0o755);
const results = path.join(folder, 'results.json');
// Jest hears of an interruption, too, and ends; what stands in the folder is then removed all the same.
process.on('SIGINT', () => undefined);
const run = spawnSync(
  process.execPath,
  [
    // Inherited by the workers: young objects die where they are instead of being moved twice.
    '--max-semi-space-size=32',
    path.join(root, 'node_modules/jest/bin/jest.js'),
    '--json',
    `--outputFile=${results}`,
    '--maxWorkers=3',
    // What it compiled is of use the next time.
    `--cacheDirectory=${path.join(root, 'node_modules/.cache/jest')}`,
    ...process.argv.slice(2),
  ],
  // --json also writes to standard output; the readable report is on standard error.
  { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, TMPDIR: folder } },
);

let status = run.status ?? 1;
try {
  const report = JSON.parse(readFileSync(results, 'utf8'));
  const broken = report.numRuntimeErrorTestSuites;
  const failed = report.numFailedTests + broken;
  if (report.numPassedTests === 0 || failed > 0) status ||= 1;
  const skipped = report.numPendingTests + report.numTodoTests;
  console.log(`tests: ${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
} catch {
  console.log('tests: 0 passed, 1 failed, 0 skipped');
  status ||= 1;
}
rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
process.exit(status);

/**
 * Memory where Linux offers some, else the usual folder. A database a test file, each of a thousand small
 * files on PostgreSQL, kept the disk's own bookkeeping busy for a tenth of the run. No test cuts the power.
 */
function fastFolder() {
  const memory = '/dev/shm';
  const usual = tmpdir();
  if (process.env.TMPDIR !== undefined || !existsSync(memory)) return usual;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 4 * 1024 ** 3 ? memory : usual;
}
