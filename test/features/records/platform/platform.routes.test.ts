import { migrationContext } from '../../../../migrations/dialect';
import { verifiedFocalPoints } from '../../../../migrations/0034-verified-focal-points';
import { systemActor } from '../../../../src/audit/record-audit-event';
import { db, inTransaction } from '../../../../src/db/transaction';
import { erasePerson } from '../../../../src/features/people/erase-person';
import { exportPerson } from '../../../../src/features/people/export-person';
import {
  AuditEvent,
  FocalPointVerification,
  PlatformRegistration,
  type Person,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { valueAndStatus } from '../../indicators/computed';
import { personWith } from '../people';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());
afterEach(async () => {
  await PlatformRegistration.destroy({ where: {} });
  await FocalPointVerification.destroy({ where: {} });
});

const save = (code: string, facts: Record<string, string>) =>
  organiser.post(paths.platformRegistration(code), {
    ...{ pageAddress: '', pagePublishedOn: '', note: '', revision: '0' },
    ...facts,
  });
const focalPoint = (economyCode: string, familyName = 'Quispe'): Promise<Person> =>
  personWith({ role: 'focal_point', economyCode, familyName });
const verify = (code: string, person: Person, facts: Record<string, string> = {}) =>
  organiser.post(paths.focalPointVerifications(code), {
    ...{ personId: String(person.id), method: 'letter', verifiedOn: '2020-10-05' },
    ...{ verificationNote: 'The ministry names them.', ...facts },
  });
const takeBack = async (code: string, reason: string) => {
  const { id } = await FocalPointVerification.findOne({
    where: { economyCode: code, takenBackAt: null },
    rejectOnEmpty: true,
  });
  const facts = { verificationId: String(id), reason };
  return organiser.post(paths.focalPointVerificationTakenBack(code), facts);
};

test('an economy counts with a published page and a verified focal point, not with one of them', async () => {
  expect(await valueAndStatus('I18')).toEqual([null, 'no_data']);
  expect((await save('PER', { pagePublishedOn: '2020-10-01' })).status).toBe(303);
  expect(await valueAndStatus('I18')).toEqual([0, 'no_target']);
  await save('TWN', {
    ...{ pagePublishedOn: '2020-10-01', pageAddress: 'https://platform.example/chinese-taipei' },
  });
  expect((await verify('TWN', await focalPoint('TWN', 'Lin'))).status).toBe(303);
  expect((await verify('PER', await focalPoint('PER'))).status).toBe(303);
  expect((await verify('KOR', await focalPoint('KOR'))).status).toBe(303);
  expect((await save('PER', { note: 'Seen.', revision: '0' })).status).toBe(409);
  expect(await valueAndStatus('I18')).toEqual([2, 'no_target']);
  const rows = async (client: Client): Promise<string[][]> => {
    const page = await client.get(paths.indicator('I18'));
    return page
      .$('section[aria-labelledby="evidence-title"] tbody tr')
      .toArray()
      .map((row) =>
        page
          .$(row)
          .find('td')
          .toArray()
          .map((cell) => page.$(cell).text().trim()),
      );
  };
  const dates = ['1 Oct 2020', '5 Oct 2020'];
  expect(await rows(overseer)).toEqual([
    ['Peru', ...dates],
    ['Chinese Taipei', ...dates],
  ]);
  expect((await rows(organiser)).map((cells) => cells.slice(0, 4))).toEqual([
    ['Peru', ...dates, 'Ana Quispe'],
    ['Chinese Taipei', ...dates, 'Ana Lin'],
  ]);
  expect(await AuditEvent.count({ where: { action: 'platform_registration.saved' } })).toBe(2);
});

test('a verification ends with the role, and does not pass on to the next one', async () => {
  await save('PER', { pagePublishedOn: '2020-10-01' });
  const first = await focalPoint('PER');
  await verify('PER', first);
  expect(await valueAndStatus('I18')).toEqual([1, 'no_target']);
  await first.update({ role: 'contact' });
  const next = await focalPoint('PER', 'Rojas');
  expect(await valueAndStatus('I18')).toEqual([0, 'no_target']);
  const list = await organiser.get(paths.platformRegistrations);
  expect(list.text).toContain('Not focal point any more: verify the next one');
  expect((await organiser.get(paths.platformRegistration('PER'))).text).toContain(
    'Not focal point any more',
  );
  expect((await verify('PER', first)).$('#field-personId-error').length).toBe(1);
  expect((await verify('PER', next)).status).toBe(303);
  expect(await valueAndStatus('I18')).toEqual([1, 'no_target']);
  await next.update({ economyCode: 'CHL' });
  expect(await valueAndStatus('I18')).toEqual([0, 'no_target']);
  await next.update({ economyCode: 'PER' });
  // Past the time of keeping the figure stays; whoever asks to be erased as a whole is out of it.
  await erasePerson(systemActor, next.id, 'keep');
  expect(await valueAndStatus('I18')).toEqual([1, 'no_target']);
  expect((await organiser.get(paths.platformRegistration('PER'))).text).toContain(
    `Erased person No. ${next.id}`,
  );
  const last = await focalPoint('CHL');
  await save('CHL', { pagePublishedOn: '2020-10-01' });
  await verify('CHL', last);
  expect(await valueAndStatus('I18')).toEqual([2, 'no_target']);
  await erasePerson(systemActor, last.id, 'erase');
  expect(await valueAndStatus('I18')).toEqual([1, 'no_target']);
});

test('one that is taken back stays with its reason, and overseers read who decided without the name', async () => {
  await save('PER', { pagePublishedOn: '2020-10-01' });
  const person = await focalPoint('PER', 'Huamán');
  await verify('PER', person, { verificationNote: 'Ana Huamán answered herself.', method: 'mail' });
  expect((await verify('PER', person)).$('#field-personId-error').text()).toContain('already');
  expect((await takeBack('PER', ' ')).$('#field-reason-error').length).toBe(1);
  expect(await valueAndStatus('I18')).toEqual([1, 'no_target']);
  expect((await takeBack('PER', 'Huamán has left the ministry.')).status).toBe(303);
  expect(await valueAndStatus('I18')).toEqual([0, 'no_target']);
  const [kept] = await FocalPointVerification.findAll();
  const again = { verificationId: String(kept?.id), reason: 'Twice.' };
  expect((await organiser.post(paths.focalPointVerificationTakenBack('PER'), again)).status).toBe(
    409,
  );
  expect((await organiser.post(paths.focalPointVerificationTakenBack('CHL'), again)).status).toBe(
    404,
  );
  const told = async (client: Client): Promise<string[][]> => {
    const page = await client.get(paths.indicator('I18'));
    return page
      .$('[aria-labelledby="decisions-title"] tbody tr')
      .toArray()
      .map((row) =>
        page
          .$(row)
          .find('th, td')
          .toArray()
          .slice(0, 3)
          .map((cell) => page.$(cell).text()),
      );
  };
  expect(await told(overseer)).toEqual([
    ['Focal point of Peru', 'Verification taken back', '… has left the ministry.'],
    ['Focal point of Peru', 'Verified by a reply by mail', '… answered herself.'],
  ]);
  expect((await told(organiser))[0]).toEqual([
    ...['Focal point of Peru, Ana Huamán', 'Verification taken back'],
    'Huamán has left the ministry.',
  ]);
  expect(await exportPerson(systemActor, person.id)).toMatchObject({
    verifiedAsFocalPoint: [
      { economyCode: 'PER', takenBackReason: 'Huamán has left the ministry.' },
    ],
  });
  await erasePerson(systemActor, person.id, 'keep');
  await kept?.reload();
  expect([kept?.note, kept?.takenBackReason]).toEqual(['', '']);
});

test('those from before the person was kept hold until they are taken back', async () => {
  await save('PER', { pagePublishedOn: '2020-10-01' });
  await FocalPointVerification.create({
    ...{ economyCode: 'PER', verifiedOn: '2020-10-05', note: '', verifiedByName: '' },
    verifiedAt: new Date('2020-10-06T00:00:00Z'),
  });
  expect(await valueAndStatus('I18')).toEqual([1, 'no_target']);
  const list = await organiser.get(paths.platformRegistrations);
  expect(list.text).toContain('Verified before the person was kept');
  expect((await takeBack('PER', 'Nobody knows whom it was.')).status).toBe(303);
  expect(await valueAndStatus('I18')).toEqual([0, 'no_target']);
});

test.each([
  ['nobody', { personId: '' }, 'personId'],
  ['no way', { method: 'rumour' }, 'method'],
  ['a day to come', { verifiedOn: '2999-01-01' }, 'verifiedOn'],
  ['no note', { verificationNote: '  ' }, 'verificationNote'],
])('refuses a verification with %s', async (_name, wrong, field) => {
  const page = await verify('PER', await focalPoint('PER'), wrong);
  expect([page.status, page.$(`#field-${field}-error`).length]).toEqual([422, 1]);
  expect(await FocalPointVerification.count()).toBe(0);
});

test('a person of another economy, and somebody who is no focal point, are refused', async () => {
  expect((await verify('PER', await focalPoint('CHL'))).status).toBe(422);
  expect((await verify('PER', await personWith({ economyCode: 'PER' }))).status).toBe(422);
  expect((await verify('DEU', await focalPoint('PER'))).status).toBe(404);
  const person = await focalPoint('PER');
  for (const path of [
    paths.focalPointVerifications('PER'),
    paths.focalPointVerificationTakenBack('PER'),
  ]) {
    expect((await overseer.post(path, { personId: String(person.id) })).status).toBe(403);
  }
  expect(await FocalPointVerification.count()).toBe(0);
});

test.each([
  ['no address', { pageAddress: 'platform' }, 'pageAddress'],
  ['a day that does not exist', { pagePublishedOn: '2020-13-01' }, 'pagePublishedOn'],
  ['a day to come', { pagePublishedOn: '2999-01-01' }, 'pagePublishedOn'],
])('refuses %s', async (_name, wrong, field) => {
  const page = await save('PER', wrong);
  expect([page.status, page.$(`#field-${field}-error`).length]).toEqual([422, 1]);
  expect(await PlatformRegistration.count()).toBe(0);
});

test('lists all 21 economies in APEC’s order, for organisers alone', async () => {
  const page = await organiser.get(paths.platformRegistrations);
  expect(page.$('tbody tr')).toHaveLength(21);
  expect(page.$('tbody th').last().text()).toBe('Viet Nam');
  expect((await organiser.get(paths.platformRegistration('PER'))).status).toBe(200);
  expect((await organiser.get(paths.platformRegistration('DEU'))).status).toBe(404);
  expect((await overseer.get(paths.platformRegistrations)).status).toBe(403);
  for (const address of [paths.records, paths.platformRegistrations]) {
    expect((await server.visitor().get(address)).status).toBe(302);
  }
  expect((await overseer.get(paths.records)).location).toBe(paths.milestones);
  expect((await overseer.post(paths.platformRegistration('PER'), {})).status).toBe(403);
});

test('a database from before the person was kept takes its verified economies over', async () => {
  const sql = (statement: string) => db().query(statement, { raw: true });
  await sql('DROP TABLE focal_point_verifications');
  await sql('ALTER TABLE platform_registrations ADD COLUMN focal_point_verified_on DATE');
  await save('PER', { pagePublishedOn: '2020-10-01' });
  await save('KOR', { pagePublishedOn: '2020-10-02' });
  await sql(`UPDATE platform_registrations SET focal_point_verified_on = '2020-10-05'
    WHERE economy_code = 'PER'`);
  await inTransaction((tx) => verifiedFocalPoints.up(migrationContext(db(), tx)));
  const kept = await FocalPointVerification.findAll();
  expect(kept.map((one) => [one.economyCode, one.personId, one.verifiedOn, one.takenBackAt])) //
    .toEqual([['PER', null, '2020-10-05', null]]);
  expect(await valueAndStatus('I18')).toEqual([1, 'no_target']);
});
