import { inTransaction } from '../../../src/db/transaction';
import { composeMail } from '../../../src/mail/compose-mail';
import { enqueue } from '../../../src/mail/enqueue';
import type { MailKind } from '../../../src/mail/mail-kinds';
import { unsubscribeToken } from '../../../src/mail/unsubscribe-token';
import { AuditEvent, Message, Person, Unsubscription } from '../../../src/models';
import { paths } from '../../../src/paths';
import { startTestServer, type TestServer } from '../../harness/server';

let server: TestServer;
let made = 0;

beforeAll(async () => {
  server = await startTestServer();
  await server.outbox.stop();
});
afterEach(async () => {
  await Message.destroy({ where: {} });
  await Unsubscription.destroy({ where: {} });
  await AuditEvent.destroy({ where: {} });
});
afterAll(() => server.stop());

async function message(kind: MailKind, address = 'Ana@X.example'): Promise<Message> {
  const dedupeKey = `test:${(made += 1)}`;
  await inTransaction((tx) =>
    enqueue(tx, {
      dedupeKey,
      kind,
      to: { name: 'Ana', address },
      content: composeMail({ subject: 'S', blocks: [] }),
      listUnsubscribe: true,
    }),
  );
  return Message.findOne({ where: { dedupeKey }, rejectOnEmpty: true });
}

test('opening the link changes nothing; the button stops invitations and reminders', async () => {
  const sent = await message('survey_invitation');
  await sent.update({ status: 'sent' });
  const waiting = [
    await message('survey_reminder', 'ana@x.example'),
    await message('receipt', 'ana@x.example'),
    await message('survey_reminder', 'bo@x.example'),
  ];
  const visitor = server.visitor();
  const path = paths.unsubscribe(unsubscribeToken(sent.id));
  const page = await visitor.get(path);
  expect([page.status, page.$('h1').text()]).toEqual([200, 'Unsubscribe']);
  expect(page.$('strong').text()).toBe('Ana@X.example');
  expect(await Unsubscription.count()).toBe(0);
  const done = await visitor.post(page.$('form').attr('action') ?? '');
  expect([done.status, done.location]).toEqual([303, path]);
  expect((await visitor.get(path)).$('h1').text()).toBe('You are unsubscribed');
  expect((await Unsubscription.findAll()).map((row) => [row.addressKey, row.kind])).toEqual([
    ['ana@x.example', 'survey'],
  ]);
  for (const row of waiting) await row.reload();
  expect(waiting.map(({ status }) => status)).toEqual(['cancelled', 'queued', 'queued']);
  const events = await AuditEvent.findAll();
  expect(events.map(({ action, actorKind, subjectId }) => [action, actorKind, subjectId])).toEqual([
    ['mail.unsubscribed', 'respondent', String(sent.id)],
  ]);
});

test('a mail program unsubscribes with one click: a post without session and token', async () => {
  const sent = await message('survey_reminder');
  const url = server.url + paths.unsubscribe(unsubscribeToken(sent.id));
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: 'https://mail.example',
    },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(answer.status).toBe(303);
  expect(await Unsubscription.count()).toBe(1);
  const again = await fetch(url, { method: 'POST', redirect: 'manual' });
  expect(again.status).toBe(303);
  expect([await Unsubscription.count(), await AuditEvent.count()]).toEqual([1, 1]);
});

test('says that it is in English to whom reads another language', async () => {
  const person = await Person.create({
    givenName: 'Ana',
    familyName: 'Lim',
    nameKey: 'ana lim',
    affiliation: 'guest',
    role: 'participant',
    language: 'es',
    origin: 'manual',
    revision: 1,
  });
  const sent = await message('survey_invitation');
  await sent.update({ personId: person.id });
  const page = await server.visitor().get(paths.unsubscribe(unsubscribeToken(sent.id)));
  expect([page.$('html').attr('lang'), page.$('h1').text()]).toEqual(['en', 'Unsubscribe']);
});

test('can be taken back', async () => {
  const sent = await message('survey_invitation');
  const token = unsubscribeToken(sent.id);
  const visitor = server.visitor();
  await visitor.post(paths.unsubscribe(token));
  const page = await visitor.get(paths.unsubscribe(token));
  const answer = await visitor.post(page.$('form').attr('action') ?? '');
  expect([answer.status, await Unsubscription.count()]).toEqual([303, 0]);
});

test('no link unsubscribes from receipts, account mails, or with a token made up', async () => {
  const receipt = await message('receipt');
  const account = await message('account_link');
  const invitation = await message('survey_invitation');
  const token = unsubscribeToken(invitation.id);
  const wrong = [
    unsubscribeToken(receipt.id),
    unsubscribeToken(account.id),
    unsubscribeToken(999_999),
    `${invitation.id}-${'A'.repeat(32)}`,
    `${receipt.id}${token.slice(token.indexOf('-'))}`,
    'nonsense',
    '1e5-x',
  ];
  for (const one of wrong) {
    const path = paths.unsubscribe(one);
    const statuses = [await server.visitor().get(path), await server.visitor().post(path)];
    expect(statuses.map(({ status }) => status)).toEqual([404, 404]);
  }
  expect(await Unsubscription.count()).toBe(0);
});
