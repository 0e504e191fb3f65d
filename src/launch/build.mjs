// Builds the server and the browser's files into dist/. Does nothing when no source changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { surveyStyles } from './survey-styles.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const dist = path.join(root, 'dist');
const stampFile = path.join(dist, 'stamp');
// Everything is made here and moved into place at once: a server or a test that runs meanwhile
// finds either the old files or the new ones.
const staging = path.join(root, 'node_modules', '.cache', `pec-build-${process.pid}`);
const publicDir = path.join(staging, 'public');
const sources = ['src', 'exports', 'migrations', 'surveys', 'package.json', 'package-lock.json'];

async function filesBelow(entry) {
  const info = await stat(entry).catch(() => undefined);
  if (info === undefined) return [];
  if (info.isFile()) return [{ file: entry, info }];
  const names = await readdir(entry);
  const nested = await Promise.all(names.sort().map((name) => filesBelow(path.join(entry, name))));
  return nested.flat();
}

async function sourceStamp() {
  const files = (
    await Promise.all(sources.map((name) => filesBelow(path.join(root, name))))
  ).flat();
  const hash = createHash('sha256');
  for (const { file, info } of files) hash.update(`${file}\0${info.size}\0${info.mtimeMs}\n`);
  return hash.digest('hex');
}

async function buildServer(esbuild) {
  const files = await filesBelow(path.join(root, 'src'));
  const workers = files
    .map(({ file }) => file)
    .filter((file) => path.basename(file) === 'worker.ts');
  await esbuild.build({
    entryPoints: [path.join(root, 'src/server.ts'), path.join(root, 'src/cli.ts'), ...workers],
    outbase: path.join(root, 'src'),
    outdir: staging,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}

async function buildClient(esbuild) {
  const directory = path.join(root, 'src/client');
  const entryPoints = (await readdir(directory))
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(directory, name));
  const result = await esbuild.build({
    entryPoints,
    outdir: publicDir,
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const manifest = {};
  for (const [file, output] of Object.entries(result.metafile.outputs)) {
    if (output.entryPoint === undefined) continue;
    const plainName = path.basename(output.entryPoint).replace(/\.tsx?$/, '.js');
    manifest[plainName] = path.basename(file);
    if (output.cssBundle !== undefined) {
      manifest[plainName.replace(/\.js$/, '.css')] = path.basename(output.cssBundle);
    }
  }
  return manifest;
}

async function buildStyles() {
  const sass = await import('sass');
  const directory = path.join(root, 'src/client/styles');
  const manifest = {};
  const sheets = (await readdir(directory)).filter((name) => /^[^_].*\.scss$/.test(name));
  for (const sheet of sheets) {
    const own = sass.compile(path.join(directory, sheet), {
      style: 'compressed',
      loadPaths: [path.join(root, 'node_modules')],
      quietDeps: true,
      // Bootstrap 5 is written with @import.
      silenceDeprecations: ['import'],
    });
    const name = sheet.replace(/\.scss$/, '');
    const css = name === 'survey-form' ? `${await surveyStyles()}\n${own.css}` : own.css;
    const hash = createHash('sha256').update(css).digest('hex').slice(0, 8);
    manifest[`${name}.css`] = `${name}-${hash}.css`;
    await writeFile(path.join(publicDir, `${name}-${hash}.css`), css);
  }
  return manifest;
}

async function compressAll() {
  const names = (await readdir(publicDir)).filter((name) => /\.(js|css|svg)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const file = path.join(publicDir, name);
      const content = await readFile(file);
      const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
      await writeFile(`${file}.br`, await promisify(brotliCompress)(content, brotli));
    }),
  );
}

async function replaceDist() {
  const old = `${staging}-old`;
  await rename(dist, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(staging, dist);
  await rm(old, { recursive: true, force: true });
}

/** Returns false when dist/ is already made of these sources. */
export async function build() {
  const stamp = await sourceStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  const esbuild = await import('esbuild');
  await rm(staging, { recursive: true, force: true });
  await mkdir(publicDir, { recursive: true });
  const [scripts, styles] = await Promise.all([
    buildClient(esbuild),
    buildStyles(),
    buildServer(esbuild),
  ]);
  await writeFile(path.join(publicDir, 'manifest.json'), JSON.stringify({ ...scripts, ...styles }));
  await compressAll();
  await writeFile(path.join(staging, 'stamp'), stamp);
  await replaceDist();
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
