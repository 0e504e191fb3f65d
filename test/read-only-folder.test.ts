import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootDir } from '../src/lib/root';
import { startServer } from '../src/boot';
import { paths } from '../src/paths';
import { invite, openSurvey } from './features/responses/open-survey';
import { Client, type Answer } from './harness/client';
import { newTestDatabase } from './harness/database';
import { boundByRights, setWritable } from './harness/read-only';
import { startServerProcess } from './harness/server-process';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) {
    setWritable(folder, true);
    rmSync(folder, { recursive: true });
  }
});

/** How a start ends that cannot succeed. */
function start(dataDir: string): { code: number | null; printed: string } {
  const program = [...boundByRights, process.execPath, path.join(rootDir, 'dist', 'server.js')];
  const ended = spawnSync(program[0] ?? '', program.slice(1), {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', DATA_DIR: dataDir },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { code: ended.status, printed: ended.stderr };
}

const message =
  /^The data folder cannot be used\. Set DATA_DIR to a folder that this account may write to\. \(.+\)\n$/;

test('a start in an empty folder that may not be written to names DATA_DIR', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pec-read-only-'));
  folders.push(folder);
  setWritable(folder, false);
  const { code, printed } = start(folder);
  expect(code).toBe(1);
  expect(printed).toMatch(message);
  expect(readdirSync(folder)).toEqual([]);
});

test('a start on data that may not be written to names DATA_DIR and leaves it as it is', async () => {
  const { config } = await newTestDatabase();
  folders.push(config.dataDir);
  const before = readdirSync(config.dataDir);
  setWritable(config.dataDir, false);
  const { code, printed } = start(config.dataDir);
  expect(code).toBe(1);
  expect(printed).toMatch(message);
  expect(readdirSync(config.dataDir)).toEqual(before);
});

test('a database file that may not be written to is named by DATA_DIR, too', async () => {
  const { config } = await newTestDatabase();
  folders.push(config.dataDir);
  chmodSync(path.join(config.dataDir, 'pec.sqlite'), 0o400);
  const { code, printed } = start(config.dataDir);
  expect([code, printed.replace(/ \(.+\)/, '')]).toEqual([
    1,
    'The data folder cannot be used. Set DATA_DIR to a folder that this account may write to.\n',
  ]);
});

test('a folder that turns read-only under a running server costs files, not the server', async () => {
  const database = await newTestDatabase();
  folders.push(database.config.dataDir);
  const prepared = await startServer(database.config);
  const open = await openSurvey('collaboration_invitation');
  const { token } = await invite(open.survey);
  await prepared.stop();

  const { dataDir } = database.config;
  const server = await startServerProcess({ DATA_DIR: dataDir }, ['server.js'], boundByRights);
  const upload = (): Promise<Answer> => {
    const form = new FormData();
    form.append('file', new Blob(['%PDF-1.7 an invented document']), 'plan.pdf');
    const address = `${paths.answerFiles(token)}?question=attachments`;
    return new Client(server.url).send('POST', address, form, { Accept: 'application/json' });
  };
  setWritable(dataDir, false);
  const refused = await upload();
  expect([refused.status, refused.json()]).toEqual([
    503,
    {
      error: {
        code: 'not_writable',
        message: 'Files cannot be stored now. Please try again later.',
      },
      requestId: expect.any(String) as string,
    },
  ]);
  expect((await new Client(server.url).get(paths.answer(token))).status).toBe(200);
  setWritable(dataDir, true);
  expect((await upload()).status).toBe(201);
  await server.stop('SIGTERM');
});
