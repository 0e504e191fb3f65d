// `npm run dev`: the server, built again and started again whenever a source changes.
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { install, root } from './install.mjs';

process.chdir(root);
install('everything');
if (existsSync('.env')) process.loadEnvFile('.env');

let server;
let timer;

async function restart() {
  try {
    await build();
  } catch {
    return; // esbuild has printed what is wrong; the next change tries again
  }
  server?.kill('SIGTERM');
  server = spawn(process.execPath, ['--enable-source-maps', 'dist/server.js'], {
    stdio: 'inherit',
  });
}

for (const directory of ['src', 'views', 'surveys', 'exports', 'migrations']) {
  watch(path.join(root, directory), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(restart, 200);
  });
}
await restart();
