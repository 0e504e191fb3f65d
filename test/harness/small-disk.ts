import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startServerProcess, type ServerProcess } from './server-process';

/** A server whose data folder can be made full and given room again while it runs. */
export interface SmallDisk {
  server: ServerProcess;
  /** The data folder as this process sees it. */
  folder: string;
  fill: () => void;
  free: () => void;
}

/** Makes a small disk out of a prepared data folder. */
export type DiskMaker = (dataDir: string) => Promise<SmallDisk>;

/**
 * The kernel lets the server write no further byte to any file (the limit on the size of files):
 * every Linux can do that, without a mount and without being root.
 */
const limitedFiles: DiskMaker = async (dataDir) => {
  const server = await startServerProcess({ DATA_DIR: dataDir });
  const allow = (bytes: string): void => {
    execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:unlimited`]);
  };
  return {
    server,
    folder: dataDir,
    fill: () => {
      allow('0');
    },
    free: () => {
      allow('unlimited');
    },
  };
};

const namespace = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'];
const mount = 'mount -t tmpfs -o size=24m,mode=700 small';

/**
 * A disk of 24 MB in memory that only the server sees, with a copy of the folder. Some machines do
 * not let a program mount anything.
 */
const smallMount: DiskMaker = async (dataDir) => {
  const at = path.join(dataDir, 'mounted');
  const copy = `cp -a "${dataDir}"/pec.sqlite* "${dataDir}"/*.key "${at}"`;
  const script = `mkdir "${at}" && ${mount} "${at}" && ${copy} && exec "$@"`;
  const through = [...namespace, script, 'sh'];
  const server = await startServerProcess({ DATA_DIR: at }, ['server.js'], through);
  // The mount, seen through the server's eyes.
  const folder = path.join('/proc', String(server.pid), 'root', at);
  const filler = path.join(folder, 'filler');
  return {
    server,
    folder,
    fill: () => {
      for (const size of [1_000_000, 10_000, 100]) writeUntilFull(filler, Buffer.alloc(size, 1));
    },
    free: () => {
      rmSync(filler);
    },
  };
};

function writeUntilFull(file: string, piece: Buffer): void {
  try {
    for (;;) writeFileSync(file, piece, { flag: 'a' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

/** What this machine can do: the first works everywhere. */
export const diskMakers: [string, DiskMaker][] = [
  ['no file may grow', limitedFiles],
  ...(spawnSync('unshare', [...namespace.slice(1), `${mount} /mnt`]).status === 0
    ? ([['a real disk without room', smallMount]] as [string, DiskMaker][])
    : []),
];
