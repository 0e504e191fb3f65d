import { inTransaction } from '../../src/db/transaction';
import { linkToken, openToken } from '../../src/lib/link-tokens';
import { composeMail, type MailBlock } from '../../src/mail/compose-mail';
import { enqueue, type OutgoingMail } from '../../src/mail/enqueue';
import { accountLinkMail } from '../../src/mail/messages/account-link';
import { receiptMail } from '../../src/mail/messages/receipt';
import { surveyInvitationMail } from '../../src/mail/messages/survey-invitation';
import { unsubscribeToken } from '../../src/mail/unsubscribe-token';
import { Message, Project } from '../../src/models';
import { startMailServer, type MailServer, type Received } from '../harness/mail-server';
import { startTestServer, type TestServer } from '../harness/server';

let smtp: MailServer;
let server: TestServer;
let made = 0;

beforeAll(async () => {
  smtp = await startMailServer();
  server = await startTestServer({ smtpUrl: smtp.url });
});
afterEach(async () => {
  smtp.received.length = 0;
  await Message.destroy({ where: {} });
});
afterAll(async () => {
  await server.stop();
  await smtp.stop();
});

async function deliver(mail: Partial<OutgoingMail>): Promise<Received & { id: number }> {
  const dedupeKey = `test:${(made += 1)}`;
  await inTransaction((tx) =>
    enqueue(tx, {
      dedupeKey,
      kind: 'receipt',
      to: { name: 'Ana Lim', address: 'ana@x.example' },
      content: composeMail({ subject: 'Subject', blocks: [] }),
      ...mail,
    }),
  );
  await server.outbox.drain();
  const row = await Message.findOne({ where: { dedupeKey }, rejectOnEmpty: true });
  const [received] = smtp.received;
  if (received === undefined) throw new Error('Nothing was received.');
  return { ...received, id: row.id };
}

function rawHeaders(raw: Buffer): string[] {
  const [head = ''] = raw.toString('latin1').split('\r\n\r\n');
  return head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
}

const paragraph = (text: string): MailBlock => ({ kind: 'paragraph', text });

test('an invitation carries its link in both parts and can be unsubscribed with one click', async () => {
  await Project.update({ contactEmail: 'team@project.example' }, { where: { id: 1 } });
  const content = surveyInvitationMail({
    subject: 'Invitation for {{name}}',
    body: 'Dear {{name}},\n\nplease:\n\n{{link}}\n\nBye',
    recipient: { name: 'Ana Lim', economy: 'Chile', language: 'en' },
    closesAt: null,
    timeZone: 'Asia/Tokyo',
    contactName: 'The team',
    contactEmail: 'team@project.example',
  });
  const { mail, raw, id } = await deliver({
    kind: 'survey_invitation',
    content,
    linkSubject: 'invitation:41',
    listUnsubscribe: true,
  });
  const link = `${server.url}/answer/${linkToken('invitation:41')}`;
  const unsubscribe = `${server.url}/unsubscribe/${unsubscribeToken(id)}`;
  expect(mail.subject).toBe('Invitation for Ana Lim');
  expect(mail.text).toBe(
    [
      'Dear Ana Lim,',
      '',
      'please:',
      '',
      'Open the questionnaire:',
      link,
      '',
      'Bye',
      '',
      '-- ',
      'Questions? The team, team@project.example',
      'You do not want such mails? Unsubscribe here:',
      unsubscribe,
      '',
    ].join('\n'),
  );
  expect(mail.html).toContain(`href="${link}"`);
  expect(mail.html).toContain(`href="${unsubscribe}"`);
  expect(`${mail.text ?? ''}${String(mail.html)}`).not.toContain('{{');
  const headers = rawHeaders(raw);
  expect(headers).toContain(`List-Unsubscribe: <${unsubscribe}>`);
  expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(headers).toContain('From: PEC <pec@project.example>');
  expect(headers).toContain('Reply-To: team@project.example');
  expect(headers).toContain('Auto-Submitted: auto-generated');
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
  const stored = await Message.findByPk(id, { rejectOnEmpty: true });
  expect(JSON.stringify(stored)).not.toContain(linkToken('invitation:41'));
});

test('a receipt of an open link leads back to the answers, and has nothing to unsubscribe', async () => {
  const subject = 'open:abcdefghijklmnop' as const;
  const { mail, raw } = await deliver({
    content: receiptMail({
      toName: 'Visit http://evil.example now',
      surveyTitle: 'Survey on clusters',
      receipt: 'AB12-CD34',
      corrections: 0,
      sentAt: new Date(Date.UTC(2026, 5, 16, 1, 5)),
      closesAt: new Date(Date.UTC(2026, 5, 30, 15, 0)),
      timeZone: 'Asia/Tokyo',
      contactName: 'The team',
      contactEmail: '',
      language: 'en',
    }),
    linkSubject: subject,
    listUnsubscribe: true,
  });
  expect(mail.subject).toBe('Answers received: Survey on clusters');
  expect(mail.text?.split('\n').slice(0, 12)).toEqual([
    'Dear Visit http: // evil. example now,',
    '',
    'Thank you. Your answers have been received.',
    '',
    'Questionnaire: Survey on clusters',
    'Receipt: AB12-CD34',
    'Received: 16 June 2026, 10:05 (Asia/Tokyo)',
    '',
    'You can read and correct your answers until 1 July 2026, 00:00',
    '(Asia/Tokyo):',
    '',
    'Open your answers:',
  ]);
  expect(mail.text).toContain(`\n${server.url}/answer/${openToken('abcdefghijklmnop')}\n`);
  expect(rawHeaders(raw).filter((line) => /^list-/i.test(line))).toEqual([]);
});

test('an account link leads to the page that sets a password', async () => {
  const { mail } = await deliver({
    kind: 'account_link',
    content: accountLinkMail({ name: 'Ana', hasPassword: false, validDays: 7 }),
    linkSubject: 'account:0123456789abcdef',
  });
  expect(mail.text).toContain(`${server.url}/welcome/${linkToken('account:0123456789abcdef')}\n`);
  expect(mail.text).toContain('once and for 7 days');
});

test.each([
  ['李小龍'],
  ['Maria de la Cruz'],
  ['Ивáн Петрóв'],
  ['O’Neil-Šćepanović, PhD'],
  ['"Quote" <x@evil.example>'],
  ['محمد علي'],
  ['สมชาย'],
])('keeps the name %s whole in the header and in the text', async (name) => {
  const { mail, to } = await deliver({
    to: { name, address: 'someone@x.example' },
    content: composeMail({ subject: `Für ${name}`, blocks: [paragraph(name)] }),
  });
  expect(to).toEqual(['someone@x.example']);
  const [header] = [mail.to].flat();
  expect(header?.value).toEqual([{ name, address: 'someone@x.example' }]);
  expect(mail.subject).toBe(`Für ${name}`);
  expect(mail.text).toBe(`${name}\n`);
  expect(mail.html).toContain('<p dir="auto"');
});

test('breaks no rule of the wire: ASCII lines of at most 998 bytes, CRLF only', async () => {
  const { raw, mail } = await deliver({
    content: composeMail({
      subject: '中'.repeat(150),
      blocks: [paragraph('中'.repeat(3000)), paragraph('x'.repeat(3000)), paragraph('.\n..\nend')],
    }),
  });
  const lines = raw.toString('latin1').split('\r\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
  expect(raw.toString('latin1').replace(/\r\n/g, '')).not.toMatch(/[\r\n]|[^\x20-\x7e\t]/);
  expect(mail.subject).toBe('中'.repeat(150));
  expect(mail.text).toBe(`${'中'.repeat(3000)}\n\n${'x'.repeat(3000)}\n\n.\n..\nend\n`);
});

test('lets nobody add a header or a recipient', async () => {
  const attack = 'Ana\r\nBcc: victim@x.example\r\n\r\nbody';
  const { raw, to } = await deliver({
    to: { name: attack, address: 'ana@x.example' },
    content: composeMail({ subject: attack, blocks: [paragraph('text')] }),
  });
  expect(to).toEqual(['ana@x.example']);
  expect(rawHeaders(raw).filter((line) => /^bcc/i.test(line))).toEqual([]);
  expect(smtp.received).toHaveLength(1);
});
