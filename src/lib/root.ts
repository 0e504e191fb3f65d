import { existsSync } from 'node:fs';
import path from 'node:path';

function findRoot(start: string): string {
  if (existsSync(path.join(start, 'package.json'))) return start;
  const parent = path.dirname(start);
  if (parent === start) throw new Error('package.json was not found above the program.');
  return findRoot(parent);
}

/** The project's folder, both from src/ (tests) and from the bundle in dist/. */
export const rootDir = findRoot(__dirname);
