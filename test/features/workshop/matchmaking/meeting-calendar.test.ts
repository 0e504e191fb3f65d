import { Message, Project, WorkshopDay } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import type { TestServer } from '../../../harness/server';
import { readEntries, type ReadEntry } from '../registrations/calendar-of-mails';
import {
  agreed,
  lastMeeting,
  member,
  place,
  recipients,
  slot,
  two,
  type Member,
  runBeforeTheWorkshop,
} from './meeting-data';

let server: TestServer;
let organiser: Client;
let phone: Client;

runBeforeTheWorkshop((started, account) => {
  server = started;
  organiser = account;
  phone = server.visitor();
});

/** The entries that a person got by mail about meetings, oldest first. */
async function entriesOf({ registration }: Member): Promise<ReadEntry[]> {
  const mails = await Message.findAll({
    where: { kind: 'meeting', linkSubject: `registration:${registration.id}` },
    order: ['id'],
  });
  return mails.flatMap(({ calendarBody }) => readEntries(calendarBody ?? ''));
}

async function seen(...people: Member[]): Promise<Record<string, string | string[]>> {
  const { revision } = await lastMeeting();
  return { revision: String(revision), recipients: recipients(...people) };
}

test('each person has one entry that is requested, moved and taken back', async () => {
  const [a, b] = await two();
  const { id: first } = await slot('14:00', '14:20');
  const { id: second } = await slot('15:00', '15:20');
  await place(organiser, await agreed(organiser, a, b), { slotId: first, table: 2 }, [a, b]);
  const { id } = await lastMeeting();
  await organiser.post(paths.meetingPlace(id), { ...(await seen(a, b)), place: `${second}:1` });
  await organiser.post(paths.meetingCancellation(id), await seen(a, b));
  const facts = ({ method, sequence, status, start, end, location }: ReadEntry) => [
    method,
    sequence,
    status,
    start,
    end,
    location,
  ];
  const moved = ['2020-06-16T12:00:00.000Z', '2020-06-16T12:20:00.000Z', 'Table 1'];
  const entries = await entriesOf(a);
  expect(entries.map(facts)).toEqual([
    ['REQUEST', 1, 'CONFIRMED', '2020-06-16T11:00:00.000Z', '2020-06-16T11:20:00.000Z', 'Table 2'],
    ['REQUEST', 2, 'CONFIRMED', ...moved],
    ['CANCEL', 3, 'CANCELLED', ...moved],
  ]);
  expect(new Set(entries.map(({ uid }) => uid)).size).toBe(1);
  expect(new Set(entries.map(({ summary }) => summary))).toEqual(
    new Set([`Meeting with ${b.clusterName} (Hong Kong, China)`]),
  );
  expect(entries[0]?.attendee).toBe(`mailto:${a.person.email ?? ''}`);
  const ofOther = await entriesOf(b);
  expect(ofOther).toHaveLength(3);
  expect(ofOther[0]?.uid).not.toBe(entries[0]?.uid);
  const methods = await Message.findAll({ where: { kind: 'meeting' }, order: ['id'] });
  expect(methods.map(({ calendarMethod }) => calendarMethod)).toEqual([
    'REQUEST',
    'REQUEST',
    'REQUEST',
    'REQUEST',
    'CANCEL',
    'CANCEL',
  ]);
});

test('a day of another date, and another zone, move the entry on one press; past and cancelled ones stay', async () => {
  const [a, b] = await two();
  const { id: first } = await slot('14:00', '14:20');
  const { id: second } = await slot('15:00', '15:20');
  await place(organiser, await agreed(organiser, a, b), { slotId: second, table: 1 }, [a, b]);
  await organiser.post(paths.meetingCancellation((await lastMeeting()).id), await seen(a, b));
  const [c, d] = await two();
  await place(organiser, await agreed(organiser, c, d), { slotId: first, table: 1 }, [c, d]);
  const told = await Message.count({ where: { kind: 'meeting' } });
  const page = await organiser.get(paths.matchmaking);
  expect(page.$(`form[action="${paths.movedMeetings}"]`)).toHaveLength(0);
  const day = await WorkshopDay.findByPk(1, { rejectOnEmpty: true });
  const project = await Project.findByPk(1, { rejectOnEmpty: true });
  const { date } = day;
  const { timeZone } = project;
  try {
    await day.update({ date: '2020-06-20' });
    const asked = await organiser.get(paths.matchmaking);
    expect(asked.$('.notice-warning p').text()).toContain('one meeting stands in calendars');
    await organiser.post(paths.movedMeetings);
    await organiser.post(paths.movedMeetings);
    await project.update({ timeZone: 'Asia/Tokyo' });
    await organiser.post(paths.movedMeetings);
    expect((await server.visitor().post(paths.movedMeetings)).status).toBe(403);
  } finally {
    await day.update({ date });
    await project.update({ timeZone });
  }
  for (const one of [c, d]) {
    const entries = await entriesOf(one);
    expect(entries.map(({ method, sequence, start }) => [method, sequence, start])).toEqual([
      ['REQUEST', 1, '2020-06-16T11:00:00.000Z'],
      ['REQUEST', 2, '2020-06-20T11:00:00.000Z'],
      ['REQUEST', 3, '2020-06-20T05:00:00.000Z'],
    ]);
    expect(new Set(entries.map(({ uid }) => uid)).size).toBe(1);
  }
  expect(await Message.count({ where: { kind: 'meeting' } })).toBe(told + 4);
});

test('a meeting placed anew after it was cancelled is another entry', async () => {
  const [a, b] = await two();
  const { id: slotId } = await slot('14:00', '14:20');
  const request = await agreed(organiser, a, b);
  await place(organiser, request, { slotId, table: 1 }, [a, b]);
  await organiser.post(paths.meetingCancellation((await lastMeeting()).id), await seen(a, b));
  await place(organiser, request, { slotId, table: 1 }, [a, b]);
  const [placed, cancelled, anew] = await entriesOf(a);
  expect(cancelled?.uid).toBe(placed?.uid);
  expect([anew?.uid === placed?.uid, anew?.sequence, anew?.method]).toEqual([false, 1, 'REQUEST']);
});

test('the file to download holds the same entries, without the cancelled, and names nobody', async () => {
  const [a, b] = await two();
  const [, c] = await two();
  const { id: first } = await slot('14:00', '14:20');
  const { id: second } = await slot('14:30', '14:50');
  await place(organiser, await agreed(organiser, a, b), { slotId: first, table: 1 }, [a, b]);
  await place(organiser, await agreed(organiser, a, c), { slotId: second, table: 1 }, [a, c]);
  const address = paths.ownMeetingsCalendar(a.token);
  const file = await phone.get(address);
  expect([file.status, file.headers.get('content-type')]).toEqual([
    200,
    'text/calendar; charset=utf-8; method=PUBLISH',
  ]);
  const identity = ({ uid, sequence, start }: ReadEntry) => [uid, sequence, start];
  expect(readEntries(file.text).map(identity)).toEqual((await entriesOf(a)).map(identity));
  expect(file.text).not.toContain('mailto:');
  const page = await phone.get(paths.ownMeetings(a.token));
  expect(page.$(`a[href="${address}"]`)).toHaveLength(1);
  await organiser.post(paths.meetingCancellation((await lastMeeting()).id), await seen(a, c));
  expect(readEntries((await phone.get(address)).text).map(({ summary }) => summary)).toEqual([
    `Meeting with ${b.clusterName} (Hong Kong, China)`,
  ]);
  expect((await phone.get(paths.ownMeetingsCalendar(c.token))).status).toBe(404);
});

test('the file is for people of a cluster who are registered', async () => {
  const alone = await member(null);
  const gone = await member('Cluster that left', { status: 'cancelled' });
  const answers = [
    await phone.get(paths.ownMeetingsCalendar(alone.token)),
    await phone.get(paths.ownMeetingsCalendar(gone.token)),
    await phone.get(paths.ownMeetingsCalendar('x'.repeat(32))),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 404]);
});
