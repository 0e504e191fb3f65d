import { Cluster, Invitation, Message, Survey, Unsubscription } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { composePage, fieldsOf, leftOutLines, recipientNames } from './compose-page';
import { addPerson, clearMailings, invite, publish, unpublish } from './fixtures';

let server: TestServer;
let organiser: Client;
let survey: Survey;
const form = 'cluster_survey';

beforeAll(async () => {
  server = await startTestServer();
  await server.outbox.stop();
  organiser = await server.visitor().signInAs('organiser');
});
beforeEach(async () => {
  survey = await publish();
});
afterEach(async () => {
  await clearMailings();
  await unpublish();
});
afterAll(() => server.stop());

test('shows exactly who gets the invitation, and who does not and why', async () => {
  await addPerson({ givenName: 'Ana', familyName: 'de la Cruz', economyCode: 'PHL' });
  await addPerson({ givenName: 'Guest', economyCode: null });
  const invited = await addPerson({ givenName: 'Invited' });
  await invite(survey, invited);
  await addPerson({ givenName: 'Mailless', email: null });
  await addPerson({ givenName: 'Gone' });
  await Unsubscription.create({ addressKey: 'gone@x.example', kind: 'survey' });
  await addPerson({ givenName: '', familyName: '', email: null, erasedAt: new Date() });
  const failing = await addPerson({ givenName: 'Failing' });
  await Message.create({
    dedupeKey: 'receipt:x',
    kind: 'receipt',
    personId: failing.id,
    toName: 'Failing',
    toAddress: 'FAILING@x.example',
    subject: '',
    textBody: '',
    htmlBody: '',
    status: 'failed',
    nextAttemptAt: new Date(),
    lastReply: '550 no such user',
    messageId: 'x',
  });
  const page = await composePage(organiser);
  expect(page.status).toBe(200);
  expect(recipientNames(page)).toEqual(['Ana de la Cruz', 'Guest Test']);
  expect(page.$('.recipient-list td').eq(0).text()).toBe('ana@x.example');
  expect(page.$('.recipient-list td').eq(1).text()).toBe('The Philippines');
  expect(leftOutLines(page)).toEqual([
    '1: already invited to this questionnaire',
    '1: no e-mail address',
    '1: the last mail to this address failed',
    '1: unsubscribed from mails about questionnaires',
    '1: erased at their request',
  ]);
  expect(page.$('.left-out li').text()).toContain('550 no such user');
});

test('a corrected address is tried again after the old one failed', async () => {
  const person = await addPerson({ givenName: 'Moved', email: 'new@x.example' });
  await Message.create({
    dedupeKey: 'receipt:x',
    kind: 'receipt',
    personId: person.id,
    toName: 'Moved',
    toAddress: 'old@x.example',
    subject: '',
    textBody: '',
    htmlBody: '',
    status: 'failed',
    nextAttemptAt: new Date(),
    messageId: 'x',
  });
  expect(recipientNames(await composePage(organiser))).toEqual(['Moved Test']);
});

test.each<[string, Record<string, string | string[]>, string[]]>([
  ['economy', { economy: ['JPN', 'CHL'] }, ['A', 'B', 'C']],
  ['one economy', { economy: 'JPN' }, ['B']],
  ['sector', { sector: 'public' }, ['A']],
  ['sex', { sex: 'female' }, ['A']],
  ['sex not stated', { sex: 'not_stated' }, ['C', 'D']],
  ['role', { role: 'expert' }, ['C']],
  ['affiliation', { affiliation: 'guest' }, ['D']],
  ['language', { language: 'ja' }, ['B']],
  ['all together', { economy: 'CHL', sector: 'public', sex: 'female' }, ['A']],
])('filters by %s', async (_name, filter, found) => {
  await addPerson({ givenName: 'A', sex: 'female', sector: 'public' });
  await addPerson({ givenName: 'B', sex: 'male', economyCode: 'JPN', language: 'ja' });
  await addPerson({ givenName: 'C', role: 'expert' });
  await addPerson({ givenName: 'D', economyCode: null });
  const fields = fieldsOf(await composePage(organiser));
  const page = await organiser.post(paths.mailingSelection(form), {
    ...fields,
    subject: 'Kept',
    ...filter,
  });
  expect(recipientNames(page)).toEqual(found.map((name) => `${name} Test`));
  expect(page.$('input[name=subject]').val()).toBe('Kept');
});

test('filters by cluster', async () => {
  const cluster = await Cluster.create({ name: 'Wine', nameKey: 'wine', economyCode: 'CHL' });
  await addPerson({ givenName: 'In', clusterId: cluster.id });
  await addPerson({ givenName: 'Out' });
  const page = await organiser.get(`${paths.newMailing(form, 'invitation')}&cluster=${cluster.id}`);
  expect(recipientNames(page)).toEqual(['In Test']);
  expect(page.$('#field-cluster option[selected]').text()).toBe('Wine');
});

test('previews the mail that is then sent, without the personal link', async () => {
  const ana = await addPerson({ givenName: 'Ana', economyCode: 'PHL' });
  await addPerson({ givenName: 'Bo' });
  await survey.update({ closesAt: new Date(Date.UTC(2099, 0, 31, 3, 0)) });
  const fields = {
    ...fieldsOf(await composePage(organiser)),
    subject: 'For {{name}}',
    body: 'Dear {{name}} of {{economy}},\n\nuntil {{closing_time}}:\n\n{{link}}\n\nBye <b>',
  };
  const shown = await organiser.post(paths.mailingPreview(form), {
    ...fields,
    previewPerson: String(ana.id),
  });
  expect(shown.$('#preview dd').eq(0).text()).toBe('Ana Test <ana@x.example>');
  const previewed = {
    subject: shown.$('#preview dd').eq(1).text(),
    text: shown.$('#preview pre').text(),
    html: shown.$('#preview iframe').attr('srcdoc'),
  };
  expect((await organiser.post(paths.surveyMailings(form), fields)).status).toBe(303);
  const message = await Message.findOne({ where: { personId: ana.id }, rejectOnEmpty: true });
  const hidden = (address: string): string => `${server.url}/${address}/…`;
  expect(previewed).toEqual({
    subject: message.subject,
    text: message.textBody
      .replaceAll('{{link}}', hidden('answer'))
      .replaceAll('{{unsubscribe}}', hidden('unsubscribe')),
    html: message.htmlBody
      .replace(/<style>[\s\S]*<\/style>\s*/, '')
      .replaceAll('{{link}}', hidden('answer'))
      .replaceAll('{{unsubscribe}}', hidden('unsubscribe')),
  });
  expect(message.subject).toBe('For Ana Test');
  expect(message.textBody.split('\n').slice(0, 3)).toEqual([
    'Dear Ana Test of The Philippines,',
    '',
    'until 31 January 2099, 06:00 (Europe/Moscow):',
  ]);
  expect(message.htmlBody).toContain('Bye &lt;b&gt;');
});

test.each([
  ['an unknown placeholder', { body: 'Hi {{surname}} {{link}}' }, 'body'],
  ['a half placeholder', { body: 'Hi {{name} {{link}}' }, 'body'],
  ['a text without the link', { body: 'Hi {{name}}' }, 'body'],
  ['an empty text', { body: ' ' }, 'body'],
  ['the link in the subject', { subject: 'See {{link}}' }, 'subject'],
  ['a subject of two lines', { subject: 'A\r\nBcc: x@y.example' }, 'subject'],
  ['an empty subject', { subject: '' }, 'subject'],
])('refuses %s and keeps what was typed', async (_name, wrong, field) => {
  await addPerson({ givenName: 'Ana' });
  const fields = {
    ...fieldsOf(await composePage(organiser)),
    body: 'Mine {{link}}',
    subject: 'Mine',
    ...wrong,
  };
  const refused = await organiser.post(paths.surveyMailings(form), fields);
  expect(refused.status).toBe(422);
  expect(refused.$(`#field-${field}-error`)).toHaveLength(1);
  expect(refused.$('textarea[name=body]').text().trim()).toBe(fields.body.trim());
  expect(await Message.count()).toBe(0);
});

test('a preview names words that APEC has others for, beside the field, and is not held up', async () => {
  await addPerson({ givenName: 'Ana', email: 'ana@x.example' });
  const fields = fieldsOf(await composePage(organiser));
  const step = (body: string) =>
    organiser.post(paths.mailingPreview('cluster_survey'), { ...fields, subject: 'Hello', body });
  const page = await step('Clusters of all countries; Vietnam, countries.\n\n{{link}}');
  expect([page.status, page.$('#preview').length]).toEqual([200, 1]);
  expect(page.$('#field-body').attr('aria-describedby')).toBe('field-body-help field-body-words');
  const words = page.$('#field-body-words li').map((_, item) => page.$(item).text());
  expect(words.get()).toEqual([
    '“countries”: The members of APEC are economies. Write “economies”.',
    '“Vietnam”: APEC has one name for each economy. Write “Viet Nam”.',
  ]);
  expect(page.$('#field-subject-words')).toHaveLength(0);
  const quiet = await step('The National Taiwan University; economies.\n\n{{link}}');
  expect([quiet.status, quiet.$('.wording').length]).toEqual([200, 0]);
});

test('a test mail goes to the organiser, marked, with a link to the preview', async () => {
  await addPerson({ givenName: 'Ana' });
  const fields = { ...fieldsOf(await composePage(organiser)), subject: 'Hello' };
  const answer = await organiser.post(paths.mailingTest(form), fields);
  expect(answer.status).toBe(200);
  expect(answer.$('[role=status]').text()).toContain(organiser.user?.email);
  expect(recipientNames(answer)).toEqual(['Ana Test']);
  const [message] = await Message.findAll();
  expect([message?.toAddress, message?.subject, message?.kind, message?.linkSubject]).toEqual([
    organiser.user?.email,
    '[Test] Hello',
    'test',
    null,
  ]);
  expect(message?.textBody).toContain(`\n${server.url}${paths.surveyPreview(form)}\n`);
  expect(message?.textBody).not.toContain('{{');
  expect(await Invitation.count()).toBe(0);
});

test('is for organisers only', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  const visitor = server.visitor();
  expect((await overseer.get(paths.newMailing(form, 'invitation'))).status).toBe(403);
  expect((await visitor.get(paths.newMailing(form, 'invitation'))).status).toBe(302);
  for (const path of [
    paths.surveyMailings(form),
    paths.mailingSelection(form),
    paths.mailingPreview(form),
    paths.mailingTest(form),
  ]) {
    expect((await overseer.post(path)).status).toBe(403);
    expect((await visitor.post(path)).status).toBe(403);
  }
  expect((await organiser.get('/surveys/no_such_form/mailings/new')).status).toBe(404);
});
