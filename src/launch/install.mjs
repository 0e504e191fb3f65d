// Installs what package-lock.json asks for, when it is not there yet. Needs no package itself.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const isWindows = process.platform === 'win32';
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.pec-installed');

function installedFor(lock) {
  if (!existsSync(stampFile)) return undefined;
  const [scope, installedLock] = readFileSync(stampFile, 'utf8').split('\n\n');
  return installedLock === lock ? scope : undefined;
}

/** @param {'running' | 'everything'} scope "running" leaves out what only tests and checks need */
export function install(scope) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`PEC needs Node 20.19 or later; this is ${process.version}.`);
    process.exit(1);
  }
  const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const installed = installedFor(lock);
  if (installed === 'everything' || installed === scope) return;
  refuseLinkedModules();
  console.log('Installing what PEC needs (once).');
  console.log('The database driver may be compiled on this machine: that takes a few minutes.');
  const ticker = spawnTicker();
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (scope === 'running') args.push('--omit=dev');
  const result = spawnSync('npm', args, {
    cwd: root,
    stdio: 'inherit',
    shell: isWindows,
    env: { ...process.env, ...compilerSettings() },
  });
  ticker.kill();
  if (result.status !== 0) {
    console.error('\nThe installation failed. The lines above say why; nothing was started.');
    process.exit(1);
  }
  writeFileSync(stampFile, `${scope}\n\n${lock}`);
}

/** npm empties node_modules before it installs: behind a link, that is the folder of another copy. */
function refuseLinkedModules() {
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  console.error(
    `${modules} is a link to another folder. Installing would empty that folder, so nothing was done.\n` +
      'Remove the link and start again: PEC then installs into a folder of its own.',
  );
  process.exit(1);
}

/**
 * Node's own headers, where they lie beside the program: compiling the driver then downloads
 * nothing. An npm setting that is there already stays.
 */
function compilerSettings() {
  const prefix = path.resolve(path.dirname(process.execPath), '..');
  const headers = path.join(prefix, 'include', 'node', 'node.h');
  if (process.env.npm_config_nodedir !== undefined || !existsSync(headers)) return {};
  return { npm_config_nodedir: prefix };
}

/** spawnSync blocks this process, so a second one says that the installation goes on. */
function spawnTicker() {
  const program =
    'let s=0;setInterval(()=>{s+=20;console.log(`  … still installing, ${s} s`)},20000)';
  return spawn(process.execPath, ['-e', program], { stdio: 'inherit' });
}
