import { systemActor } from '../../../src/audit/record-audit-event';
import { inTransaction } from '../../../src/db/transaction';
import { erasePerson } from '../../../src/features/people/erase-person';
import { composeMail } from '../../../src/mail/compose-mail';
import { enqueue } from '../../../src/mail/enqueue';
import { plainValue } from '../../../src/mail/plain-value';
import { Message } from '../../../src/models';
import { startTestServer, type TestServer } from '../../harness/server';
import { makePerson } from './example-people';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test.each([
  ['an apostrophe', 'Niamh', 'O’Quixworth'],
  ['another apostrophe', 'Niamh', "O'Quixworth"],
  ['an ampersand', 'Niamh &', 'Quixworth'],
  ['a dot without a space', 'Niamh', 'St.Quixworth'],
])('a name with %s is found in a mail to others, across its lines', async (_, given, family) => {
  const person = await makePerson({ givenName: given, familyName: family, email: '' });
  // The text part breaks its line within the name.
  const value = `${'x'.repeat(55)} ${plainValue(`${given} ${family}`)}`;
  const content = composeMail({
    subject: 'The programme has changed',
    blocks: [{ kind: 'facts', rows: [['People', value]] }],
  });
  expect(content.text).toMatch(/\n.*Quixworth/);
  const dedupeKey = `programme_change:1:${person.id}`;
  await inTransaction((tx) =>
    enqueue(tx, {
      dedupeKey,
      kind: 'programme_change',
      to: { name: 'Somebody Else', address: 'else@stays.example' },
      content,
    }),
  );
  const message = await Message.findOne({ where: { dedupeKey }, rejectOnEmpty: true });
  await erasePerson(systemActor, person.id, 'erase');
  await message.reload();
  expect([message.subject, message.textBody, message.htmlBody]).toEqual(['Erased', '', '']);
});
