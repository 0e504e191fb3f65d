import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { answer, daysOf, invite, setWorkshop } from './invited-people';

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

test('an organiser does not write over days that the person has chosen meanwhile', async () => {
  const guest = await invite();
  await answer(visitor, guest);
  const address = paths.registration(guest.registration.id);
  const form = await organiser.get(address);
  const revision = String(form.$('form input[name=revision]').first().val());
  expect((await answer(visitor, guest, { days: ['2'] })).status).toBe(303);
  const change = { role: 'expert', funding: '', mode: 'on_site', days: ['1', '2', '3'] };
  const late = await organiser.post(address, { ...change, reason: 'Gives advice', revision });
  expect([late.status, await daysOf(guest)]).toEqual([409, [2]]);
});
