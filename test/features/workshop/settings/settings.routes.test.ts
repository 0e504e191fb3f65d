import {
  AuditEvent,
  ProgrammeSession,
  Project,
  Room,
  WorkshopSettings,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';

let server: TestServer;
let organiser: Client;

const valid = {
  mode: 'hybrid',
  venue: 'Congress Hall',
  address: '1 Harbour Street',
  onlineLink: 'https://meet.project.example/workshop',
  capacity: '120',
  nominationsCloseAt: '2026-04-01T18:00',
  registrationClosesAt: '2026-05-01T18:00',
  certificateDaysMin: '2',
  certificateSignatory: 'Ana Limón',
  certificateSignatoryPosition: 'Head of the project team',
};

const stored = (): Promise<WorkshopSettings> =>
  WorkshopSettings.findByPk(1, { rejectOnEmpty: true });
const post = async (wrong: Record<string, string> = {}) =>
  organiser.post(paths.workshopSettings, {
    ...valid,
    revision: String((await stored()).revision),
    ...wrong,
  });

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  await Project.update({ timeZone: 'Asia/Tokyo' }, { where: { id: 1 } });
});
afterAll(() => server.stop());

test('saves how the workshop is held, with deadlines of its own zone, and shows it again', async () => {
  const answer = await post();
  expect([answer.status, answer.location]).toEqual([303, paths.workshopSettings]);
  const settings = await stored();
  expect([
    settings.mode,
    settings.capacity,
    settings.nominationsCloseAt?.toISOString(),
    settings.certificateDaysMin,
  ]).toEqual(['hybrid', 120, '2026-04-01T09:00:00.000Z', 2]);
  const page = await organiser.get(paths.workshopSettings);
  expect(page.$('#field-registrationClosesAt').val()).toBe('2026-05-01T18:00');
  expect(await AuditEvent.count({ where: { action: 'workshop.settings_corrected' } })).toBe(1);
  expect((await post()).status).toBe(303);
  expect(await AuditEvent.count({ where: { action: 'workshop.settings_corrected' } })).toBe(1);
});

test('empty deadlines and seats mean none', async () => {
  await post({ capacity: '', nominationsCloseAt: '', registrationClosesAt: '' });
  const { capacity, nominationsCloseAt, registrationClosesAt } = await stored();
  expect([capacity, nominationsCloseAt, registrationClosesAt]).toEqual([null, null, null]);
});

test.each([
  ['a mode that is none', { mode: 'moon' }, 'mode'],
  ['a link that a browser would run', { onlineLink: 'javascript:alert(1)' }, 'onlineLink'],
  ['no seats', { capacity: '0' }, 'capacity'],
  ['half a seat', { capacity: '1.5' }, 'capacity'],
  ['a date that does not exist', { nominationsCloseAt: '2026-02-30T10:00' }, 'nominationsCloseAt'],
  [
    'registration that closes first',
    { registrationClosesAt: '2026-03-01T10:00' },
    'registrationClosesAt',
  ],
  ['more days than there are', { certificateDaysMin: '9' }, 'certificateDaysMin'],
])('refuses %s and keeps what was typed', async (_name, wrong, field) => {
  const before = (await stored()).get();
  const page = await post({ venue: 'Typed venue', ...wrong });
  expect(page.status).toBe(422);
  expect(page.$(`.notice a[href="#field-${field}"]`)).toHaveLength(1);
  expect(page.$('#field-venue').val()).toBe('Typed venue');
  expect((await stored()).get()).toEqual(before);
});

test('refuses a deadline in an hour that the clocks skip', async () => {
  await Project.update({ timeZone: 'Europe/Berlin' }, { where: { id: 1 } });
  const page = await post({ nominationsCloseAt: '2026-03-29T02:30' });
  await Project.update({ timeZone: 'Asia/Tokyo' }, { where: { id: 1 } });
  expect(page.$('#field-nominationsCloseAt-error').text()).toBe(
    'There is no such time in Europe/Berlin: the clocks are put forward over it that day. Please choose another.',
  );
});

test('refuses an edit based on an older state, and everybody but organisers', async () => {
  expect((await post({ revision: '0' })).status).toBe(409);
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.get(paths.workshopSettings)).status).toBe(403);
  for (const address of [
    paths.workshopSettings,
    paths.workshopRooms,
    paths.workshopRoom(1),
    paths.workshopRoomRemoval(1),
  ]) {
    expect([address, (await overseer.post(address, valid)).status]).toEqual([address, 403]);
  }
  expect((await server.visitor().get(paths.workshopSettings)).status).toBe(302);
});

test('rooms are added, corrected and removed; a name stands once; a room in use stays', async () => {
  const add = (roomName: string, roomCapacity = '') =>
    organiser.post(paths.workshopRooms, { roomName, roomCapacity });
  expect((await add('Blue room', '40')).status).toBe(303);
  expect((await add('Red room')).status).toBe(303);
  const twice = await add('Blue room', '12');
  expect([twice.status, twice.$('#field-roomCapacity').val()]).toEqual([422, '12']);
  expect(twice.$('.notice li').text()).toBe('There is a room of this name already.');
  expect((await add('', '5')).status).toBe(422);
  expect((await add('Green room', '-1')).status).toBe(422);

  const [blue, red] = await Room.findAll({ order: ['sort'] });
  if (blue === undefined || red === undefined) throw new Error('Two rooms were added.');
  const rename = (id: number, roomName: string) =>
    organiser.post(paths.workshopRoom(id), { roomName, roomCapacity: '' });
  expect((await rename(red.id, 'Blue room')).status).toBe(422);
  expect((await rename(red.id, 'Harbour room')).status).toBe(303);
  expect((await rename(999_999, 'Harbour room')).status).toBe(404);
  await ProgrammeSession.create({
    dayNumber: 1,
    startsAt: '09:00',
    endsAt: '10:00',
    roomId: blue.id,
    type: 'panel',
    title: 'Panel',
    description: '',
    genderDimension: false,
    revision: 1,
  });
  expect((await organiser.post(paths.workshopRoomRemoval(blue.id))).status).toBe(409);
  expect((await organiser.post(paths.workshopRoomRemoval(red.id))).status).toBe(303);
  expect((await Room.findAll()).map(({ name, capacity }) => [name, capacity])).toEqual([
    ['Blue room', 40],
  ]);
});
