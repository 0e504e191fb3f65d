import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { openData } from '../../src/boot';
import type { Config } from '../../src/config';
import { rowsOf } from '../../src/db/statements';
import { db, inTransaction, isPostgres } from '../../src/db/transaction';
import { rootDir } from '../../src/lib/root';
import { composeMail } from '../../src/mail/compose-mail';
import { enqueueMany } from '../../src/mail/enqueue';
import { Message } from '../../src/models';
import { Client } from '../harness/client';
import { newTestDatabase, type TestDatabase } from '../harness/database';
import { eventually } from '../harness/eventually';
import { readAll, startMailServer, type MailServer } from '../harness/mail-server';

// The built server is killed for real, with SIGKILL, at each step of a delivery.
jest.setTimeout(180_000);

let database: TestDatabase;
let closeData: () => Promise<void>;
let child: ChildProcess | undefined;
let smtp: MailServer;
/** How often each address got a message: counted when the server had all of its content. */
let delivered: Map<string, number>;
/** Called at each step; the test decides at which one the server dies. */
let atStep: (step: Step, address: string) => void;

type Step = 'connected' | 'recipient' | 'content' | 'taken' | 'replied';

beforeEach(async () => {
  database = await newTestDatabase();
  closeData = await openData(database.config);
  delivered = new Map();
  atStep = () => undefined;
  smtp = await startMailServer({
    onConnect: (_session, done) => {
      atStep('connected', '');
      done();
    },
    onRcptTo: ({ address }, _session, done) => {
      atStep('recipient', address);
      done();
    },
    onData: (stream, session, done) => {
      const address = session.envelope.rcptTo[0]?.address ?? '';
      stream.once('data', () => {
        atStep('content', address);
      });
      readAll(stream).then(
        () => {
          delivered.set(address, (delivered.get(address) ?? 0) + 1);
          atStep('taken', address);
          done();
          setImmediate(() => {
            atStep('replied', address);
          });
        },
        // The sender died before the end, so there is no message.
        () => undefined,
      );
    },
  });
});
afterEach(async () => {
  await kill();
  await smtp.stop();
  await closeData();
  await database.remove();
});

function environment(config: Config): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    PORT: '0',
    DATA_DIR: config.dataDir,
    SMTP_URL: smtp.url,
    MAIL_PER_MINUTE: '10000',
    LOG_LEVEL: 'error',
    ...(config.databaseUrl === undefined ? {} : { DATABASE_URL: config.databaseUrl }),
  };
}

/** Starts the built server. @returns its address */
async function start(): Promise<string> {
  const server = spawn(process.execPath, [path.join(rootDir, 'dist', 'server.js')], {
    cwd: rootDir,
    env: environment(database.config),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = server;
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /running at (\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    server.once('exit', () => {
      reject(new Error(`The server ended: ${said}`));
    });
  });
}

async function kill(): Promise<void> {
  const victim = child;
  child = undefined;
  if (victim === undefined || victim.exitCode !== null || victim.signalCode !== null) return;
  const gone = new Promise((resolve) => victim.once('exit', resolve));
  victim.kill('SIGKILL');
  await gone;
}

const addresses = Array.from({ length: 9 }, (_, index) => `p${index}@x.example`);

async function fillOutbox(): Promise<void> {
  await inTransaction((tx) =>
    enqueueMany(
      tx,
      addresses.map((address) => ({
        dedupeKey: `receipt:${address}`,
        kind: 'receipt',
        to: { name: 'Ana', address },
        content: composeMail({
          subject: 'Hello',
          // Longer than one packet, so that there is a moment within the content.
          blocks: [{ kind: 'paragraph', text: 'word '.repeat(20_000) }],
        }),
      })),
    ),
  );
}

/** On PostgreSQL other processes may be alive: claims run out after a while, which passes here. */
async function letClaimsRunOut(): Promise<void> {
  if (!isPostgres()) return;
  // What the killed server had asked for last may still be carried out.
  await eventually(statementsUnderWay, (count) => count === 0);
  await db().query(
    "UPDATE messages SET claimed_at = claimed_at - INTERVAL '10 minutes' WHERE status = 'sending'",
  );
}

async function statementsUnderWay(): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    `SELECT CAST(COUNT(*) AS INTEGER) AS count FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
    {},
  );
  return row?.count ?? 0;
}

async function settled(): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const open = await Message.count({ where: { status: ['queued', 'sending'] } });
    if (open === 0) return;
    if (Date.now() > deadline) throw new Error(`${open} messages are still under way.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Nothing twice, nothing lost, and no state says more than is known. */
async function checkDeliveries(): Promise<{ uncertain: string[] }> {
  const rows = await Message.findAll({ order: ['id'] });
  expect(rows.map(({ toAddress }) => toAddress)).toEqual(addresses);
  for (const { toAddress, status } of rows) {
    const times = delivered.get(toAddress) ?? 0;
    expect(times).toBeLessThanOrEqual(1);
    expect(['sent', 'uncertain']).toContain(status);
    if (status === 'sent') expect([toAddress, times]).toEqual([toAddress, 1]);
  }
  return {
    uncertain: rows.filter(({ status }) => status === 'uncertain').map((row) => row.toAddress),
  };
}

test.each<[Step, number]>([
  ['connected', 1],
  ['recipient', 4],
  ['content', 4],
  ['taken', 4],
  ['replied', 4],
])('killed when it is "%s", the %i. time', async (step, time) => {
  await fillOutbox();
  let seen = 0;
  let killedAt = '';
  const died = new Promise<void>((resolve) => {
    atStep = (reached, address) => {
      if (reached !== step || killedAt !== '') return;
      seen += 1;
      if (seen < time) return;
      killedAt = address || 'nobody';
      child?.kill('SIGKILL');
      child?.once('exit', () => {
        resolve();
      });
    };
  });
  await start().catch(() => undefined);
  await died;
  await letClaimsRunOut();
  const url = await start();
  await settled();
  const { uncertain } = await checkDeliveries();
  // Three messages can be under way at a time, and each has its own step.
  expect(uncertain.length).toBeLessThanOrEqual(3);
  if (step === 'connected') expect(uncertain).toEqual([]);
  if (step === 'recipient') expect(uncertain).not.toContain(killedAt);
  if (step === 'content' || step === 'taken') expect(uncertain).toContain(killedAt);
  const organiser = await new Client(url).signInAs('organiser');
  const page = await organiser.get('/messages?status=uncertain');
  const shown = page.$('tbody th .quiet').toArray();
  expect(shown.map((cell) => page.$(cell).text()).sort()).toEqual(uncertain.sort());
});

test('killed again and again at any moment', async () => {
  await fillOutbox();
  let steps = 0;
  for (let round = 1; round <= 6; round += 1) {
    const last = round * 3;
    const died = new Promise<void>((resolve) => {
      atStep = () => {
        steps += 1;
        if (steps !== last) return;
        const victim = child;
        setTimeout(() => {
          victim?.once('exit', () => {
            resolve();
          });
          victim?.kill('SIGKILL');
        }, round * 3);
      };
    });
    steps = 0;
    await start().catch(() => undefined);
    const done = settled().catch(() => undefined);
    await Promise.race([died, done]);
    await kill();
    await letClaimsRunOut();
  }
  atStep = () => undefined;
  await start();
  await settled();
  await checkDeliveries();
});
