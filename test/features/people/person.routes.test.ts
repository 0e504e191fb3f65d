import { recordConsents } from '../../../src/features/people/record-consents';
import { inTransaction } from '../../../src/db/transaction';
import { AuditEvent, Cluster, Person } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { makePerson, personFields } from './example-people';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());
beforeEach(() => Person.destroy({ where: {} }));

test('adds a person and leaves a line in the audit trail', async () => {
  const answer = await organiser.post(paths.people, {
    ...personFields,
    familyName: ' de la Cruz ',
  });
  const person = await Person.findOne({ rejectOnEmpty: true });
  expect([answer.status, answer.location]).toEqual([303, paths.person(person.id)]);
  expect({ ...person.get(), createdAt: 0, updatedAt: 0, id: 0, clusterId: 0 }).toEqual({
    id: 0,
    title: null,
    givenName: 'Lan',
    familyName: 'de la Cruz',
    nameKey: 'de la cruz lan de la cruz',
    email: 'lan@cluster-a.example',
    emailKey: 'lan@cluster-a.example',
    sex: 'female',
    affiliation: 'member_economy',
    economyCode: 'VNM',
    sector: 'private',
    organisation: 'Cluster A',
    organisationKey: 'cluster a',
    position: 'Manager',
    role: 'cluster_manager',
    clusterId: 0,
    language: 'en',
    origin: 'manual',
    notes: null,
    erasedAt: null,
    revision: 1,
    createdAt: 0,
    updatedAt: 0,
  });
  expect((await Cluster.findByPk(person.clusterId ?? 0))?.name).toBe('Alpha cluster');
  const line = await AuditEvent.findOne({ where: { action: 'person.added', personId: person.id } });
  expect(line?.actorUserId).toBe(organiser.user?.id);
});

test.each([
  ['no name', { familyName: ' ' }, 'familyName'],
  ['a wrong address', { email: 'lan@nowhere' }, 'email'],
  ['no economy', { economyCode: '' }, 'economyCode'],
  ['an economy of a guest', { affiliation: 'guest' }, 'economyCode'],
  ['a sex that is none', { sex: 'F' }, 'sex'],
  ['a role that is none', { role: 'boss' }, 'role'],
  ['control characters', { organisation: 'a\u0007b' }, 'organisation'],
  ['a name without end', { givenName: 'x'.repeat(201) }, 'givenName'],
  ['a cluster without an economy', { affiliation: 'other', economyCode: '' }, 'clusterName'],
])('refuses %s and keeps what was typed', async (_name, wrong, field) => {
  const page = await organiser.post(paths.people, { ...personFields, ...wrong });
  expect(page.status).toBe(422);
  expect(page.$(`.notice a[href="#field-${field}"]`)).toHaveLength(1);
  expect(page.$('#field-position').val()).toBe('Manager');
  expect(await Person.count()).toBe(0);
});

test('an economy that does not exist is refused by the database, without a trace', async () => {
  const page = await organiser.post(paths.people, { ...personFields, economyCode: 'XXX' });
  expect(page.status).toBe(409);
  expect(await Person.count()).toBe(0);
});

test('an address that somebody has is refused with a link to them, in any case', async () => {
  const first = await makePerson();
  const page = await organiser.post(paths.people, {
    ...personFields,
    email: 'LAN@cluster-a.Example',
    familyName: 'Other',
  });
  expect(page.status).toBe(422);
  expect(page.$('#field-email-error').text()).toBe('Another person has this e-mail address.');
  expect(page.$('.notice-warning a').attr('href')).toBe(paths.person(first.id));
  expect(page.$('.notice-warning a').text()).toBe('Lan NGUYEN');
  expect(await Person.count()).toBe(1);
});

test('people without an address can share that they have none', async () => {
  await makePerson({ email: '' });
  expect((await organiser.post(paths.people, { ...personFields, email: '' })).status).toBe(303);
  expect(await Person.count()).toBe(2);
});

test('edits a person, once: a second editor of the same state is refused', async () => {
  const person = await makePerson();
  const edit = { ...personFields, revision: '1', organisation: 'Cluster B' };
  const form = await organiser.get(paths.personEdit(person.id));
  expect(form.$('input[name=revision]').val()).toBe('1');
  expect(form.$('#field-clusterName').val()).toBe('Alpha cluster');
  const answer = await organiser.post(paths.personEdit(person.id), edit);
  expect([answer.status, answer.location]).toEqual([303, paths.person(person.id)]);
  const late = await organiser.post(paths.personEdit(person.id), { ...edit, organisation: 'C' });
  expect(late.status).toBe(409);
  await person.reload();
  expect([person.organisation, person.organisationKey, person.revision]).toEqual([
    'Cluster B',
    'cluster b',
    2,
  ]);
  const line = await AuditEvent.findOne({
    where: { action: 'person.corrected', personId: person.id },
  });
  expect(JSON.parse(line?.changes ?? '')).toEqual({ organisation: ['Cluster A', 'Cluster B'] });
});

test('saving a form unchanged changes nothing', async () => {
  const person = await makePerson();
  await organiser.post(paths.personEdit(person.id), { ...personFields, revision: '1' });
  await person.reload();
  expect(person.revision).toBe(1);
});

test('two editors at the same moment: one is saved, the other is told', async () => {
  const person = await makePerson();
  const edits = await Promise.all(
    ['One', 'Two', 'Three'].map((organisation) =>
      organiser.post(paths.personEdit(person.id), { ...personFields, organisation, revision: '1' }),
    ),
  );
  expect(edits.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
});

test('the same new address twice at the same moment makes one person', async () => {
  const answers = await Promise.all(
    [1, 2, 3].map(() => organiser.post(paths.people, personFields)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
  expect(await Person.count()).toBe(1);
});

test('shows details, consents with their words, and the audit trail', async () => {
  const person = await makePerson();
  await inTransaction((tx) =>
    recordConsents(tx, {
      personId: person.id,
      source: 'cluster_survey',
      given: [{ kind: 'data_use', given: true, wording: 'I agree to <b>this</b>.' }],
    }),
  );
  const page = await organiser.get(paths.person(person.id));
  expect(page.$('h1').text()).toBe('Lan NGUYEN');
  expect(page.$('dt:contains("Travel-eligible") + dd').text()).toBe('Yes');
  expect(page.$('dt:contains("Cluster") + dd').text()).toBe('Alpha cluster');
  expect(page.$('.consent-list li').text()).toContain('“I agree to <b>this</b>.”');
  expect(page.$('#audit-title').closest('section').find('tbody td').eq(2).text()).toBe(
    'person.added',
  );
});

test.each(['get', 'post'] as const)('keeps overseers and visitors out (%s)', async (method) => {
  const person = await makePerson();
  const overseer = await server.visitor().signInAs('overseer');
  for (const path of [
    paths.person(person.id),
    paths.personEdit(person.id),
    paths.personErasure(person.id),
    paths.personExport(person.id),
  ]) {
    if (method === 'get') {
      expect([path, (await overseer.get(path)).status]).toEqual([path, 403]);
      expect((await server.visitor().get(path)).location).toMatch(/^\/sign-in\?next=/);
    } else if (path !== paths.person(person.id) && path !== paths.personExport(person.id)) {
      expect([path, (await overseer.post(path, personFields)).status]).toEqual([path, 403]);
    }
  }
});

test.each(['0', '999999', '99999999999', 'abc', '1e99', '-1', '1;DROP TABLE people'])(
  'nobody is at /people/%s',
  async (id) => {
    expect((await organiser.get(`${paths.people}/${encodeURIComponent(id)}`)).status).toBe(404);
  },
);
