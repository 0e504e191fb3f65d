import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { inTransaction } from '../../src/db/transaction';
import { setClock } from '../../src/lib/clock';
import { composeMail } from '../../src/mail/compose-mail';
import { enqueueMany } from '../../src/mail/enqueue';
import { mailFolder } from '../../src/mail/file-transport';
import { startOutboxWorker, type OutboxWorker } from '../../src/mail/outbox-worker';
import { smtpTransport } from '../../src/mail/smtp-transport';
import { Message } from '../../src/models';
import { readAll, reply, startMailServer, type MailServer } from '../harness/mail-server';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
const cleanUp: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await startTestServer();
  await server.outbox.stop();
});
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
  setClock(undefined);
  await Message.destroy({ where: {} });
});
afterAll(() => server.stop());

const content = composeMail({ subject: 'Hello', blocks: [{ kind: 'paragraph', text: 'Text' }] });
let made = 0;

async function queue(...addresses: string[]): Promise<void> {
  await inTransaction((tx) =>
    enqueueMany(
      tx,
      addresses.map((address) => ({
        dedupeKey: `receipt:${(made += 1)}`,
        kind: 'receipt',
        to: { name: 'Ana', address },
        content,
      })),
    ),
  );
}

function work(url: string, perMinute = 10_000): OutboxWorker {
  const timeouts = { greetingTimeout: 300, connectionTimeout: 1000, socketTimeout: 700 };
  const worker = startOutboxWorker(
    { ...server.config, smtpUrl: url, mailPerMinute: perMinute },
    smtpTransport(url, timeouts),
  );
  cleanUp.push(() => worker.stop());
  return worker;
}

async function mailServer(...options: Parameters<typeof startMailServer>): Promise<MailServer> {
  const double = await startMailServer(...options);
  cleanUp.push(() => double.stop());
  return double;
}

/** A line that says what it is told and then does what it is told: for servers that misbehave. */
async function badServer(onSocket: (socket: Socket) => void): Promise<string> {
  const tcp: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  cleanUp.push(
    () =>
      new Promise((resolve) => {
        tcp.close(() => {
          resolve();
        });
      }),
  );
  return `smtp://127.0.0.1:${(tcp.address() as AddressInfo).port}`;
}

async function states(): Promise<[string, string, number][]> {
  const rows = await Message.findAll({ order: ['id'] });
  return rows.map((row) => [row.toAddress, row.status, row.attempts]);
}

async function only(): Promise<Message> {
  return Message.findOne({ order: ['id'], rejectOnEmpty: true });
}

test('sends each message once and keeps the reply of the server', async () => {
  const smtp = await mailServer();
  await queue('a@x.example', 'b@x.example', 'c@x.example', 'd@x.example', 'e@x.example');
  await work(smtp.url).drain();
  expect(smtp.received.flatMap(({ to }) => to).sort()).toEqual([
    'a@x.example',
    'b@x.example',
    'c@x.example',
    'd@x.example',
    'e@x.example',
  ]);
  const rows = await Message.findAll();
  expect(rows.map((row) => row.status)).toEqual(Array(5).fill('sent'));
  expect(rows[0]?.lastReply).toMatch(/^250 /);
  expect(rows[0]?.sentAt).toBeInstanceOf(Date);
});

test('sends at once what is queued while it runs', async () => {
  const smtp = await mailServer();
  const worker = work(smtp.url);
  await worker.drain();
  const started = Date.now();
  await queue('late@x.example');
  while (smtp.received.length === 0 && Date.now() - started < 3000) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(smtp.received.map(({ to }) => to)).toEqual([['late@x.example']]);
});

test('two workers of one database share the queue without sending anything twice', async () => {
  const smtp = await mailServer();
  const addresses = Array.from({ length: 30 }, (_, index) => `p${index}@x.example`);
  await queue(...addresses);
  await Promise.all([work(smtp.url).drain(), work(smtp.url).drain()]);
  expect(smtp.received.flatMap(({ to }) => to).sort()).toEqual(addresses.sort());
});

test('fails at once when the recipient is refused for good, and goes on with the others', async () => {
  const smtp = await mailServer({
    onRcptTo: ({ address }, _session, done) => {
      done(address.startsWith('no') ? reply(550, 'No such user here') : undefined);
    },
  });
  await queue('no@x.example', 'yes@x.example');
  await work(smtp.url).drain();
  expect(await states()).toEqual([
    ['no@x.example', 'failed', 1],
    ['yes@x.example', 'sent', 1],
  ]);
  expect((await only()).lastReply).toContain('550 No such user here');
});

test('tries again later after a temporary refusal, and gives up after the fifth time', async () => {
  const smtp = await mailServer({
    onRcptTo: (_address, _session, done) => {
      done(reply(451, 'Greylisted, try later'));
    },
  });
  const start = Date.now();
  setClock(new Date(start));
  await queue('grey@x.example');
  const worker = work(smtp.url);
  const seen: [string, number | null][] = [];
  for (const minutes of [0, 1, 6, 21, 81]) {
    setClock(new Date(start + minutes * 60_000));
    await worker.drain();
    const row = await only();
    const next = (row.nextAttemptAt.getTime() - start) / 60_000;
    seen.push([row.status, row.status === 'queued' ? next : null]);
  }
  expect(seen).toEqual([
    ['queued', 1],
    ['queued', 6],
    ['queued', 21],
    ['queued', 81],
    ['failed', null],
  ]);
  expect((await only()).lastReply).toContain('451 Greylisted, try later');
});

test.each([
  [554, 'failed'],
  [452, 'queued'],
])('believes a server that reads the content and answers %i', async (code, status) => {
  const smtp = await mailServer({
    onData: (stream, _session, done) => {
      void readAll(stream).then(() => {
        done(reply(code, 'Not this content'));
      });
    },
  });
  await queue('a@x.example');
  await work(smtp.url).drain();
  expect(await states()).toEqual([['a@x.example', status, 1]]);
});

test('calls it uncertain when the line drops while the content is on its way', async () => {
  const sockets: Socket[] = [];
  const url = await badServer((socket) => {
    sockets.push(socket);
    socket.write('220 ready\r\n');
    socket.on('data', (data) => {
      const command = data.toString().slice(0, 4).toUpperCase();
      if (command === 'EHLO') socket.write('250 hello\r\n');
      else if (['MAIL', 'RCPT'].includes(command)) socket.write('250 ok\r\n');
      else if (command === 'DATA') socket.write('354 go on\r\n');
      else socket.destroy();
    });
  });
  await queue('a@x.example');
  const worker = work(url);
  await worker.drain();
  await worker.drain();
  expect(await states()).toEqual([['a@x.example', 'uncertain', 1]]);
  expect(sockets).toHaveLength(1);
});

test('calls it uncertain when the server takes the content and never answers', async () => {
  const smtp = await mailServer({
    onData: (stream) => {
      stream.resume();
    },
  });
  await queue('a@x.example');
  await work(smtp.url).drain();
  expect(await states()).toEqual([['a@x.example', 'uncertain', 1]]);
});

test.each<[string, (socket: Socket) => void]>([
  ['drops every connection', (socket) => socket.destroy()],
  ['never greets', () => undefined],
  ['greets with a refusal', (socket) => socket.end('554 no service\r\n')],
  ['speaks another protocol', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  [
    'drops the line before the content',
    (socket) => {
      socket.write('220 ready\r\n');
      socket.on('data', (data) => {
        const command = data.toString().slice(0, 4).toUpperCase();
        if (command === 'RCPT') socket.destroy();
        else socket.write('250 ok\r\n');
      });
    },
  ],
])('keeps messages in the queue when the server %s', async (_name, onSocket) => {
  const url = await badServer(onSocket);
  await queue('a@x.example', 'b@x.example', 'c@x.example', 'd@x.example');
  await work(url).drain();
  const rows = await states();
  expect(rows.map(([, status]) => status)).toEqual(Array(4).fill('queued'));
  // The rest waits for the server instead of using up its attempts.
  expect(rows.filter(([, , attempts]) => attempts > 0).length).toBeLessThanOrEqual(3);
});

test('keeps messages in the queue when the password is wrong, with the reason', async () => {
  const smtp = await mailServer({
    onAuth: (_auth, _session, done) => {
      done(reply(535, 'Bad credentials'));
    },
  });
  await queue('a@x.example');
  await work(smtp.url.replace('smtp://', 'smtp://me:wrong@')).drain();
  expect(await states()).toEqual([['a@x.example', 'queued', 1]]);
  expect((await only()).lastReply).toContain('Bad credentials');
});

test('fails a message that cannot become a mail, and sends the others', async () => {
  const smtp = await mailServer();
  await queue('broken@x.example', 'fine@x.example');
  await Message.update({ linkSubject: 'riddle:1' }, { where: { toAddress: 'broken@x.example' } });
  await work(smtp.url).drain();
  expect(await states()).toEqual([
    ['broken@x.example', 'failed', 1],
    ['fine@x.example', 'sent', 1],
  ]);
  expect((await only()).lastReply).toBe(
    'This message cannot be written: No link is known for "riddle".',
  );
});

test('sends by itself once a server that was down is up', async () => {
  const first = await startMailServer();
  await first.stop();
  await queue('a@x.example');
  const down = work(first.url);
  await down.drain();
  expect(await states()).toEqual([['a@x.example', 'queued', 1]]);
  expect((await only()).lastReply).toContain('ECONNREFUSED');
  await down.stop();
  const smtp = await mailServer({}, first.port);
  setClock(new Date(Date.now() + 61_000));
  await work(smtp.url).drain();
  expect(await states()).toEqual([['a@x.example', 'sent', 2]]);
  expect(smtp.received).toHaveLength(1);
});

test('sends no more a minute than allowed', async () => {
  const smtp = await mailServer();
  const start = Date.now();
  setClock(new Date(start));
  await queue('a@x.example', 'b@x.example', 'c@x.example', 'd@x.example', 'e@x.example');
  const worker = work(smtp.url, 2);
  const drained = worker.drain();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(smtp.received).toHaveLength(2);
  setClock(new Date(start + 60_001));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(smtp.received).toHaveLength(4);
  setClock(new Date(start + 120_002));
  await drained;
  expect(smtp.received).toHaveLength(5);
});

test('without a mail server keeps each message as a file that a mail program reads', async () => {
  await queue('a@x.example');
  const worker = startOutboxWorker(server.config);
  cleanUp.push(() => worker.stop());
  await worker.drain();
  const row = await only();
  const file = `${String(row.id).padStart(6, '0')}.eml`;
  expect([row.status, row.lastReply]).toEqual(['sent', `kept as file mail/${file}`]);
  const folder = mailFolder(server.config.dataDir);
  expect(readdirSync(folder)).toEqual([file]);
  const mail = await simpleParser(readFileSync(path.join(folder, file)));
  expect([mail.subject, mail.text, mail.from?.text]).toEqual([
    'Hello',
    'Text\n',
    '"PEC" <pec@project.example>',
  ]);
});
