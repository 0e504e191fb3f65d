import { AuditEvent, Risk } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
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
afterEach(() => Risk.destroy({ where: {} }));

const facts = {
  title: 'Too few women are nominated',
  likelihood: '3',
  impact: '4',
  mitigation: 'Ask the focal points early.',
  status: 'open',
  reviewOn: '2020-05-01',
};

async function add(changes: Record<string, string> = {}): Promise<Risk> {
  const answer = await organiser.post(paths.risks, { ...facts, ...changes });
  expect([answer.status, answer.location]).toEqual([303, paths.risks]);
  return Risk.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
}

test('is listed by weight, closed ones last, with those due for review', async () => {
  await add();
  await add({ title: 'Heavy', likelihood: '4', impact: '5', reviewOn: '2999-01-01' });
  await add({ title: 'Over', likelihood: '5', impact: '5', status: 'closed' });
  const page = await overseer.get(paths.risks);
  const lines = page
    .$('tbody tr')
    .toArray()
    .map((row) => [
      page.$(row).find('th a').text(),
      page.$(row).find('td').eq(0).find('.status').text(),
      page.$(row).find('td').eq(2).find('.status').text(),
    ]);
  expect(lines).toEqual([
    ['Heavy', '20', ''],
    ['Too few women are nominated', '12', 'Due'],
    ['Over', '25', ''],
  ]);
  expect(page.$('main form').length + page.$('.page-actions').length).toBe(0);
});

test('keeps what changed and why in its history, out of the trail', async () => {
  const risk = await add();
  const changed = {
    ...facts,
    ...{ likelihood: '5', ownerId: String(organiser.user?.id), mitigation: 'Ask Ana Lim.' },
  };
  const change = (fields: Record<string, string>) =>
    organiser.post(paths.riskEdit(risk.id), { ...changed, revision: '1', ...fields });
  const refused = await change({ reason: ' ' });
  expect([refused.status, refused.$('#field-reason-error').length]).toEqual([422, 1]);
  expect((await change({ reason: 'Half of the economies named nobody.' })).status).toBe(303);
  expect((await change({ reason: 'Late.' })).status).toBe(409);
  const page = await overseer.get(paths.risk(risk.id));
  expect(
    page
      .$('.history-list li li')
      .toArray()
      .map((line) => page.$(line).text()),
  ).toEqual([
    'Likelihood: 3, possible → 5, almost certain',
    'What is done about it: Ask the focal points early. → Ask Ana Lim.',
    'Owner: nothing → Test organiser',
  ]);
  const trail = await AuditEvent.findAll({ where: { area: 'risk' }, order: ['id'] });
  expect(trail.at(-1)?.changes).toBe('{"fields":["likelihood","mitigation","ownerId"]}');
  const person = await personWith({ familyName: 'Lim' });
  const erased = await organiser.post(paths.personErasure(person.id), {
    ...{ answers: 'erase', confirmation: 'ERASE' },
  });
  expect(erased.status).toBe(303);
  expect((await overseer.get(paths.risk(risk.id))).text).not.toContain('Ana Lim');
});

test.each([
  ['no name', { title: '' }, 'title'],
  ['a likelihood of 6', { likelihood: '6' }, 'likelihood'],
  ['no impact', { impact: '' }, 'impact'],
  ['nothing done about it', { mitigation: '' }, 'mitigation'],
  ['a state that is none', { status: 'gone' }, 'status'],
  ['a review on no day', { reviewOn: '2020-13-01' }, 'reviewOn'],
  ['an owner who only reads', { ownerId: 'overseer' }, 'ownerId'],
])('refuses a risk with %s and keeps what was typed', async (_name, wrong, field) => {
  const typed = wrong as Record<string, string>;
  if (typed.ownerId === 'overseer') typed.ownerId = String(overseer.user?.id);
  const page = await organiser.post(paths.risks, { ...facts, ...typed });
  expect([page.status, page.$(`#field-${field}-error`).length]).toEqual([422, 1]);
  expect(await Risk.count()).toBe(0);
});

test('is kept by organisers and read by overseers, in as many queries for one as for three', async () => {
  const risk = await add();
  for (const address of [paths.newRisk, paths.riskEdit(risk.id)]) {
    expect((await organiser.get(address)).status).toBe(200);
    expect((await overseer.get(address)).status).toBe(403);
    expect((await server.visitor().get(address)).status).toBe(302);
  }
  for (const address of [paths.risks, paths.riskEdit(risk.id), paths.riskRemoval(risk.id)]) {
    expect((await overseer.post(address, facts)).status).toBe(403);
  }
  expect((await overseer.get(paths.risk(2 ** 40))).status).toBe(404);
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.risks));
  const before = Math.min(await cost(), await cost());
  await add();
  await add({ ownerId: String(organiser.user?.id) });
  expect(Math.min(await cost(), await cost())).toBe(before);
  expect((await organiser.post(paths.riskRemoval(risk.id))).status).toBe(303);
  expect((await organiser.get(paths.risk(risk.id))).status).toBe(404);
});
