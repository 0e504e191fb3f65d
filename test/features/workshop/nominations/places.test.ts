import { systemActor } from '../../../../src/audit/record-audit-event';
import { erasePerson } from '../../../../src/features/people/erase-person';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { decide, makeFocalPoint, nominate, rulesFor } from './example-nominations';

let server: TestServer;
let organiser: Client;
let visitor: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  visitor = server.visitor();
});
afterAll(() => server.stop());

test('the place of somebody who was erased is free for somebody else', async () => {
  const { token } = await makeFocalPoint('PER');
  await rulesFor('PER', { places: 1 });
  const first = await nominate(visitor, token);
  await decide(organiser, [first], 'accepted');
  await first.reload();
  await erasePerson(systemActor, first.personId ?? 0, 'erase');
  const second = await nominate(visitor, token, { as: 'place' });
  expect((await decide(organiser, [second], 'accepted')).status).toBe(303);
  await second.reload();
  expect(second.status).toBe('accepted');
});
