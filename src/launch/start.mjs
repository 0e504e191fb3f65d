// `npm start`: install what is missing, build what changed, then become the server; with `--demo` the
// demo, with `--command NAME` a command for the person who looks after the machine.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';
import { install, root } from './install.mjs';

process.chdir(root);
install('running');

// A process of its own, so that the compilers' memory is gone when the server runs.
const built = spawnSync(process.execPath, [path.join(root, 'src/launch/build.mjs')], {
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);

if (existsSync('.env')) process.loadEnvFile('.env');
const [option, ...rest] = process.argv.slice(2);
const command = { '--demo': ['demo'], '--command': rest }[option];
if (command !== undefined) process.argv.splice(2, process.argv.length, ...command);
const program = command === undefined ? 'server.js' : 'cli.js';
await import(pathToFileURL(path.join(root, 'dist', program)).href);
