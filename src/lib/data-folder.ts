import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

let folder: string | undefined;

/** Set once at boot. Half-made files of an earlier run are removed. @throws when it cannot be written */
export function useDataFolder(dataDir: string): void {
  folder = dataDir;
  rmSync(path.join(dataDir, 'unfinished'), { recursive: true, force: true });
  mkdirSync(path.join(dataDir, 'unfinished'), { recursive: true });
}

/** A path inside DATA_DIR. Nothing there is ever served as a static file. */
export function dataPath(...parts: string[]): string {
  if (folder === undefined) throw new Error('The data folder is not set.');
  return path.join(folder, ...parts);
}
