import {
  AuditEvent,
  Invitation,
  Mailing,
  Message,
  Survey,
  SurveyVersion,
} from '../../../src/models';
import { linkToken } from '../../../src/lib/link-tokens';
import { hashToken } from '../../../src/lib/tokens';
import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { composePage, fieldsOf, recipientNames } from './compose-page';
import { addPerson, clearMailings, publish, unpublish } from './fixtures';

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

test('sends: invitations whose links work, one mail each, one line in the audit trail', async () => {
  const people = [await addPerson({ givenName: 'Ana' }), await addPerson({ givenName: 'Bo' })];
  const answer = await organiser.post(
    paths.surveyMailings(form),
    fieldsOf(await composePage(organiser)),
  );
  const mailing = await Mailing.findOne({ rejectOnEmpty: true });
  expect([answer.status, answer.location]).toEqual([303, paths.mailing(mailing.id)]);
  expect([mailing.kind, mailing.recipients, mailing.createdBy]).toEqual([
    'invitation',
    2,
    organiser.user?.id,
  ]);
  const invitations = await Invitation.findAll({ order: ['personId'] });
  expect(invitations.map((row) => [row.personId, row.tokenHash])).toEqual(
    people.map((person, index) => [
      person.id,
      hashToken(linkToken(`invitation:${invitations[index]?.id ?? 0}`)),
    ]),
  );
  const messages = await Message.findAll({ order: ['personId'] });
  expect(
    messages.map((row) => [row.toAddress, row.kind, row.linkSubject, row.listUnsubscribe]),
  ).toEqual(
    invitations.map((row, index) => [
      people[index]?.email,
      'survey_invitation',
      `invitation:${row.id}`,
      true,
    ]),
  );
  for (const { linkSubject, textBody, htmlBody } of messages) {
    const token = linkToken(linkSubject as `invitation:${number}`);
    expect(`${textBody}${htmlBody}`).not.toContain(token);
  }
  const events = await AuditEvent.findAll({
    where: { subjectType: 'mailing', subjectId: String(mailing.id) },
  });
  expect(events.map(({ action, actorUserId }) => [action, actorUserId])).toEqual([
    ['invitations.sent', organiser.user?.id],
  ]);
});

test('a second click, or the same click on two servers, sends nothing twice', async () => {
  await addPerson({ givenName: 'Ana' });
  await addPerson({ givenName: 'Bo' });
  const fields = fieldsOf(await composePage(organiser));
  const answers = await Promise.all(
    [1, 2, 3].map(() => organiser.post(paths.surveyMailings(form), fields)),
  );
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
  expect([await Mailing.count(), await Invitation.count(), await Message.count()]).toEqual([
    1, 2, 2,
  ]);
});

test('two organisers with the same list send one mailing, and the second is told', async () => {
  await addPerson({ givenName: 'Ana' });
  const other = await server.visitor().signInAs('organiser');
  const [first, second] = [
    fieldsOf(await composePage(organiser)),
    fieldsOf(await composePage(organiser)),
  ];
  const answers = await Promise.all([
    organiser.post(paths.surveyMailings(form), first),
    other.post(paths.surveyMailings(form), { ...second, _csrf: other.csrf }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect(refused?.$('[role=alert] p').text()).toBe(
    'The list of recipients has changed since it was shown: it now holds 0 people. Nothing was sent. Please look through the new list below.',
  );
  expect(await Message.count()).toBe(1);
});

test('sends nothing when the list changed, shows the new one, and sends that', async () => {
  await addPerson({ givenName: 'Ana' });
  const fields = { ...fieldsOf(await composePage(organiser)), subject: 'My own words' };
  await addPerson({ givenName: 'Bo' });
  const refused = await organiser.post(paths.surveyMailings(form), fields);
  expect(refused.status).toBe(409);
  expect(recipientNames(refused)).toEqual(['Ana Test', 'Bo Test']);
  expect(refused.$('input[name=subject]').val()).toBe('My own words');
  expect(await Message.count()).toBe(0);
  expect((await organiser.post(paths.surveyMailings(form), fieldsOf(refused))).status).toBe(303);
  expect(await Message.count()).toBe(2);
});

test.each<[string, () => Promise<unknown>]>([
  ['unpublished', () => SurveyVersion.destroy({ where: {} })],
  ['closed', () => survey.update({ closedAt: new Date() })],
])('sends nothing while the form is %s', async (_state, arrange) => {
  await addPerson({ givenName: 'Ana' });
  const fields = fieldsOf(await composePage(organiser));
  await arrange();
  expect((await composePage(organiser)).$('button.btn-primary')).toHaveLength(0);
  const refused = await organiser.post(paths.surveyMailings(form), fields);
  expect(refused.status).toBe(409);
  expect(await Message.count()).toBe(0);
});

test('invites before the form opens', async () => {
  await addPerson({ givenName: 'Ana' });
  await survey.update({ opensAt: new Date(Date.now() + 86_400_000) });
  const answer = await organiser.post(
    paths.surveyMailings(form),
    fieldsOf(await composePage(organiser)),
  );
  expect(answer.status).toBe(303);
});

test('costs the same number of statements for 1 and for 150 recipients', async () => {
  const cost = async (count: number): Promise<[number, number]> => {
    for (let index = 0; index < count; index += 1) {
      await addPerson({ givenName: `P${count}x${index}` });
    }
    let page: Answer | undefined;
    const read = await countQueries(async () => {
      page = await composePage(organiser);
    });
    if (page === undefined) throw new Error('no page');
    const fields = fieldsOf(page);
    const write = await countQueries(() => organiser.post(paths.surveyMailings(form), fields));
    return [read, write];
  };
  // The version that says the language is read once, then kept.
  await composePage(organiser);
  const one = await cost(1);
  expect(await cost(150)).toEqual(one);
  expect(await Message.count()).toBe(151);
});
