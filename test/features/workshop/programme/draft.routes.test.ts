import {
  AuditEvent,
  ProgrammeSession,
  Project,
  Room,
  SessionPerson,
  WorkshopDay,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { addSession, makePerson, session } from './programme-data';

let server: TestServer;
let organiser: Client;
let room: Room;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  room = await Room.create({ name: 'Blue room', sort: 1 });
});
afterAll(() => server.stop());
afterEach(async () => {
  await SessionPerson.destroy({ where: {} });
  await ProgrammeSession.destroy({ where: {} });
});

const errorsOf = (page: Awaited<ReturnType<Client['get']>>): string[] =>
  page
    .$('.notice-danger li')
    .map((_, item) => page.$(item).text())
    .get();

test('only organisers see or change the draft', async () => {
  const sessionId = await addSession(organiser, {});
  const overseer = await server.visitor().signInAs('overseer');
  for (const address of [
    paths.programmeDraft,
    paths.newProgrammeSession,
    paths.programmeSession(sessionId),
    paths.programmePublication,
  ]) {
    expect([address, (await overseer.get(address)).status]).toEqual([address, 403]);
    expect((await server.visitor().get(address)).location).toBe(
      `/sign-in?next=${encodeURIComponent(address)}`,
    );
  }
  for (const address of [
    paths.programmeSessions,
    paths.programmeSession(sessionId),
    paths.programmeSessionRemoval(sessionId),
    paths.sessionPeople(sessionId),
    paths.sessionPersonRemoval(sessionId, 1),
    paths.programmePublication,
  ]) {
    expect([address, (await overseer.post(address, session)).status]).toEqual([address, 403]);
  }
  expect(await ProgrammeSession.count()).toBe(1);
});

test('adds, corrects and removes a session, each with a line in the audit trail', async () => {
  const sessionId = await addSession(organiser, {
    roomId: String(room.id),
    genderDimension: 'yes',
  });
  const draft = await organiser.get(paths.programmeDraft);
  expect(draft.$('#day-1 .session-title').text()).toBe('Opening');
  expect(draft.$('#day-1 .session-facts').text()).toBe('PresentationBlue roomGender dimension');

  const corrected = { ...session, title: 'Welcome', endsAt: '10:30', revision: '1' };
  expect((await organiser.post(paths.programmeSession(sessionId), corrected)).status).toBe(303);
  expect((await organiser.post(paths.programmeSession(sessionId), corrected)).status).toBe(409);
  const stored = await ProgrammeSession.findByPk(sessionId, { rejectOnEmpty: true });
  expect([stored.title, stored.endsAt, stored.roomId, stored.genderDimension]).toEqual([
    'Welcome',
    '10:30',
    null,
    false,
  ]);

  const removal = paths.programmeSessionRemoval(sessionId);
  expect((await organiser.post(removal, { revision: '1' })).status).toBe(409);
  expect((await organiser.post(removal, { revision: '2' })).status).toBe(303);
  expect((await organiser.post(removal, { revision: '2' })).status).toBe(404);
  const lines = await AuditEvent.findAll({
    where: { subjectType: 'programme_session', subjectId: String(sessionId) },
    order: ['id'],
  });
  expect(lines.map(({ action }) => action)).toEqual([
    'programme.session_added',
    'programme.session_corrected',
    'programme.session_removed',
  ]);
});

test.each([
  [
    'an end before the start',
    { startsAt: '10:00', endsAt: '09:00' },
    'The session must end after it starts, on the same day.',
  ],
  [
    'no length',
    { startsAt: '09:00', endsAt: '09:00' },
    'The session must end after it starts, on the same day.',
  ],
  ['a time that is none', { startsAt: '25:00' }, 'Please give the start, for example 09:30.'],
  ['a day that is none', { dayNumber: '9' }, 'The workshop has no day 9.'],
  ['a type that is none', { type: 'party' }, 'Please choose a type.'],
  ['no title', { title: ' ' }, 'Please give the session a title.'],
  ['a room that is none', { roomId: '99999' }, 'There is no such room any more.'],
])('refuses %s and keeps what was typed', async (_name, wrong, message) => {
  const page = await organiser.post(paths.programmeSessions, {
    ...session,
    description: 'Typed text',
    ...wrong,
  });
  expect(page.status).toBe(422);
  expect(errorsOf(page)).toEqual([message]);
  expect(page.$('#field-description').val()).toBe('Typed text');
  expect(await ProgrammeSession.count()).toBe(0);
});

test('a room holds one session at a time, also when one is moved; neighbours are no clash', async () => {
  const roomId = String(room.id);
  await addSession(organiser, { roomId });
  const next = await addSession(organiser, { roomId, startsAt: '10:00', endsAt: '11:00' });
  const taken = await organiser.post(paths.programmeSessions, {
    ...session,
    roomId,
    startsAt: '09:59',
    endsAt: '10:01',
  });
  expect(errorsOf(taken)).toEqual([
    'Blue room is taken at that time: “Opening”, 09:00–10:00. Blue room is taken at that time: “Opening”, 10:00–11:00.',
  ]);
  const moved = await organiser.post(paths.programmeSession(next), {
    ...session,
    roomId,
    startsAt: '09:30',
    endsAt: '11:00',
    revision: '1',
  });
  expect([moved.status, moved.$('#field-startsAt').val()]).toEqual([422, '09:30']);
});

test('sessions at the same time need a room each; another day is another time', async () => {
  await addSession(organiser, {});
  const page = await organiser.post(paths.programmeSessions, { ...session, title: 'Group' });
  expect(errorsOf(page)).toEqual([
    'Another session takes place at that time: “Opening”, 09:00–10:00. Give at least one of them a room.',
  ]);
  await addSession(organiser, { title: 'Group', roomId: String(room.id) });
  await addSession(organiser, { title: 'Next day', dayNumber: '2' });
  expect(await ProgrammeSession.count()).toBe(3);
});

test('a person is found by two letters, and has a part in one session at a time', async () => {
  const ana = await makePerson('Ana', 'Limón', { economyCode: 'CHL' });
  const first = await addSession(organiser, {});
  const parallel = await addSession(organiser, { title: 'Group', roomId: String(room.id) });
  const later = await addSession(organiser, { title: 'Panel', startsAt: '11:00', endsAt: '12:00' });

  const found = await organiser.get(`${paths.programmeSession(first)}?search=limon`);
  expect(found.$('.seat-form .form-check').text().trim()).toBe('Ana Limón Chile');
  const fields = { personId: String(ana.id), part: 'speaker', talkTitle: 'Links' };
  expect((await organiser.post(paths.sessionPeople(first), fields)).status).toBe(303);
  expect((await organiser.post(paths.sessionPeople(first), fields)).status).toBe(409);
  expect((await organiser.post(paths.sessionPeople(later), fields)).status).toBe(303);

  const both = await organiser.post(paths.sessionPeople(parallel), { ...fields, search: 'lim' });
  const message = 'Ana Limón has a part in another session at that time: “Opening”, 09:00–10:00.';
  expect([both.status, errorsOf(both)]).toEqual([422, [message]]);
  expect(both.$(`#person-${ana.id}`).is(':checked')).toBe(true);
  const moved = await organiser.post(paths.programmeSession(later), {
    ...session,
    title: 'Panel',
    roomId: String(room.id),
    startsAt: '08:30',
    endsAt: '09:30',
    revision: '1',
  });
  expect(errorsOf(moved).join()).toContain(message);

  const entry = await SessionPerson.findOne({ where: { sessionId: first }, rejectOnEmpty: true });
  const removal = paths.sessionPersonRemoval(first, entry.id);
  expect((await organiser.post(removal)).status).toBe(303);
  expect((await organiser.post(removal)).status).toBe(404);
  expect((await organiser.post(paths.sessionPeople(parallel), fields)).status).toBe(303);
});

test.each([
  ['nobody', { personId: '', part: 'chair' }],
  ['an unknown person', { personId: '987654', part: 'chair' }],
  ['an unknown part', { personId: '1', part: 'guest' }],
])('refuses to name %s', async (_name, fields) => {
  const sessionId = await addSession(organiser, {});
  expect((await organiser.post(paths.sessionPeople(sessionId), fields)).status).toBe(422);
  expect((await organiser.post(paths.sessionPeople(987_654), { ...fields })).status).not.toBe(303);
  expect(await SessionPerson.count()).toBe(0);
});

test('on the days when clocks change, hours that do not exist or come twice are refused', async () => {
  const project = await Project.findByPk(1, { rejectOnEmpty: true });
  const day = await WorkshopDay.findByPk(1, { rejectOnEmpty: true });
  const before = { timeZone: project.timeZone, date: day.date };
  await project.update({ timeZone: 'America/Santiago' });
  // Clocks go from 24:00 of 5 September to 01:00, and from 24:00 of 4 April back to 23:00.
  await day.update({ date: '2026-09-06' });
  const skipped = await organiser.post(paths.programmeSessions, {
    ...session,
    startsAt: '00:30',
    endsAt: '02:00',
  });
  expect(errorsOf(skipped)).toEqual([
    'There is no 00:30 in America/Santiago on that day: the clocks are put forward over it. Please choose another time.',
  ]);
  await addSession(organiser, { startsAt: '01:00', endsAt: '02:00' });
  await ProgrammeSession.destroy({ where: {} });
  await day.update({ date: '2026-04-04' });
  const twice = await organiser.post(paths.programmeSessions, {
    ...session,
    startsAt: '22:00',
    endsAt: '23:30',
  });
  expect(errorsOf(twice)).toEqual([
    'The clocks of America/Santiago show 23:30 twice on that day, since they are put back. Please choose another time.',
  ]);
  await project.update({ timeZone: before.timeZone });
  await day.update({ date: before.date });
});

test('two organisers at once cannot take the same room', async () => {
  const other = await server.visitor().signInAs('organiser');
  const answers = await Promise.all(
    [organiser, other, organiser, other].map((client, index) =>
      client.post(paths.programmeSessions, {
        ...session,
        title: `Session ${index}`,
        roomId: String(room.id),
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422]);
  expect(await ProgrammeSession.count()).toBe(1);
});

test('the draft costs as many queries with three sessions as with one', async () => {
  const people = [await makePerson('Bo', 'One'), await makePerson('Cy', 'Two')];
  const seat = async (sessionId: number): Promise<void> => {
    for (const { id } of people) {
      await SessionPerson.create({
        sessionId,
        personId: id,
        part: 'speaker',
        talkTitle: '',
        sort: 1,
      });
    }
  };
  await seat(await addSession(organiser, {}));
  const one = await countQueries(() => organiser.get(paths.programmeDraft));
  await seat(await addSession(organiser, { startsAt: '11:00', endsAt: '12:00' }));
  await seat(await addSession(organiser, { dayNumber: '2' }));
  expect(await countQueries(() => organiser.get(paths.programmeDraft))).toBe(one);
});
