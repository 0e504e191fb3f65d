import { setClock } from '../../../../src/lib/clock';
import { ProgrammeSession } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { deskEvent, guest, sendEvents } from '../attendance/guests';
import { addSession } from './programme-data';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());
afterEach(() => {
  setClock(undefined);
});

test('a session at which a desk refused somebody stays, and the organiser reads why', async () => {
  const sessionId = await addSession(organiser, { title: 'Panel' });
  const declined = await guest({ status: 'declined' });
  setClock(new Date('2020-06-16T06:12:00Z'));
  const [answer] = await sendEvents(organiser, [
    deskEvent({ registrationId: declined.id, sessionId }),
  ]);
  expect(answer?.code).toBe('not_registered');
  const removal = await organiser.post(`${paths.programmeSession(sessionId)}/removal`, {
    revision: '1',
  });
  expect(removal.status).toBe(409);
  expect(removal.text).toContain('A desk has checked people in to this session');
  expect(await ProgrammeSession.count({ where: { id: sessionId } })).toBe(1);
});
