import { AuditEvent, PlatformRegistration } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { valueAndStatus } from '../../indicators/computed';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());
afterEach(() => PlatformRegistration.destroy({ where: {} }));

const save = (code: string, facts: Record<string, string>) =>
  organiser.post(paths.platformRegistration(code), {
    ...{ pageAddress: '', pagePublishedOn: '', focalPointVerifiedOn: '', note: '', revision: '0' },
    ...facts,
  });

test('an economy counts with a published page and a verified focal point, not with one of them', async () => {
  expect(await valueAndStatus('I18')).toEqual([null, 'no_data']);
  expect((await save('PER', { pagePublishedOn: '2020-10-01' })).status).toBe(303);
  expect(await valueAndStatus('I18')).toEqual([0, 'no_target']);
  const both = { pagePublishedOn: '2020-10-01', focalPointVerifiedOn: '2020-10-05' };
  await save('TWN', { ...both, pageAddress: 'https://platform.example/chinese-taipei' });
  expect((await save('PER', { ...both, revision: '1' })).status).toBe(303);
  expect((await save('PER', { ...both, revision: '1' })).status).toBe(409);
  expect(await valueAndStatus('I18')).toEqual([2, 'no_target']);
  const page = await overseer.get(paths.indicator('I18'));
  const first = page
    .$('section[aria-labelledby="evidence-title"] tbody tr')
    .toArray()
    .map((row) => page.$(row).find('td').first().text());
  expect(first).toEqual(['Peru', 'Chinese Taipei']);
  expect(await AuditEvent.count({ where: { action: 'platform_registration.saved' } })).toBe(3);
});

test.each([
  ['no address', { pageAddress: 'platform' }, 'pageAddress'],
  ['a day that does not exist', { pagePublishedOn: '2020-13-01' }, 'pagePublishedOn'],
  ['a day to come', { focalPointVerifiedOn: '2999-01-01' }, 'focalPointVerifiedOn'],
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
