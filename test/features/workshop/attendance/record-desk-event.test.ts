import { setClock } from '../../../../src/lib/clock';
import { Attendance, AuditEvent, type Registration } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { deskEvent, guest, newKey, sendEvents } from './guests';

let server: TestServer;
let desk: Client;

beforeAll(async () => {
  server = await startTestServer();
  desk = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());
beforeEach(() => {
  // 09:12 in Moscow on Day 1 of the default project.
  setClock(new Date('2020-06-16T06:12:00Z'));
});
afterEach(() => {
  setClock(undefined);
});

const isThere = async ({ id: registrationId }: Registration): Promise<boolean | undefined> =>
  (await Attendance.findOne({ where: { registrationId, dayNumber: 1 } }))?.present;

const shownAsThere = async ({ id }: Registration): Promise<string[] | undefined> => {
  const state = (await desk.get(`${paths.deskState}?day=1`)).json() as {
    present: { id: number; keys: string[] }[];
  };
  return state.present.find((one) => one.id === id)?.keys;
};

test('an undo takes nothing back of another person, whatever keys it names', async () => {
  const one = await guest();
  const other = await guest();
  const checkIn = newKey();
  await sendEvents(desk, [
    deskEvent({ registrationId: one.id }),
    deskEvent({ registrationId: other.id, eventKey: checkIn }),
    deskEvent({ registrationId: one.id, kind: 'undo', reason: 'Mixed up', undoes: [checkIn] }),
  ]);
  expect(await shownAsThere(other)).toEqual([checkIn]);
  const again = newKey();
  const [answer] = await sendEvents(desk, [
    deskEvent({ registrationId: other.id, eventKey: again }),
  ]);
  expect(answer?.code).toBe('already_in');
  expect([await isThere(one), await isThere(other)]).toEqual([true, true]);
  const [undone] = await sendEvents(desk, [
    deskEvent({ registrationId: other.id, kind: 'undo', reason: 'Left', undoes: [checkIn, again] }),
  ]);
  expect([undone?.code, await isThere(other), await shownAsThere(other)]).toEqual([
    'undone',
    false,
    undefined,
  ]);
});

test('the audit trail tells of a status that a desk has changed', async () => {
  const invited = await guest({ status: 'invited' });
  const declined = await guest({ status: 'declined' });
  await sendEvents(desk, [
    deskEvent({ registrationId: invited.id }),
    deskEvent({ registrationId: declined.id, override: true, reason: 'Has come after all' }),
  ]);
  const lines = await AuditEvent.findAll({
    where: { action: 'registration.moved', subjectId: [invited.id, declined.id].map(String) },
    order: ['id'],
  });
  expect(lines.map(({ changes }) => JSON.parse(changes) as unknown)).toEqual([
    { status: ['invited', 'registered'], reason: 'Came to the workshop' },
    { status: ['declined', 'registered'], reason: 'Let in by the desk: Has come after all' },
  ]);
});
