// Before all tests: the build, one prepared data folder that each test file copies, and the browser, which
// two test files must not unpack at once.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import chromium from '@sparticuz/chromium';
import { build } from '../../src/launch/build.mjs';
import { prepare } from './prepare.mjs';

export default async function setUp() {
  await build();
  await unpackBrowser();
  const template = mkdtempSync(path.join(tmpdir(), 'pec-template-'));
  process.env.PEC_TEMPLATE_DIR = template;
  prepare({ DATA_DIR: template });
}

/** As launchBrowser() uses it. */
async function unpackBrowser() {
  const ownBrowser = process.platform === 'linux' && process.arch === 'x64';
  if (ownBrowser && process.env.CHROMIUM_PATH === undefined) await chromium.executablePath();
}
