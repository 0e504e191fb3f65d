import { Registration } from '../../../../src/models';
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

async function revisionOf(id: number): Promise<string> {
  return String((await Registration.findByPk(id, { rejectOnEmpty: true })).revision);
}

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

test('a person tells one category of funding that applies to them; the team has the last word', async () => {
  const guest = await invite();
  const told = async () => {
    const row = await Registration.findByPk(guest.registration.id, { rejectOnEmpty: true });
    return [row.funding, row.fundingTold];
  };
  const optionsFor = async (token: string): Promise<string[]> => {
    const page = await visitor.get(paths.participant(token));
    const options = page.$('#field-fundingTold option').toArray();
    return options.map((option) => String(page.$(option).attr('value')));
  };
  expect(await optionsFor(guest.token)).toEqual([
    ...['', 'apec_funded', 'own_economy', 'own_organisation', 'host', 'other'],
  ]);
  const two = await answer(visitor, guest, { fundingTold: ['host', 'other'] });
  expect([two.status, two.$('#field-fundingTold-error').text()]).toEqual([
    422,
    'Please choose one category from the list.',
  ]);
  expect((await answer(visitor, guest, { fundingTold: 'rich' })).status).toBe(422);
  await answer(visitor, guest, { fundingTold: 'apec_funded' });
  expect(await told()).toEqual([null, 'apec_funded']);
  const page = await visitor.get(paths.participant(guest.token));
  expect(page.$('.me-facts dd:contains("Funded by APEC")').text()).toBe(
    'Funded by APEC (told, not confirmed)',
  );
  // A form without the question leaves the answer; an empty one takes it back.
  await answer(visitor, guest, { position: 'Director' });
  expect(await told()).toEqual([null, 'apec_funded']);
  await answer(visitor, guest, { fundingTold: '' });
  expect(await told()).toEqual([null, null]);
  await Registration.update({ funding: 'host' }, { where: { id: guest.registration.id } });
  const refused = await answer(visitor, guest, { fundingTold: 'apec_funded', days: ['2'] });
  expect([refused.status, refused.$('#field-fundingTold .field-error').text()]).toEqual([
    422,
    'The team has confirmed: Funded by the host. To have another category, please write to the contact on this page.',
  ]);
  expect([await told(), await daysOf(guest)]).toEqual([
    ['host', null],
    [1, 2, 3],
  ]);
  expect((await answer(visitor, guest, { fundingTold: 'host' })).status).toBe(303);
  const rich = await invite({}, { economyCode: 'JPN' });
  expect(await optionsFor(rich.token)).not.toContain('apec_funded');
  expect((await answer(visitor, rich, { fundingTold: 'apec_funded' })).status).toBe(422);
  const visiting = await invite({}, { affiliation: 'guest', economyCode: '' });
  expect(await optionsFor(visiting.token)).toEqual(['', 'own_organisation', 'host', 'other']);
  const member = await invite({ role: 'organising_team' });
  expect(await optionsFor(member.token)).toEqual([]);
});

test('the team confirms the funding that a person told, or sets another one, with its history', async () => {
  await Registration.update({ status: 'cancelled' }, { where: {} });
  const guest = await invite();
  await answer(visitor, guest, { fundingTold: 'own_organisation' });
  const { id } = guest.registration;
  const before = await organiser.get(paths.registration(id));
  expect(before.$('.told-funding p').text()).toBe(
    'The person told: Funded by the own organisation. Nobody has confirmed it yet.',
  );
  const list = await organiser.get(`${paths.registrations}?funding=told`);
  expect(list.$('.people-table tbody td:last-child').text()).toBe(
    'Own organisationTold, not confirmed',
  );
  const funding = paths.registrationFunding(id);
  const revision = await revisionOf(id);
  expect((await visitor.post(funding, { revision })).status).toBe(403);
  const anyone = await server.visitor().signInAs('overseer');
  expect((await anyone.post(funding, { revision })).status).toBe(403);
  expect((await organiser.post(funding, {})).status).toBe(422);
  // The person changes what they told while the organiser reads it.
  await answer(visitor, guest, { fundingTold: 'host' });
  expect((await organiser.post(funding, { revision })).status).toBe(409);
  expect((await organiser.post(funding, { revision: await revisionOf(id) })).status).toBe(303);
  expect((await organiser.post(funding, { revision: await revisionOf(id) })).status).toBe(409);
  const kept = await Registration.findByPk(id, { rejectOnEmpty: true });
  expect([kept.funding, kept.fundingTold]).toEqual(['host', 'host']);
  const after = await organiser.get(paths.registration(id));
  expect(after.$('.told-funding')).toHaveLength(0);
  const lines = after
    .$('td:nth-child(2)')
    .toArray()
    .map((cell) => after.$(cell).text())
    .filter((text) => text.includes('unding'));
  expect(lines).toEqual([
    'Funding: Not decided yet → Funded by the host',
    'Funding as told: Funded by the own organisation → Funded by the host',
    'Funding as told: Not told → Funded by the own organisation',
  ]);
});
