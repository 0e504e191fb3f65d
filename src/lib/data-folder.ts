import { accessSync, constants, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

let folder: string | undefined;

const longestInTheMaking = 3_600_000;

/** Set once at boot. Half-made files of an earlier run are removed. @throws when it cannot be written */
export function useDataFolder(dataDir: string): void {
  folder = dataDir;
  const unfinished = path.join(dataDir, 'unfinished');
  mkdirSync(unfinished, { recursive: true });
  // Said here, with the folder's name: the database would only say that it cannot write.
  accessSync(dataDir, constants.W_OK);
  for (const name of readdirSync(unfinished)) {
    const file = path.join(unfinished, name);
    // A command beside a running server must not take away what that server is just receiving.
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changed < Date.now() - longestInTheMaking) rmSync(file, { force: true });
  }
}

/** A path inside DATA_DIR. Nothing there is ever served as a static file. */
export function dataPath(...parts: string[]): string {
  if (folder === undefined) throw new Error('The data folder is not set.');
  return path.join(folder, ...parts);
}
