import { setClock } from '../../../../src/lib/clock';
import {
  Project,
  ProgrammeVersion,
  Registration,
  RegistrationDay,
  WorkshopSettings,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startMailServer, type MailServer, type Received } from '../../../harness/mail-server';
import { startTestServer, type TestServer } from '../../../harness/server';
import { calendarAfter, calendarParts, readEntries } from './calendar-of-mails';
import { answer, invite, publishHours, setWorkshop, type Guest } from './invited-people';

let smtp: MailServer;
let server: TestServer;
let organiser: Client;
let visitor: Client;

beforeAll(async () => {
  smtp = await startMailServer();
  server = await startTestServer({ smtpUrl: smtp.url });
  organiser = await server.visitor().signInAs('organiser');
  visitor = server.visitor();
});
beforeEach(async () => {
  await ProgrammeVersion.destroy({ where: {} });
  await Project.update({ contactEmail: 'team@project.example' }, { where: { id: 1 } });
});
afterEach(() => {
  setClock(undefined);
});
afterAll(async () => {
  await server.stop();
  await smtp.stop();
});

async function mailsTo({ person }: Guest): Promise<Received[]> {
  await server.outbox.drain();
  return smtp.received.filter(
    ({ to, raw }) => to[0] === person.email && raw.includes('text/calendar'),
  );
}

function shownIn({ $ }: Awaited<ReturnType<Client['get']>>): string {
  return String($('.notice-warning input[name=shown]').val());
}

async function starts(guest: Guest): Promise<[string, string][]> {
  return calendarAfter(await mailsTo(guest)).map(({ start, end }) => [start, end]);
}

test('request, change, cancel, by mail, is what a calendar then shows', async () => {
  await setWorkshop('2030-06-11', 'Asia/Tokyo');
  await publishHours({ 1: ['09:00', '17:30'], 2: ['09:30', '18:00'], 3: ['09:00', '13:00'] });
  const guest = await invite();
  expect(await mailsTo(guest)).toEqual([]);
  await answer(visitor, guest, { days: ['1', '2'] });
  expect(await starts(guest)).toEqual([
    ['2030-06-11T00:00:00.000Z', '2030-06-11T08:30:00.000Z'],
    ['2030-06-12T00:30:00.000Z', '2030-06-12T09:00:00.000Z'],
  ]);
  const [first] = calendarAfter(await mailsTo(guest));
  expect(first).toMatchObject({
    sequence: 0,
    method: 'REQUEST',
    summary: 'Cluster workshop: Day 1',
    location: 'Hall 4, Quay 1',
    organizer: 'mailto:team@project.example',
    attendee: `mailto:${guest.person.email ?? ''}`,
  });

  // Another venue: nobody is written to before an organiser says so, then those concerned are.
  await WorkshopSettings.update({ venue: 'Hall 7; "B", west' }, { where: { id: 1 } });
  const page = await organiser.get(paths.registrations);
  expect(page.$('.notice-warning p').text()).toContain('1 person has an entry');
  const named = page.$('.notice-warning details > ul > li');
  expect(named.find('a').text()).toBe(`${guest.person.givenName} ${guest.person.familyName}`);
  expect(
    named
      .find('li')
      .toArray()
      .map((one) => page.$(one).text()),
  ).toEqual([
    'Day 1, place: Hall 7; "B", west, Quay 1, was Hall 4, Quay 1',
    'Day 2, place: Hall 7; "B", west, Quay 1, was Hall 4, Quay 1',
  ]);
  // What is sent is what was read: a change after that is refused, and shown.
  const shown = shownIn(page);
  await WorkshopSettings.update({ venue: 'Hall 9' }, { where: { id: 1 } });
  const refused = await organiser.post(paths.registrationCalendars, { shown });
  expect([refused.status, refused.text.includes('The changes are others by now')]).toEqual([
    409,
    true,
  ]);
  expect(refused.$('.notice-warning li li').first().text()).toBe(
    'Day 1, place: Hall 9, Quay 1, was Hall 4, Quay 1',
  );
  expect((await organiser.post(paths.registrationCalendars, {})).status).toBe(422);
  expect((await mailsTo(guest)).length).toBe(2);
  await WorkshopSettings.update({ venue: 'Hall 7; "B", west' }, { where: { id: 1 } });
  await organiser.post(paths.registrationCalendars, { shown });
  await organiser.post(paths.registrationCalendars, { shown });
  expect((await mailsTo(guest)).length).toBe(4);
  expect(
    calendarAfter(await mailsTo(guest)).map(({ uid, sequence, location }) => [
      uid === first?.uid,
      sequence,
      location,
    ]),
  ).toEqual([
    [true, 1, 'Hall 7; "B", west, Quay 1'],
    [false, 1, 'Hall 7; "B", west, Quay 1'],
  ]);
  expect((await organiser.get(paths.registrations)).$('.notice-warning')).toHaveLength(0);

  // Other days: one entry stays as it is, one goes, one comes.
  await answer(visitor, guest, { days: ['1', '3'] });
  expect((await mailsTo(guest)).length).toBe(6);
  expect(await starts(guest)).toEqual([
    ['2030-06-11T00:00:00.000Z', '2030-06-11T08:30:00.000Z'],
    ['2030-06-13T00:00:00.000Z', '2030-06-13T04:00:00.000Z'],
  ]);

  // Declined, then accepted again: the same UIDs, ever higher.
  await visitor.post(paths.participantRefusal(guest.token));
  expect(await starts(guest)).toEqual([]);
  await answer(visitor, guest, { days: ['1'] });
  const [back] = calendarAfter(await mailsTo(guest));
  expect([back?.uid === first?.uid, back?.sequence]).toEqual([true, 3]);

  // Cancelled by the team.
  const { id } = guest.registration;
  const { revision } = await Registration.findByPk(id, { rejectOnEmpty: true });
  await organiser.post(paths.registrationMove(id), {
    to: 'cancelled',
    reason: 'Twice on the list',
    revision: String(revision),
  });
  const mails = await mailsTo(guest);
  expect(calendarAfter(mails)).toEqual([]);
  // In whatever order the mails arrive, the calendar shows the same.
  expect(calendarAfter([...mails].reverse())).toEqual([]);
  const cancelled = smtp.received.filter(({ mail }) =>
    mail.subject?.startsWith('Registration cancelled'),
  );
  expect(cancelled.map(({ mail }) => mail.text?.includes('Twice on the list'))).toEqual([true]);
});

test('the entry is a part that mail programs act on, and an attachment; lines are short enough', async () => {
  await setWorkshop('2030-06-11', 'Asia/Tokyo', {
    venue: '東京国際フォーラム、ホールＢ七階、千代田区丸の内三丁目五番一号、有楽町駅から徒歩一分',
    address: 'Line one\nline two; with, all \\ of it',
  });
  const guest = await invite(
    { days: [1] },
    { givenName: 'José "Pepe"', familyName: 'Núñez; de, Arce' },
  );
  await answer(visitor, guest, { days: ['1'] });
  const [mail] = await mailsTo(guest);
  if (mail === undefined) throw new Error('No calendar mail came.');
  const parts = calendarParts(mail);
  expect(parts.map(({ contentType }) => contentType)).toEqual([
    'text/calendar; charset=utf-8; method=REQUEST',
    'application/ics; name=workshop.ics',
  ]);
  expect(parts[1]?.text.trim()).toBe(parts[0]?.text.trim());
  const lines = (parts[0]?.text ?? '').split('\r\n');
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  const [entry] = readEntries(parts[0]?.text ?? '');
  expect(entry?.location).toBe(
    '東京国際フォーラム、ホールＢ七階、千代田区丸の内三丁目五番一号、有楽町駅から徒歩一分, Line one\nline two; with, all \\ of it',
  );
  const text = (parts[0]?.text ?? '').replace(/\r\n /g, '');
  expect(text).toContain(
    'ATTENDEE;CN="José  Pepe  Núñez; de, Arce";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:',
  );
  // Without a published programme nobody knows the hours: the entry is for the whole day.
  expect(text).toContain('DTSTART;VALUE=DATE:20300611\r\nDTEND;VALUE=DATE:20300612\r\n');
  // A calendar is shared with others: it holds no personal link.
  expect(text).not.toContain('/workshop/me/');
});

test('on the day on which clocks are put back, hours are those on the clocks of the venue', async () => {
  // In Europe clocks go back on 27 October 2030 at 03:00; in the night before day 2.
  await setWorkshop('2030-10-26', 'Europe/Berlin');
  await publishHours({ 1: ['09:00', '17:00'], 2: ['01:30', '17:00'], 3: ['09:00', '17:00'] });
  const guest = await invite();
  await answer(visitor, guest);
  expect(await starts(guest)).toEqual([
    ['2030-10-26T07:00:00.000Z', '2030-10-26T15:00:00.000Z'],
    ['2030-10-26T23:30:00.000Z', '2030-10-27T16:00:00.000Z'],
    ['2030-10-28T08:00:00.000Z', '2030-10-28T16:00:00.000Z'],
  ]);
  const file = await visitor.get(paths.participantCalendar(guest.token));
  expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="workshop.ics"');
  expect(
    readEntries(file.text).map(({ method, start, attendee }) => [method, start, attendee]),
  ).toEqual([
    ['PUBLISH', '2030-10-26T07:00:00.000Z', ''],
    ['PUBLISH', '2030-10-26T23:30:00.000Z', ''],
    ['PUBLISH', '2030-10-28T08:00:00.000Z', ''],
  ]);
});

test('a day that somebody is not registered for any more leaves their calendar', async () => {
  await setWorkshop('2030-06-11', 'Asia/Tokyo');
  const guest = await invite();
  await answer(visitor, guest);
  await RegistrationDay.destroy({
    where: { registrationId: guest.registration.id, dayNumber: 3 },
  });
  const list = await organiser.get(paths.registrations);
  const own = list.$(`.notice-warning a[href="${paths.registration(guest.registration.id)}"]`);
  expect(own.closest('li').find('li').text()).toBe('Day 3: taken out of the calendar');
  await organiser.post(paths.registrationCalendars, { shown: shownIn(list) });
  // Whole days, which are in no zone.
  expect(await starts(guest)).toEqual([
    ['2030-06-11T00:00:00.000Z', '2030-06-12T00:00:00.000Z'],
    ['2030-06-12T00:00:00.000Z', '2030-06-13T00:00:00.000Z'],
  ]);
});

test('a new address gets the entries, with a higher sequence', async () => {
  await setWorkshop('2030-06-11', 'Asia/Tokyo');
  const guest = await invite({ days: [2] });
  await answer(visitor, guest, { days: ['2'] });
  await answer(visitor, guest, { days: ['2'], email: 'new.address@clusters.example' });
  await server.outbox.drain();
  const moved = smtp.received.filter(({ to }) => to[0] === 'new.address@clusters.example');
  expect(
    moved
      .flatMap((mail) => calendarParts(mail).slice(0, 1))
      .map(({ text }) => readEntries(text)[0]?.sequence),
  ).toEqual([1]);
});

// Last of all: an outbox that was in 2030 sends nothing more today.
test('days that are over stay in the calendar', async () => {
  await setWorkshop('2030-06-11', 'Asia/Tokyo');
  const guest = await invite();
  await answer(visitor, guest);
  expect((await mailsTo(guest)).length).toBe(3);
  setClock(new Date('2030-06-12T03:00:00Z'));
  await visitor.post(paths.participantRefusal(guest.token));
  const subjects = (await mailsTo(guest)).slice(3).map(({ mail }) => mail.subject);
  expect(subjects.sort()).toEqual([
    'Cancelled: Day 2, Cluster workshop',
    'Cancelled: Day 3, Cluster workshop',
  ]);
});
