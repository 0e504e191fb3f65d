// `npm run bench`: installs and builds what is missing, then measures. The last line is one JSON object.
// `npm run bench -- submissions` measures that part alone; the parts are listed in bench.ts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build as bundle } from 'esbuild';
import { build } from '../../src/launch/build.mjs';
import { install, root } from '../../src/launch/install.mjs';

process.chdir(root);
install('everything');
await build();
const program = path.join(root, 'dist', 'bench.cjs');
await bundle({
  entryPoints: [path.join(root, 'test/bench/bench.ts')],
  outfile: program,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
});
const parts = process.argv.slice(2);
// Loaded after the installation: it needs a package.
const needsPostgres = parts.length === 0 || parts.includes('monitoring');
// What is measured is reading; these make the filling before it shorter.
const quickToFill = ['wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=16GB'];
const postgres = needsPostgres
  ? await (
      await import('../harness/postgres.mjs')
    ).startPostgres(quickToFill.flatMap((setting) => ['-c', setting]))
  : undefined;
const run = spawn(process.execPath, [program, ...parts], {
  stdio: 'inherit',
  env: { ...process.env, ...(postgres && { BENCH_DATABASE_URL: postgres.url('postgres') }) },
});
const [status] = await once(run, 'exit');
await postgres?.stop();
process.exit(status ?? 1);
