// Before all tests: the build, and one prepared data folder that each test file copies.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from '../../src/launch/build.mjs';
import { prepare } from './prepare.mjs';

export default async function setUp() {
  await build();
  const template = mkdtempSync(path.join(tmpdir(), 'pec-template-'));
  process.env.PEC_TEMPLATE_DIR = template;
  prepare({ DATA_DIR: template });
}
