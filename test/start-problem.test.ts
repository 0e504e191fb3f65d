import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServerProcess } from './harness/server-process';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pec-start-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the built server prints before it gives up. */
async function refusal(environment: Record<string, string>): Promise<string> {
  const start = startServerProcess({ DATA_DIR: path.join(folder, 'data'), ...environment });
  const outcome = await start.then(
    async (server) => {
      await server.stop('SIGTERM');
      return 'it started';
    },
    (error: unknown) => String(error),
  );
  return outcome.replace('Error: The server ended with 1: ', '');
}

test('a data folder that cannot be made is named with its variable', async () => {
  const file = path.join(folder, 'a-file');
  writeFileSync(file, '');
  expect(await refusal({ DATA_DIR: path.join(file, 'data') })).toMatch(
    /^The data folder cannot be used\. Set DATA_DIR .+a-file/,
  );
});

test('a port in use is named with its variable', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  expect(await refusal({ PORT: String(port) })).toMatch(/^The port is in use .+ Set PORT/);
  other.close();
});

test('a file that is no database is not overwritten and is named', async () => {
  const dataDir = path.join(folder, 'damaged');
  mkdirSync(dataDir);
  writeFileSync(path.join(dataDir, 'pec.sqlite'), 'this is a letter, not a database'.repeat(100));
  expect(await refusal({ DATA_DIR: dataDir })).toMatch(/^The file pec\.sqlite .+ is no database/);
});

test('a PostgreSQL that does not answer is named with its variable', async () => {
  const databaseUrl = 'postgres://pec:secret@127.0.0.1:1/pec';
  const printed = await refusal({ DATABASE_URL: databaseUrl });
  expect(printed).toMatch(/^The database does not answer\. Look at DATABASE_URL/);
  expect(printed).not.toContain('secret');
});

test('each wrong variable is named', async () => {
  expect(await refusal({ PORT: 'eighty', MAIL_PER_MINUTE: '0' })).toMatch(
    /^The configuration is wrong:\n {2}PORT: .+\n {2}MAIL_PER_MINUTE: /,
  );
});
