import { erasePerson } from '../../../../src/features/people/erase-person';
import { exportPerson } from '../../../../src/features/people/export-person';
import {
  countAttendance,
  countRegistered,
} from '../../../../src/features/workshop/attendance/attendance.queries';
import { badgeCode, badgeHash } from '../../../../src/lib/badge-code';
import { setClock } from '../../../../src/lib/clock';
import {
  AuditEvent,
  CalendarEntry,
  Message,
  Person,
  Registration,
  RegistrationChange,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { attend } from '../indicators/attendees';
import { answer, daysOf, invite, setWorkshop, team } from './invited-people';

let server: TestServer;
let organiser: Client;
let visitor: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  visitor = server.visitor();
  await setWorkshop('2030-06-11');
});
afterAll(() => server.stop());

test('an erased person has no link, no badge and no needs; what is counted stays', async () => {
  const guest = await invite(
    { funding: 'host' },
    { familyName: 'Zerbini', email: 'zerbini@clusters.example' },
  );
  await answer(visitor, guest, { dietaryNeeds: 'Gluten-free', days: ['1', '3'] });
  const before = (await exportPerson(team, guest.person.id)) as { registration: object };
  expect(before.registration).toMatchObject({
    status: 'registered',
    dietaryNeeds: 'Gluten-free',
    days: [1, 3],
  });
  await erasePerson(team, guest.person.id, 'keep');
  expect((await visitor.get(paths.participant(guest.token))).status).toBe(404);
  expect((await answer(visitor, guest)).status).toBe(404);
  const row = await Registration.findByPk(guest.registration.id, { rejectOnEmpty: true });
  expect([row.status, row.role, row.funding, row.dietaryNeeds, await daysOf(guest)]).toEqual([
    'cancelled',
    'participant',
    'host',
    null,
    [1, 3],
  ]);
  const codeOnBadge = badgeHash(badgeCode(row.id)) ?? '';
  expect(await Registration.count({ where: { badgeHash: codeOnBadge } })).toBe(0);
  const person = await Person.findByPk(guest.person.id, { rejectOnEmpty: true });
  expect([person.economyCode, person.sex, person.sector]).toEqual(['CHL', 'female', 'private']);
  const left = JSON.stringify([
    await Message.findAll({ where: { personId: person.id } }),
    await AuditEvent.findAll({ where: { personId: person.id } }),
    await RegistrationChange.findAll({ where: { registrationId: row.id } }),
    await CalendarEntry.findAll({ where: { registrationId: row.id } }),
  ]).toLowerCase();
  expect(left).not.toMatch(/zerbini|gluten/);
  expect((await organiser.get(`${paths.registrations}?search=zerbini`)).$('tbody tr')).toHaveLength(
    0,
  );
  expect((await organiser.get(paths.registration(row.id))).$('h1').text()).toBe('Erased person');
});

test('who was there stays in the count of that day, and is expected on no other', async () => {
  setClock(new Date('2030-06-11T12:00:00Z'));
  const { personId } = await attend({ days: [1] });
  const expected = async (): Promise<number[]> =>
    (await countRegistered()).filter(({ status }) => status === 'registered').map(({ day }) => day);
  expect(await expected()).toEqual([1, 2, 3]);
  await erasePerson(team, personId, 'keep');
  setClock(undefined);
  expect(await expected()).toEqual([1]);
  const came = await countAttendance();
  expect(came.map(({ day, sex, persons }) => [day, sex, persons])).toEqual([[1, 'female', 1]]);
});
