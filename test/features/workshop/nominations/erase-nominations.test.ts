import { systemActor } from '../../../../src/audit/record-audit-event';
import { erasePerson } from '../../../../src/features/people/erase-person';
import { exportPerson } from '../../../../src/features/people/export-person';
import { Nomination, NominationDecision, NominationLetter } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { makePerson } from '../../people/example-people';
import { decide, makeFocalPoint, nominate } from './example-nominations';

let server: TestServer;
let organiser: Client;
let visitor: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  visitor = server.visitor();
});
afterAll(() => server.stop());

test('erasing a person empties their nominations, ends their links and removes letters', async () => {
  const { token, focalPoint } = await makeFocalPoint('NZL');
  const nomination = await nominate(visitor, token, {
    email: 'erase.me@cluster.example',
    familyName: 'Zarquon',
  });
  await decide(organiser, [nomination], 'declined', {
    publicReason: 'Zarquon has been before',
    note: 'Zarquon',
  });
  const person = await makePerson({
    familyName: 'Zarquon',
    email: 'erase.me@cluster.example',
    economyCode: 'NZL',
    clusterName: '',
  });
  const letter = { name: 'zarquon.pdf', content: Buffer.from('%PDF-1.7 Zarquon') };
  expect((await visitor.upload(paths.focalPointLetters(token), letter)).status).toBe(303);
  const copy = JSON.stringify(await exportPerson(systemActor, person.id));
  expect(copy).toContain('Leads a cluster');
  expect(copy).toContain('Zarquon has been before');
  await erasePerson(systemActor, person.id, 'erase');
  const rows = JSON.stringify([
    await Nomination.findAll({ where: { economyCode: 'NZL' } }),
    await NominationDecision.findAll({ where: { nominationId: nomination.id } }),
    await NominationLetter.findAll({ where: { economyCode: 'NZL' } }),
  ]);
  expect(rows).not.toMatch(/zarquon|erase\.me|Leads a cluster/i);
  await nomination.reload();
  expect([nomination.sex, nomination.sector, nomination.status]).toEqual([null, null, 'declined']);
  expect((await decide(organiser, [nomination], 'accepted')).status).toBe(404);
  await erasePerson(systemActor, focalPoint.personId, 'erase');
  expect((await visitor.get(paths.focalPoint(token))).status).toBe(404);
});

test('somebody who was nominated and never became a person is erased by their nomination', async () => {
  const { token } = await makeFocalPoint('SGP');
  const nomination = await nominate(visitor, token, { familyName: 'Blanked' });
  expect((await organiser.post(paths.nomineeErasure(nomination.id))).status).toBe(303);
  await nomination.reload();
  expect([nomination.familyName, nomination.email, nomination.why, nomination.status]).toEqual([
    '',
    null,
    '',
    'withdrawn',
  ]);
  expect((await organiser.post(paths.nomineeErasure(nomination.id))).status).toBe(410);
  const page = await organiser.get(paths.nominee(nomination.id));
  expect([page.status, page.$('h1').text()]).toEqual([200, `Erased nomination ${nomination.id}`]);
  const accepted = await nominate(visitor, token);
  await decide(organiser, [accepted], 'accepted');
  expect((await organiser.post(paths.nomineeErasure(accepted.id))).status).toBe(409);
});
