import { setClock } from '../../../../src/lib/clock';
import { AuditEvent, Person } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { guest, newKey, type Answered } from './guests';

// 09:12 in Moscow on Day 1 of the default project.
const morning = new Date('2020-06-16T06:12:00Z');

let server: TestServer;
let desks: Client[];

beforeAll(async () => {
  server = await startTestServer();
  setClock(morning);
  desks = [
    await server.visitor().signInAs('organiser'),
    await server.visitor().signInAs('organiser'),
  ];
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

const walkIn = (desk: string, facts: object) => ({
  eventKey: newKey(),
  day: 1,
  desk,
  at: morning.toISOString(),
  sentAt: morning.toISOString(),
  consent: 'I agree.',
  ...facts,
});

async function send(desk: Client | undefined, body: object): Promise<string | undefined> {
  const answer = await desk?.postJson(paths.deskWalkIns, body);
  return (answer?.json() as { answers: Answered[] }).answers[0]?.code;
}

test('somebody whom two desks take in at the same moment is one person', async () => {
  for (const familyName of ['Aaltonen', 'Bergström', 'Castañeda', 'Dvořák', 'Eriksen']) {
    const codes = await Promise.all(
      desks.map((desk, at) =>
        send(
          desk,
          walkIn(`Desk ${at + 1}`, {
            person: {
              givenName: 'Ines',
              familyName,
              sex: 'female',
              affiliation: 'member_economy',
              economyCode: 'CHL',
              sector: 'private',
            },
          }),
        ),
      ),
    );
    expect([familyName, codes.sort()]).toEqual([familyName, ['checked_in', 'likely_known']]);
    expect(await Person.count({ where: { familyName } })).toBe(1);
  }
});

test('the audit trail tells that somebody who had declined was taken in', async () => {
  const { id, personId } = await guest({ status: 'declined' });
  expect(await send(desks[0], walkIn('Desk A', { personId }))).toBe('checked_in');
  const lines = await AuditEvent.findAll({
    where: { action: 'registration.moved', subjectId: String(id) },
  });
  expect(lines.map(({ changes }) => JSON.parse(changes) as unknown)).toEqual([
    {
      status: ['declined', 'registered'],
      reason: 'Came to the workshop without being registered',
    },
  ]);
});
