// `npm run bench`: installs and builds what is missing, then measures. The last line is one JSON object.
// `npm run bench -- submissions` measures that part alone; the parts are listed in bench.ts.
import { spawnSync } from 'node:child_process';
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
const run = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(run.status ?? 1);
