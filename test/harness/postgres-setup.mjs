// Before the tests on PostgreSQL: a server, and one prepared database that each test file copies.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { build } from '../../src/launch/build.mjs';
import { startPostgres } from './postgres.mjs';
import { prepare } from './prepare.mjs';

export default async function setUp() {
  await build();
  const postgres = await startPostgres();
  const folder = mkdtempSync(path.join(tmpdir(), 'pec-template-'));
  globalThis.pecPostgres = { stop: postgres.stop, folder };
  process.env.PEC_POSTGRES_URL = postgres.url('postgres');
  process.env.PEC_POSTGRES_TEMPLATE_DIR = folder;
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  await client.query('CREATE DATABASE pec_template');
  await client.end();
  prepare({ DATA_DIR: folder, DATABASE_URL: postgres.url('pec_template') });
}
