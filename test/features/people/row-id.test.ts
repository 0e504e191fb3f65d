import { linkToken } from '../../../src/lib/link-tokens';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { attend } from '../workshop/indicators/attendees';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());

/** Numbers no row can have, as they stand in an address. */
const wrong = ['abc', '0', '-1', '1.5', '2147483648', '99999999999999999999'];

test.each([
  '/workshop/speakers/ID/speaker',
  '/workshop/interviews/ID',
  '/workshop/notes/ID',
  '/workshop/notes/days/ID',
  '/workshop/materials/ID/file',
  '/workshop/certificates/ID/file',
  '/workshop/certificates/names/ID',
  '/workshop/attendance/ID',
  '/workshop/registrations/ID',
  '/programme/materials/ID',
])('%s is nowhere for a number that no row has', async (address) => {
  for (const id of wrong) {
    expect([id, (await organiser.get(address.replace('ID', id))).status]).toEqual([id, 404]);
  }
});

test.each([
  ['/workshop/registrations/ID', { role: 'expert', days: '1', reason: 'Why', revision: '1' }],
  ['/workshop/registrations/ID/status', { to: 'cancelled', reason: 'Why', revision: '1' }],
  ['/workshop/certificates/ID/revocation', { reason: 'Why' }],
  ['/workshop/certificates/names/ID', { name: 'Ana Lim' }],
  ['/workshop/materials/ID/removal', {}],
  ['/workshop/speakers/ID/expert/contribution', { contributed: 'yes' }],
])('nor does a form sent to %s change anything', async (address, fields) => {
  for (const id of wrong) {
    const answer = await organiser.post(address.replace('ID', id), fields);
    expect([id, answer.status]).toEqual([id, 404]);
  }
});

test('a person’s own link makes no difference', async () => {
  const { id } = await attend({ role: 'speaker' });
  const own = `/workshop/me/${linkToken(`registration:${id}`)}/materials`;
  const visitor = server.visitor();
  for (const odd of wrong) {
    const file = await visitor.get(`${own}/${odd}`);
    const removal = await visitor.post(`${own}/${odd}/removal`);
    expect([odd, file.status, removal.status]).toEqual([odd, 404, 404]);
  }
});
