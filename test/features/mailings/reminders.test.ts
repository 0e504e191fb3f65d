import { Invitation, Message, Person, Unsubscription } from '../../../src/models';
import type { Survey } from '../../../src/models';
import type { MessageStatus } from '../../../src/models/codes';
import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { composePage, fieldsOf, recipientNames } from './compose-page';
import { addPerson, clearMailings, invite, publish } from './fixtures';

let server: TestServer;
let organiser: Client;
let survey: Survey;
const form = 'cluster_survey';
const day = 86_400_000;

beforeAll(async () => {
  server = await startTestServer();
  await server.outbox.stop();
  organiser = await server.visitor().signInAs('organiser');
  survey = await publish();
});
afterEach(clearMailings);
afterAll(() => server.stop());

let made = 0;

/** A mail about the questionnaire that the person got, or not, some days ago. */
async function mailed(
  invitation: Invitation,
  kind: 'survey_invitation' | 'survey_reminder',
  status: MessageStatus,
  daysAgo: number,
): Promise<void> {
  const moment = new Date(Date.now() - daysAgo * day);
  const person = await Person.findByPk(invitation.personId, { rejectOnEmpty: true });
  await Message.create({
    dedupeKey: `test:${(made += 1)}`,
    kind,
    personId: person.id,
    invitationId: invitation.id,
    toName: person.givenName,
    toAddress: person.email ?? '',
    subject: '',
    textBody: '',
    htmlBody: '',
    status,
    nextAttemptAt: moment,
    sentAt: status === 'sent' ? moment : null,
    messageId: `m${made}@x.example`,
    createdAt: moment,
  });
}

async function invited(givenName: string, daysAgo = 10): Promise<Invitation> {
  const invitation = await invite(survey, await addPerson({ givenName }));
  await mailed(invitation, 'survey_invitation', 'sent', daysAgo);
  return invitation;
}

/** Each reason followed by the names under it. */
function leftOut(page: Answer): string[] {
  return page
    .$('.left-out details')
    .toArray()
    .flatMap((group) => {
      const people = page.$(group).find('li a').toArray();
      const found = people.map((link) => page.$(link).text().replace(' Test', ''));
      return [page.$(group).find('summary').text(), found.join()];
    });
}

test('reminds only those invited, reached, unfinished and not bothered too much', async () => {
  await addPerson({ givenName: 'Uninvited' });
  await invited('Due');
  await (await invited('Finished')).update({ finished: true });
  await invited('Recent', 4);
  const twice = await invited('Twice', 30);
  await mailed(twice, 'survey_reminder', 'sent', 20);
  await mailed(twice, 'survey_reminder', 'sent', 10);
  const once = await invited('Once', 30);
  await mailed(once, 'survey_reminder', 'sent', 20);
  const justReminded = await invited('JustReminded', 30);
  await mailed(justReminded, 'survey_reminder', 'sent', 2);
  const unsent = await invite(survey, await addPerson({ givenName: 'Unsent' }));
  await mailed(unsent, 'survey_invitation', 'cancelled', 10);
  const waiting = await invite(survey, await addPerson({ givenName: 'Waiting' }));
  await mailed(waiting, 'survey_invitation', 'queued', 10);
  const bounced = await invite(survey, await addPerson({ givenName: 'Bounced' }));
  await mailed(bounced, 'survey_invitation', 'failed', 10);
  await invited('Unsubscribed');
  await Unsubscription.create({ addressKey: 'unsubscribed@x.example', kind: 'survey' });
  const page = await composePage(organiser, 'reminder');
  expect(recipientNames(page)).toEqual(['Due Test', 'Once Test']);
  expect(leftOut(page)).toEqual([
    '1: have answered',
    'Finished',
    '1: the invitation was not accepted by a mail server',
    'Unsent',
    '1: an earlier mail about this questionnaire has not been sent yet',
    'Waiting',
    '2: the last mail about this questionnaire is too recent',
    'JustReminded,Recent',
    '1: have had the most reminders',
    'Twice',
    '1: the last mail to this address failed',
    'Bounced',
    '1: unsubscribed from mails about questionnaires',
    'Unsubscribed',
  ]);
});

test('follows other limits when they are asked for', async () => {
  await invited('Recent', 4);
  const twice = await invited('Twice', 30);
  await mailed(twice, 'survey_reminder', 'sent', 20);
  await mailed(twice, 'survey_reminder', 'sent', 10);
  const fields = fieldsOf(await composePage(organiser, 'reminder'));
  const page = await organiser.post(paths.mailingSelection(form), {
    ...fields,
    most: '3',
    gapDays: '3',
  });
  expect(recipientNames(page)).toEqual(['Recent Test', 'Twice Test']);
  const refused = await organiser.post(paths.mailingSelection(form), { ...fields, most: '99' });
  expect([refused.status, refused.$('#field-most-error').text()]).toEqual([
    422,
    'Between 1 and 10 reminders.',
  ]);
});

test('sends the same link again, counts it, and does not repeat it before the gap is over', async () => {
  const invitation = await invited('Due');
  const answer = await organiser.post(
    paths.surveyMailings(form),
    fieldsOf(await composePage(organiser, 'reminder')),
  );
  expect(answer.status).toBe(303);
  const reminders = await Message.findAll({ where: { kind: 'survey_reminder' } });
  expect(
    reminders.map((row) => [row.linkSubject, row.invitationId, row.listUnsubscribe, row.toAddress]),
  ).toEqual([[`invitation:${invitation.id}`, invitation.id, true, 'due@x.example']]);
  expect(await Invitation.count()).toBe(1);
  await Message.update({ status: 'sent', sentAt: new Date() }, { where: { status: 'queued' } });
  expect(recipientNames(await composePage(organiser, 'reminder'))).toEqual([]);
  await Message.update(
    { sentAt: new Date(Date.now() - 5 * day - 1000) },
    { where: { kind: 'survey_reminder' } },
  );
  expect(recipientNames(await composePage(organiser, 'reminder'))).toEqual(['Due Test']);
});

test('does not remind somebody who answered between the page and the click', async () => {
  await invited('Stays');
  const answers = await invited('Answers');
  const fields = fieldsOf(await composePage(organiser, 'reminder'));
  await answers.update({ finished: true });
  const refused = await organiser.post(paths.surveyMailings(form), fields);
  expect(refused.status).toBe(409);
  expect(recipientNames(refused)).toEqual(['Stays Test']);
  expect(await Message.count({ where: { kind: 'survey_reminder' } })).toBe(0);
});

test('does not remind before the form opens', async () => {
  await invited('Due');
  const fields = fieldsOf(await composePage(organiser, 'reminder'));
  await survey.update({ opensAt: new Date(Date.now() + day) });
  const refused = await organiser.post(paths.surveyMailings(form), fields);
  await survey.update({ opensAt: null });
  expect(refused.status).toBe(409);
  expect(await Message.count({ where: { kind: 'survey_reminder' } })).toBe(0);
});
