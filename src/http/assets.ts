import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { rootDir } from '../lib/root';

const publicDir = path.join(rootDir, 'dist', 'public');
let manifest: Record<string, string> | undefined;

/**
 * The address of a built file by its plain name ("staff.css", "survey.js"). The name on disk
 * holds a hash of the content, so browsers may keep it for ever.
 * @throws Error for a name the build did not make
 */
export function asset(name: string): string {
  manifest ??= JSON.parse(readFileSync(path.join(publicDir, 'manifest.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = manifest[name];
  if (file === undefined) throw new Error(`The build made no asset "${name}".`);
  return `/assets/${file}`;
}

/** Serves the built files, compressed at build time. */
export function serveAssets(): RequestHandler {
  return expressStaticGzip(publicDir, {
    enableBrotli: true,
    orderPreference: ['br', 'gz'],
    index: false,
    serveStatic: { immutable: true, maxAge: '365d', fallthrough: true },
  }) as RequestHandler;
}
