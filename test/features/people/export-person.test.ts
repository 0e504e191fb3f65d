import type { Actor } from '../../../src/audit/record-audit-event';
import { erasePerson } from '../../../src/features/people/erase-person';
import { exportPerson } from '../../../src/features/people/export-person';
import {
  personEraseCommand,
  personExportCommand,
} from '../../../src/features/people/person-commands';
import { AuditEvent, Person } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { makePerson } from './example-people';
import { expectNoTrace, makeTraces } from './person-traces';

let server: TestServer;
let organiser: Client;
let actor: Actor;
let userId: number;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  userId = organiser.user?.id ?? 0;
  actor = { kind: 'user', userId, name: 'Test organiser' };
});
afterAll(() => server.stop());

test('exports everything about one person and nothing about others', async () => {
  const { person } = await makeTraces(userId);
  await makePerson({ givenName: 'Bo', familyName: 'Bystander', email: 'bo@stays.example' });
  const answer = await organiser.get(paths.personExport(person.id));
  expect(answer.headers.get('content-disposition')).toContain(`person-${person.id}.json`);
  const held = answer.json() as Record<string, unknown[]> & { person: Record<string, unknown> };
  expect(held.person).toMatchObject({
    givenName: 'Zerafina',
    economy: 'Viet Nam',
    cluster: 'Alpha cluster',
    notes: 'Zerafina prefers mornings',
  });
  expect(held.answers).toHaveLength(1);
  expect(held.answers?.[0]).toMatchObject({
    answers: { name: 'Zerafina Quixworth', years: 7 },
    reviews: [{ decision: 'returned' }],
    files: [{ fileName: 'quixworth-cv.pdf' }],
  });
  expect(held.answersInProgress).toHaveLength(1);
  expect(held.consents).toMatchObject([{ kind: 'data_use', given: true }]);
  expect(held.invitations).toMatchObject([
    { anonymous: false, finished: true },
    { anonymous: true, finished: false },
  ]);
  expect(held.messages).toHaveLength(4);
  expect(held.unsubscribedFrom).toMatchObject([{ kind: 'survey' }]);
  expect(answer.text).not.toContain('Bystander');
  expect(answer.text).not.toContain('Test organiser');
  expect(answer.text).not.toContain('olga@team.example');
  expect(await AuditEvent.count({ where: { action: 'person.exported' } })).toBe(1);
  await erasePerson(actor, person.id, 'erase');
  expectNoTrace(JSON.stringify(await exportPerson(actor, person.id)).toLowerCase());
});

test('the commands find a person by number and by address in any case', async () => {
  const person = await makePerson({ email: 'command@x.example', familyName: 'Command' });
  for (const name of [String(person.id), 'Command@X.example']) {
    const held = JSON.parse(await personExportCommand([name])) as { person: { id: number } };
    expect(held.person.id).toBe(person.id);
  }
  await expect(personExportCommand(['nobody@x.example'])).rejects.toMatchObject({ status: 404 });
  await expect(personExportCommand([])).rejects.toMatchObject({ code: 'no_person_given' });
  await expect(personEraseCommand([String(person.id), '--all'])).rejects.toMatchObject({
    code: 'unknown_option',
  });
  expect(await personEraseCommand(['command@x.example', '--keep-answers'])).toBe(
    `Person ${person.id} is erased: 0 sets of answers kept without a name, 0 in progress deleted, 0 mails emptied.`,
  );
  expect((await Person.findByPk(person.id))?.erasedAt).toBeInstanceOf(Date);
  await expect(personEraseCommand([String(person.id)])).rejects.toMatchObject({ status: 410 });
});
