// Before all tests: the build, and one prepared database a dialect that each test file copies.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from '../../src/launch/build.mjs';

function prepare(environment) {
  const result = spawnSync(process.execPath, ['dist/cli.js', 'prepare'], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...environment },
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`The test database failed: ${result.stderr}`);
}

export default async function setUp(_globalConfig, projectConfig) {
  await build();
  const template = mkdtempSync(path.join(tmpdir(), 'pec-template-'));
  process.env.PEC_TEMPLATE_DIR = template;
  prepare({ DATA_DIR: template });
  if (projectConfig.globals.PEC_DATABASE !== 'postgres') return;
  const { startPostgres } = await import('./postgres.mjs');
  const postgres = await startPostgres();
  globalThis.pecPostgres = postgres;
  process.env.PEC_POSTGRES_URL = postgres.url('postgres');
  const pg = (await import('pg')).default;
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  await client.query('CREATE DATABASE pec_template');
  await client.end();
  prepare({ DATA_DIR: template, DATABASE_URL: postgres.url('pec_template') });
}
