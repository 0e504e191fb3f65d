import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Config } from '../../src/config';

declare const PEC_DATABASE: 'sqlite' | 'postgres';

export interface TestDatabase {
  config: Config;
  remove: () => Promise<void>;
}

async function onPostgres(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.PEC_POSTGRES_URL });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A data folder of its own with the migrated default project, copied from the template. */
export async function newTestDatabase(overrides: Partial<Config> = {}): Promise<TestDatabase> {
  const template =
    PEC_DATABASE === 'postgres'
      ? process.env.PEC_POSTGRES_TEMPLATE_DIR
      : process.env.PEC_TEMPLATE_DIR;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pec-test-'));
  cpSync(template ?? '', dataDir, { recursive: true });
  let databaseUrl: string | undefined;
  const name = `pec_${randomBytes(6).toString('hex')}`;
  if (PEC_DATABASE === 'postgres') {
    await onPostgres(`CREATE DATABASE ${name} TEMPLATE pec_template STRATEGY file_copy`);
    databaseUrl = (process.env.PEC_POSTGRES_URL ?? '').replace(/\/postgres$/, `/${name}`);
  }
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    baseUrl: undefined,
    dataDir,
    databaseUrl,
    smtpUrl: undefined,
    mailFrom: 'PEC <pec@project.example>',
    mailPerMinute: 10_000,
    trustProxy: 0,
    logLevel: 'silent',
    demo: false,
    ...overrides,
  };
  return {
    config,
    remove: async () => {
      rmSync(dataDir, { recursive: true, force: true });
      if (databaseUrl !== undefined) await onPostgres(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
