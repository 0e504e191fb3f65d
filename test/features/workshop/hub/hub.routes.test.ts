import { setClock } from '../../../../src/lib/clock';
import {
  Attendance,
  Project,
  Registration,
  WorkshopDay,
  WorkshopSettings,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { addSession, makePerson, publish, register } from '../programme/programme-data';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  await Project.update({ timeZone: 'Asia/Tokyo' }, { where: { id: 1 } });
  await WorkshopDay.update({ date: '2026-06-16' }, { where: { number: 1 } });
  await WorkshopDay.update({ date: '2026-06-17' }, { where: { number: 2 } });
  await WorkshopDay.update({ date: '2026-06-18' }, { where: { number: 3 } });
  setClock(new Date('2026-03-01T00:00:00Z'));
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

const steps = async (): Promise<string[]> => {
  const page = await organiser.get(paths.workshop);
  return page
    .$('.next-steps span')
    .map((_, step) => page.$(step).text())
    .get();
};

test('says what is to be done next, until nothing is', async () => {
  expect(await steps()).toEqual([
    'The venue is not named yet.',
    'Nominations have no deadline yet.',
    'Registration has no deadline yet.',
    'No focal point can nominate yet.',
    'The programme has no sessions yet.',
  ]);
  await WorkshopSettings.update(
    { mode: 'online', nominationsCloseAt: new Date(), registrationClosesAt: new Date() },
    { where: { id: 1 } },
  );
  await addSession(organiser, {});
  expect((await steps()).slice(0, 3)).toEqual([
    'People online have no link yet.',
    'No focal point can nominate yet.',
    'The programme is not public yet.',
  ]);
  await publish(organiser);
  await addSession(organiser, { dayNumber: '2' });
  expect((await steps()).at(-1)).toBe(
    'The draft of the programme differs from version 1 in 1 point.',
  );
  await publish(organiser);
  expect((await steps()).at(-1)).toBe(
    'Those concerned by version 2 of the programme have not been told.',
  );
});

test('knows the day by the zone of the workshop, and offers the desk', async () => {
  setClock(new Date('2026-06-16T15:30:00Z'));
  const page = await organiser.get(paths.workshop);
  expect(page.$('tbody tr').eq(1).find('.status').text()).toBe('Today');
  expect((await steps())[0]).toBe('Day 2 is today: check people in.');
  setClock(new Date('2026-06-18T15:00:00Z'));
  expect(await steps()).toEqual([
    'The days of the workshop are in the past, and nobody is registered.',
  ]);
});

test('counts days without the team; nobody checked in is no data, and queries stay the same', async () => {
  const counts = async (): Promise<string[]> => {
    const page = await organiser.get(paths.workshop);
    return page
      .$('tbody tr')
      .map((_, row) => page.$(row).find('td.number').text())
      .get();
  };
  const before = await countQueries(() => organiser.get(paths.workshop));
  expect(await counts()).toEqual(['10–', '10–', '00–']);
  for (const name of ['Ana', 'Bo', 'Cy']) await register(await makePerson(name, 'Test'), [1, 2]);
  const team = await makePerson('Dee', 'Team');
  await register(team, [1, 2]);
  await Registration.update({ role: 'organising_team' }, { where: { personId: team.id } });
  const [guest] = await Registration.findAll({ order: ['id'] });
  for (const registration of await Registration.findAll({ order: ['id'] })) {
    if (registration.id !== guest?.id && registration.personId !== team.id) continue;
    await Attendance.create({
      registrationId: registration.id,
      dayNumber: 1,
      present: true,
      checkedInAt: new Date(),
    });
  }
  expect(await counts()).toEqual(['131', '13–', '00–']);
  expect(await countQueries(() => organiser.get(paths.workshop))).toBe(before);
  expect((await organiser.get(paths.workshop)).$('#next-title')).toHaveLength(0);
});

test('overseers read it without steps; visitors sign in', async () => {
  const page = await (await server.visitor().signInAs('overseer')).get(paths.workshop);
  expect([page.status, page.$('#next-title').length, page.$('main button').length]).toEqual([
    200, 0, 0,
  ]);
  expect(
    page
      .$('.tabs a')
      .toArray()
      .map((link) => page.$(link).attr('href')),
  ).not.toContain(paths.programmeDraft);
  expect((await server.visitor().get(paths.workshop)).location).toBe('/sign-in?next=%2Fworkshop');
});
