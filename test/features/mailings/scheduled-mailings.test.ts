import { sendDueMailings } from '../../../src/features/mailings/send-due-mailings';
import { addRegistration } from '../../../src/features/workshop/registrations/add-registration';
import { inTransaction } from '../../../src/db/transaction';
import { setClock } from '../../../src/lib/clock';
import {
  Attendance,
  Invitation,
  Mailing,
  Message,
  Registration,
  ScheduledMailing,
  type Person,
} from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { composePage, fieldsOf } from './compose-page';
import { addPerson, clearMailings, publish, unpublish } from './fixtures';

let server: TestServer;
let organiser: Client;
const form = 'cluster_survey';

beforeAll(async () => {
  server = await startTestServer();
  await server.outbox.stop();
  organiser = await server.visitor().signInAs('organiser');
});
beforeEach(async () => {
  await publish();
  setClock(new Date('2020-06-01T09:00:00Z'));
});
afterEach(async () => {
  setClock(undefined);
  await ScheduledMailing.destroy({ where: {} });
  await Attendance.destroy({ where: {} });
  await Registration.destroy({ where: {} });
  await clearMailings();
  await unpublish();
});
afterAll(() => server.stop());

async function attend(person: Person, days: number[], present = true): Promise<void> {
  const registration = await inTransaction((tx) =>
    addRegistration(tx, {
      personId: person.id,
      role: 'participant',
      origin: 'invitation',
      status: 'registered',
      mode: 'on_site',
      days,
      by: 'test',
    }),
  );
  await Attendance.bulkCreate(
    days.map((dayNumber) => ({
      registrationId: registration.id,
      dayNumber,
      present,
      checkedInAt: new Date(),
    })),
  );
}

/** Sets the mailing to 18 June, 16:00 in the project's zone, which is 13:00 UTC. */
async function schedule(changes: Record<string, unknown> = {}): Promise<Answer> {
  const fields = fieldsOf(await composePage(organiser));
  return organiser.post(paths.mailingSchedule(form), {
    ...fields,
    workshop: 'attended_3',
    sendAt: '2020-06-18T16:00',
    ...changes,
  });
}

const addresses = async (): Promise<string[]> =>
  (await Message.findAll({ order: ['toAddress'] })).map(({ toAddress }) => toAddress);

test('goes out at its time, once, to those who fit by then', async () => {
  const answer = await schedule();
  expect([answer.status, answer.location]).toEqual([303, paths.surveyMailings(form)]);
  const list = await organiser.get(paths.surveyMailings(form));
  expect(list.$('#scheduled-title').closest('section').find('tbody td').eq(2).text()).toBe(
    'Attended on day 3, 18 Jun 2020',
  );
  await attend(await addPerson({ givenName: 'Third' }), [3]);
  await attend(await addPerson({ givenName: 'First' }), [1]);
  await attend(await addPerson({ givenName: 'Undone' }), [3], false);
  await addPerson({ givenName: 'Elsewhere' });
  setClock(new Date('2020-06-18T12:59:00Z'));
  await sendDueMailings();
  expect(await addresses()).toEqual([]);
  setClock(new Date('2020-06-18T13:00:00Z'));
  await Promise.all([sendDueMailings(), sendDueMailings()]);
  await sendDueMailings();
  expect(await addresses()).toEqual(['third@x.example']);
  const mailing = await Mailing.findOne({ rejectOnEmpty: true });
  const scheduled = await ScheduledMailing.findOne({ rejectOnEmpty: true });
  expect([scheduled.status, scheduled.mailingId]).toEqual(['sent', mailing.id]);
  expect([mailing.recipients, mailing.createdBy]).toEqual([1, organiser.user?.id]);
});

test('is one order, however often its form is sent', async () => {
  const key = 'a-key-that-is-long-enough';
  await Promise.all([schedule({ idempotencyKey: key }), schedule({ idempotencyKey: key })]);
  expect(await ScheduledMailing.count()).toBe(1);
});

test('that finds nobody says so, and sends nothing later', async () => {
  await schedule();
  setClock(new Date('2020-06-18T13:00:00Z'));
  await sendDueMailings();
  await attend(await addPerson({ givenName: 'Late' }), [3]);
  await sendDueMailings();
  const scheduled = await ScheduledMailing.findOne({ rejectOnEmpty: true });
  expect([scheduled.status, scheduled.outcome]).toEqual([
    'refused',
    'Nobody is on this list, so nothing was sent.',
  ]);
  expect([await Invitation.count(), await Message.count()]).toEqual([0, 0]);
  const list = await organiser.get(paths.surveyMailings(form));
  expect(list.$('main').text()).toContain('Nobody is on this list');
});

test('can be cancelled before its time, and not after', async () => {
  await schedule();
  await attend(await addPerson({ givenName: 'Third' }), [3]);
  const { id } = await ScheduledMailing.findOne({ rejectOnEmpty: true });
  const cancel = () => organiser.post(paths.scheduledMailingCancellation(id), {});
  expect((await cancel()).status).toBe(303);
  setClock(new Date('2020-06-18T13:00:00Z'));
  await sendDueMailings();
  expect(await addresses()).toEqual([]);
  expect((await cancel()).status).toBe(409);
  expect((await organiser.post(paths.scheduledMailingCancellation(99), {})).status).toBe(404);
});

test.each([
  ['', 'Please give a date and a time.'],
  ['soon', 'Please give a date and a time.'],
  ['2020-06-01T11:59', 'This time is over.'],
  ['2022-06-01T12:00', 'Please choose a time within the next year.'],
])('the time %j is refused, and what was typed stays', async (sendAt, message) => {
  const answer = await schedule({ sendAt, subject: 'My subject' });
  expect([answer.status, answer.$('#field-sendAt-error').text()]).toEqual([422, message]);
  expect(answer.$('#field-subject').val()).toBe('My subject');
  expect(await ScheduledMailing.count()).toBe(0);
});

test('is not for overseers or visitors', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  for (const visitor of [overseer, server.visitor()]) {
    expect((await visitor.post(paths.mailingSchedule(form), {})).status).toBe(403);
    expect((await visitor.post(paths.scheduledMailingCancellation(1), {})).status).toBe(403);
  }
});
