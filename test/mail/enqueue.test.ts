import { db, inTransaction } from '../../src/db/transaction';
import { composeMail } from '../../src/mail/compose-mail';
import { enqueue, enqueueMany, type OutgoingMail } from '../../src/mail/enqueue';
import { Message, Unsubscription } from '../../src/models';
import { countQueries, startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.outbox.stop();
});
afterAll(() => server.stop());

const content = composeMail({
  subject: 'Hello',
  blocks: [{ kind: 'paragraph', text: "It's :x ?" }],
});

function mail(overrides: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    dedupeKey: 'receipt:1',
    kind: 'receipt',
    to: { name: 'Ana Lim', address: 'ana@cluster.example' },
    content,
    ...overrides,
  };
}

test('keeps one message a dedupe key, also when two transactions run side by side', async () => {
  const results = await Promise.all(
    [1, 2, 3, 4].map(() => inTransaction((tx) => enqueue(tx, mail({ dedupeKey: 'receipt:same' })))),
  );
  expect(results.sort()).toEqual(['already_queued', 'already_queued', 'already_queued', 'queued']);
  const rows = await Message.findAll({ where: { dedupeKey: 'receipt:same' } });
  expect(rows.map((row) => [row.toName, row.toAddress, row.subject, row.textBody])).toEqual([
    ['Ana Lim', 'ana@cluster.example', 'Hello', "It's :x ?\n"],
  ]);
});

test('leaves the transaction usable after a known key', async () => {
  await inTransaction((tx) => enqueue(tx, mail({ dedupeKey: 'receipt:first' })));
  const results = await inTransaction((tx) =>
    enqueueMany(tx, [
      mail({ dedupeKey: 'receipt:first' }),
      mail({ dedupeKey: 'receipt:second' }),
      mail({ dedupeKey: 'receipt:second' }),
    ]),
  );
  expect(results).toEqual(['already_queued', 'queued', 'already_queued']);
  expect(await Message.count({ where: { dedupeKey: 'receipt:second' } })).toBe(1);
});

test('is undone with the change it tells of', async () => {
  await expect(
    inTransaction(async (tx) => {
      await enqueue(tx, mail({ dedupeKey: 'receipt:undone' }));
      throw new Error('the change failed');
    }),
  ).rejects.toThrow('the change failed');
  expect(await Message.count({ where: { dedupeKey: 'receipt:undone' } })).toBe(0);
});

test('writes no invitation to an address that unsubscribed, but still its receipts', async () => {
  await Unsubscription.create({ addressKey: 'gone@cluster.example', kind: 'survey' });
  const to = { name: 'Gone', address: 'Gone@Cluster.example' };
  const results = await inTransaction((tx) =>
    enqueueMany(tx, [
      mail({ dedupeKey: 'invitation:a', kind: 'survey_invitation', to }),
      mail({ dedupeKey: 'reminder:a', kind: 'survey_reminder', to }),
      mail({ dedupeKey: 'receipt:a', kind: 'receipt', to }),
      mail({ dedupeKey: 'account:a', kind: 'account_link', to }),
    ]),
  );
  expect(results).toEqual(['unsubscribed', 'unsubscribed', 'queued', 'queued']);
});

test('lets no line break into names, addresses and subjects', async () => {
  await inTransaction((tx) =>
    enqueue(
      tx,
      mail({
        dedupeKey: 'receipt:lines',
        to: { name: 'A\r\nBcc: x@victim.example', address: 'a@cluster.example\r\nx: y' },
        content: { ...content, subject: 'S\nT' },
      }),
    ),
  );
  const row = await Message.findOne({ where: { dedupeKey: 'receipt:lines' }, rejectOnEmpty: true });
  expect([row.toName, row.toAddress, row.subject]).toEqual([
    'A Bcc: x@victim.example',
    'a@cluster.example x: y',
    'S T',
  ]);
});

test('costs the same number of statements for 1 and for 150 mails', async () => {
  const cost = (count: number, name: string): Promise<number> =>
    countQueries(() =>
      inTransaction((tx) =>
        enqueueMany(
          tx,
          Array.from({ length: count }, (_, index) =>
            mail({ dedupeKey: `${name}:${index}`, kind: 'survey_invitation' }),
          ),
        ),
      ),
    );
  expect(await cost(150, 'many')).toBe(await cost(1, 'one'));
  const [rows] = await db().query("SELECT id FROM messages WHERE dedupe_key LIKE 'many:%'");
  expect(rows).toHaveLength(150);
});
