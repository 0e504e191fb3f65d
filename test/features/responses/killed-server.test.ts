import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { connect } from '../../../src/db/connection';
import { useDatabase } from '../../../src/db/transaction';
import { bindModels, AnswerValue, Draft, Response } from '../../../src/models';
import { rootDir } from '../../../src/lib/root';
import { paths } from '../../../src/paths';
import { newTestDatabase } from '../../harness/database';
import { startServer } from '../../../src/boot';
import { invite, openSurvey, validAnswers } from './open-survey';

/** The real program as a process of its own, on a port it chooses. */
async function launch(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [path.join(rootDir, 'dist', 'server.js')], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const match = /running at (\S+)/.exec(text);
      if (match?.[1] !== undefined) resolve(match[1].replace('localhost', '127.0.0.1'));
    });
    child.once('exit', () => {
      reject(new Error(`The server ended before it was ready: ${text}`));
    });
  });
  return { child, url };
}

test('a server killed while answers come in has kept every answer it acknowledged', async () => {
  const database = await newTestDatabase();
  const prepared = await startServer(database.config);
  const open = await openSurvey('cluster_survey');
  const tokens: string[] = [];
  for (let person = 0; person < 120; person += 1) tokens.push((await invite(open.survey)).token);
  const answers = Array.from({ length: 8 }, (_, seed) => validAnswers(open, seed));
  await prepared.stop();

  const env = {
    DATA_DIR: database.config.dataDir,
    ...(database.config.databaseUrl === undefined
      ? {}
      : { DATABASE_URL: database.config.databaseUrl }),
  };
  const { child, url } = await launch(env);
  const acknowledged = new Map<string, string>();
  const killAfter = 40;
  const waiting = [...tokens];
  const exited = new Promise((resolve) => child.once('exit', resolve));

  async function respond(): Promise<void> {
    for (let token = waiting.shift(); token !== undefined; token = waiting.shift()) {
      const submissionId = randomUUID();
      const response = await fetch(url + paths.answerSubmission(token), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          submissionId,
          answers: answers[waiting.length % answers.length],
          versionId: open.version.version.id,
        }),
      });
      const { receipt } = (await response.json()) as { receipt: string };
      acknowledged.set(submissionId, receipt);
      if (acknowledged.size === killAfter) child.kill('SIGKILL');
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: 16 }, respond));
  await exited;
  expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
  expect(acknowledged.size).toBeGreaterThanOrEqual(killAfter);

  const again = await launch(env);
  again.child.kill('SIGTERM');
  await new Promise((resolve) => again.child.once('exit', resolve));
  const sequelize = connect(database.config);
  bindModels(sequelize);
  useDatabase(sequelize);
  const kept = new Map(
    (await Response.findAll()).map(({ submissionId, receipt }) => [submissionId, receipt]),
  );
  for (const [submissionId, receipt] of acknowledged) expect(kept.get(submissionId)).toBe(receipt);
  // What was under way is there with its values, or not at all.
  const counted = await AnswerValue.count({ distinct: true, col: 'responseId' });
  expect(counted).toBe(kept.size);
  expect(await Draft.count()).toBe(0);
  await sequelize.close();
  await database.remove();
}, 120_000);
