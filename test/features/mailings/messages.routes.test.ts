import { inTransaction } from '../../../src/db/transaction';
import { linkToken } from '../../../src/lib/link-tokens';
import { composeMail } from '../../../src/mail/compose-mail';
import { setDeliveryMode } from '../../../src/mail/delivery-mode';
import { enqueue, type OutgoingMail } from '../../../src/mail/enqueue';
import { AuditEvent, Mailing, Message, Unsubscription } from '../../../src/models';
import type { MessageStatus } from '../../../src/models/codes';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { addPerson, clearMailings, publish } from './fixtures';

let server: TestServer;
let organiser: Client;
let administrator: Client;
let made = 0;

beforeAll(async () => {
  server = await startTestServer();
  await server.outbox.stop();
  organiser = await server.visitor().signInAs('organiser');
  administrator = await server.visitor().signInAs('administrator');
});
afterEach(async () => {
  setDeliveryMode('files');
  await clearMailings();
});
afterAll(() => server.stop());

const content = composeMail({
  subject: 'The subject',
  greeting: 'Dear <Ana>,',
  blocks: [
    { kind: 'paragraph', text: '<script>alert(1)</script>' },
    { kind: 'link', label: 'Open' },
  ],
});

async function message(
  status: MessageStatus,
  mail: Partial<OutgoingMail> = {},
  row: Partial<Message> = {},
): Promise<Message> {
  const dedupeKey = `test:${(made += 1)}`;
  await inTransaction((tx) =>
    enqueue(tx, {
      dedupeKey,
      kind: 'receipt',
      to: { name: 'Ana', address: 'ana@x.example' },
      content,
      ...mail,
    }),
  );
  const queued = await Message.findOne({ where: { dedupeKey }, rejectOnEmpty: true });
  return queued.update({ status, ...row });
}

test('lists messages newest first, by state, kind and person', async () => {
  const person = await addPerson({ givenName: 'Ana' });
  await message('sent', { personId: person.id, to: { name: 'First', address: 'a@x.example' } });
  await message('failed', { kind: 'test', to: { name: 'Second', address: 'b@x.example' } });
  await message('failed', { to: { name: 'Third', address: 'c@x.example' } });
  const names = async (query: string): Promise<string[]> => {
    const { $ } = await organiser.get(paths.messages + query);
    return $('tbody th a')
      .map((_, link) => $(link).text())
      .get();
  };
  expect(await names('')).toEqual(['Third', 'Second', 'First']);
  expect(await names('?status=failed')).toEqual(['Third', 'Second']);
  expect(await names('?status=failed&kind=test')).toEqual(['Second']);
  expect(await names(`?person=${person.id}`)).toEqual(['First']);
  expect(await names('?status=nonsense&page=-5&person=x')).toEqual(['Third', 'Second', 'First']);
});

test('shows 50 a page', async () => {
  await inTransaction(async (tx) => {
    for (let index = 0; index < 51; index += 1) {
      await enqueue(tx, {
        dedupeKey: `page:${index}`,
        kind: 'receipt',
        to: { name: 'N', address: 'n@x.example' },
        content,
      });
    }
  });
  const first = await organiser.get(paths.messages);
  expect([first.$('tbody tr').length, first.$('h2').first().text()]).toEqual([50, '51 messages']);
  const next = first.$('nav[aria-label=Pages] a').attr('href') ?? '';
  expect((await organiser.get(next)).$('tbody tr')).toHaveLength(1);
});

test('costs the same number of statements for one message and for three', async () => {
  await message('sent');
  const one = await countQueries(() => organiser.get(paths.messages));
  await message('failed');
  await message('queued');
  expect(await countQueries(() => organiser.get(paths.messages))).toBe(one);
});

test('shows a message: what became of it, and its content behind a strict policy', async () => {
  const row = await message('failed', {}, { lastReply: '550 5.1.1 no such user', attempts: 1 });
  const page = await organiser.get(paths.message(row.id));
  expect(page.status).toBe(200);
  expect(page.$('h1').text()).toBe('The subject');
  expect(page.$('dt:contains("Last word") + dd').text()).toBe('550 5.1.1 no such user');
  expect(page.$('pre').text()).toContain('<script>alert(1)</script>');
  const frame = page.$('iframe');
  expect([frame.attr('src'), frame.attr('sandbox')]).toEqual([
    paths.messageBody(row.id),
    'allow-popups allow-popups-to-escape-sandbox',
  ]);
  const body = await organiser.get(paths.messageBody(row.id));
  expect(body.$('script')).toHaveLength(0);
  expect(body.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
  );
});

test('shows the personal link only while no mail server is configured', async () => {
  const row = await message('sent', { linkSubject: 'invitation:7' });
  const link = server.url + paths.answer(linkToken('invitation:7'));
  const open = await organiser.get(paths.message(row.id));
  expect(open.$(`a[href="${link}"]`)).toHaveLength(1);
  expect((await organiser.get(paths.messageBody(row.id))).text).toContain(link);
  expect(open.text).toContain('No mail server is configured');
  setDeliveryMode('smtp');
  const closed = await organiser.get(paths.message(row.id));
  const body = await organiser.get(paths.messageBody(row.id));
  expect(closed.text + body.text).not.toContain(linkToken('invitation:7'));
  expect(closed.text).not.toContain('No mail server is configured');
});

test('shows a link that sets a password to administrators alone', async () => {
  const subject = 'account:0123456789abcdef';
  const row = await message('sent', { kind: 'account_link', linkSubject: subject });
  for (const path of [paths.message(row.id), paths.messageBody(row.id)]) {
    expect((await organiser.get(path)).text).not.toContain(linkToken(subject));
    expect((await administrator.get(path)).text).toContain(linkToken(subject));
  }
});

test('sends a failed message again, to the address the person has now', async () => {
  const person = await addPerson({ givenName: 'Ana', email: 'new@x.example' });
  const row = await message(
    'failed',
    { personId: person.id },
    { attempts: 5, lastReply: '550 no' },
  );
  const answer = await organiser.post(paths.messageAttempts(row.id));
  expect([answer.status, answer.location]).toEqual([303, paths.message(row.id)]);
  await row.reload();
  expect([row.status, row.attempts, row.toAddress]).toEqual(['queued', 0, 'new@x.example']);
  const event = await AuditEvent.findOne({ where: { action: 'mail.sent_again' } });
  expect([event?.subjectId, event?.personId]).toEqual([String(row.id), person.id]);
});

test.each<[MessageStatus, number, number, number]>([
  ['queued', 409, 409, 303],
  ['sending', 409, 409, 409],
  ['sent', 409, 409, 409],
  ['failed', 303, 409, 409],
  ['uncertain', 303, 303, 409],
  ['cancelled', 303, 409, 409],
])('a %s message: send again %i, mark as sent %i, cancel %i', async (status, ...codes) => {
  const actions = [paths.messageAttempts, paths.messageAcceptance, paths.messageCancellation];
  const answers = [];
  for (const action of actions) {
    const row = await message(status);
    const before = row.status;
    const answer = await organiser.post(action(row.id));
    await row.reload();
    if (answer.status !== 303) expect(row.status).toBe(before);
    answers.push(answer.status);
  }
  expect(answers).toEqual(codes);
});

test('does not send again to who unsubscribed or has no address any more', async () => {
  const gone = await addPerson({ givenName: 'Gone', email: null });
  const first = await message('failed', { personId: gone.id });
  expect((await organiser.post(paths.messageAttempts(first.id))).status).toBe(409);
  const stopped = await message('failed', { kind: 'survey_invitation' });
  await Unsubscription.create({ addressKey: 'ana@x.example', kind: 'survey' });
  expect((await organiser.post(paths.messageAttempts(stopped.id))).status).toBe(409);
  expect(await Message.count({ where: { status: 'queued' } })).toBe(0);
});

async function mailing(): Promise<Mailing> {
  const survey = await publish();
  return Mailing.create({
    surveyId: survey.id,
    kind: 'invitation',
    subject: 'S',
    body: 'Text {{link}}',
    filter: JSON.stringify({ economy: ['HKG', 'CHL'], sex: ['female'] }),
    recipients: 3,
    idempotencyKey: `key-${(made += 1)}-0123456789`,
    createdBy: organiser.user?.id ?? null,
  });
}

test('a mailing shows its mails by state, with reasons, and offers what can be decided', async () => {
  const { id } = await mailing();
  const of = { mailingId: id };
  const to = (name: string) => ({ ...of, to: { name, address: `${name}@x.example` } });
  await message('sent', to('a'), { lastReply: 'kept as file mail/000001.eml' });
  await message('failed', to('b'), { lastReply: '550 no such user' });
  await message('uncertain', to('c'));
  await message('sent', { to: { name: 'other', address: 'o@x.example' } });
  const page = await organiser.get(paths.mailing(id));
  const rows = page.$('tbody tr').toArray();
  expect(
    rows.map((row) => [
      page.$(row).find('th a').text(),
      page.$(row).find('.status').text(),
      page.$(row).find('.server-reply').text(),
      page.$(row).find('button').text(),
    ]),
  ).toEqual([
    ['a', 'Kept as file', 'kept as file mail/000001.eml', ''],
    ['b', 'Failed', '550 no such user', 'Send again'],
    ['c', 'Uncertain', '–', 'Send againMark as sent'],
  ]);
  expect(page.$('dt:contains("Chosen") + dd').text()).toBe('Chile; Hong Kong, China · Female');
  const failed = await organiser.get(`${paths.mailing(id)}?status=failed`);
  expect(failed.$('tbody th a').text()).toBe('b');
  const list = await organiser.get(paths.surveyMailings('cluster_survey'));
  expect(
    list
      .$('tbody td.number')
      .map((_, cell) => list.$(cell).text())
      .get(),
  ).toEqual(['3', '0', '0', '1', '1', '1', '0']);
});

test('sends all failed mails of a mailing again, and cancels what waits', async () => {
  const { id } = await mailing();
  const moved = await addPerson({ givenName: 'Moved', email: 'new@x.example' });
  const stays = await addPerson({ givenName: 'Stays', email: 'stays@x.example' });
  const of = { mailingId: id, kind: 'survey_invitation' as const };
  await message('failed', {
    ...of,
    personId: moved.id,
    to: { name: 'M', address: 'old@x.example' },
  });
  await message('failed', {
    ...of,
    personId: stays.id,
    to: { name: 'S', address: 'stays@x.example' },
  });
  await message('uncertain', { ...of, personId: stays.id });
  await message('failed', { personId: stays.id });
  expect((await organiser.post(paths.mailingAttempts(id))).status).toBe(303);
  const queued = await Message.findAll({ where: { status: 'queued' }, order: ['id'] });
  expect(queued.map(({ toAddress }) => toAddress)).toEqual(['new@x.example', 'stays@x.example']);
  expect((await organiser.post(paths.mailingCancellation(id))).status).toBe(303);
  expect(await Message.count({ where: { status: 'cancelled' } })).toBe(2);
  const actions = await AuditEvent.findAll({
    where: { subjectType: 'mailing', subjectId: String(id) },
    order: ['id'],
  });
  expect(actions.map(({ action }) => action)).toEqual([
    'mailing.failed_sent_again',
    'mailing.cancelled',
  ]);
});

test('is for organisers only, and says so when there is nothing', async () => {
  const { id } = await mailing();
  const row = await message('failed');
  const overseer = await server.visitor().signInAs('overseer');
  const visitor = server.visitor();
  const pages = [
    paths.messages,
    paths.message(row.id),
    paths.messageBody(row.id),
    paths.mailing(id),
    paths.surveyMailings('cluster_survey'),
  ];
  for (const path of pages) {
    expect([(await overseer.get(path)).status, (await visitor.get(path)).status]).toEqual([
      403, 302,
    ]);
  }
  const actions = [
    paths.messageAttempts(row.id),
    paths.messageAcceptance(row.id),
    paths.messageCancellation(row.id),
    paths.mailingAttempts(id),
    paths.mailingCancellation(id),
  ];
  for (const path of actions) {
    expect([(await overseer.post(path)).status, (await visitor.post(path)).status]).toEqual([
      403, 403,
    ]);
  }
  for (const path of ['/messages/999999', '/messages/1e3', '/messages/x/body', '/mailings/0']) {
    expect((await organiser.get(path)).status).toBe(404);
  }
});
