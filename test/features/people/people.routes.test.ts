import { Invitation, Person, Survey } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { makePerson } from './example-people';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());
beforeEach(async () => {
  await Invitation.destroy({ where: {} });
  await Person.destroy({ where: {} });
});

async function found(query: string): Promise<string[]> {
  const page = await organiser.get(`${paths.people}?${query}`);
  expect(page.status).toBe(200);
  return page
    .$('tbody th a')
    .toArray()
    .map((link) => page.$(link).text());
}

async function makeFour(): Promise<void> {
  await makePerson({ givenName: 'Lan', familyName: 'NGUYEN' });
  await makePerson({
    givenName: 'Seán',
    familyName: "O'Neill",
    email: 'sean_o@agency.example',
    sex: 'male',
    economyCode: 'AUS',
    sector: 'public',
    organisation: 'Ágency for 100% Growth',
    role: 'speaker',
  });
  await makePerson({
    givenName: '',
    familyName: '李小龙',
    email: '',
    sex: '',
    economyCode: 'CHN',
    organisation: '示例集群',
    role: 'expert',
  });
  await makePerson({
    givenName: 'Ana',
    familyName: 'Gast',
    email: 'ana@guest.example',
    sex: 'prefer_not_to_say',
    affiliation: 'guest',
    economyCode: '',
    clusterName: '',
    sector: 'other',
  });
}

test('sends visitors to sign in and keeps overseers out', async () => {
  expect((await server.visitor().get(paths.people)).location).toBe('/sign-in?next=%2Fpeople');
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.get(paths.people)).status).toBe(403);
});

test('offers the import and adding by hand while there is nobody', async () => {
  const page = await organiser.get(paths.people);
  expect(page.$('.empty h2').text()).toBe('No people yet');
  expect(
    page
      .$('.empty a')
      .toArray()
      .map((link) => page.$(link).attr('href')),
  ).toEqual([paths.newContactImport, paths.newPerson]);
});

test('shows the columns, in the order of family names, and counts women and men', async () => {
  await makeFour();
  const page = await organiser.get(paths.people);
  const cells = page
    .$('tbody tr')
    .toArray()
    .map((row) =>
      page
        .$(row)
        .children()
        .toArray()
        .map((cell) => page.$(cell).text().trim()),
    );
  expect(cells.map((row) => row[0])).toEqual([
    'Ana Gastana@guest.example',
    'Lan NGUYENlan@cluster-a.example',
    "Seán O'Neillsean_o@agency.example",
    '李小龙',
  ]);
  expect(cells[1]?.slice(1)).toEqual([
    'Viet NamTravel-eligible',
    'Private sector',
    'Female',
    'Cluster A',
    'Cluster manager',
  ]);
  expect(cells[0]?.slice(1, 4)).toEqual(['Guest', 'Other', 'Prefer not to say']);
  const figures = page
    .$('.figure-box')
    .toArray()
    .map((box) => page.$(box).text().replace(/\s+/g, ' ').trim());
  expect(figures).toEqual(['People4', 'Women1', 'Men1', 'Sex not stated2']);
});

test.each([
  ['search=nguyen', ['Lan NGUYEN']],
  ['search=lan%20ngu', ['Lan NGUYEN']],
  ['search=NGUYỄN%20LAN', ['Lan NGUYEN']],
  ['search=oneill', ["Seán O'Neill"]],
  ['search=小', ['李小龙']],
  ['search=agency%20sean', ["Seán O'Neill"]],
  ['search=sean_o@', ["Seán O'Neill"]],
  ['search=100%25', ["Seán O'Neill"]],
  ['search=%25', []],
  ['search=s_an', []],
  ["search=x'%20OR%201=1--", []],
  ['economy=AUS', ["Seán O'Neill"]],
  ['sector=private&sex=female', ['Lan NGUYEN']],
  ['sex=not_stated', ['Ana Gast', '李小龙']],
  ['affiliation=guest', ['Ana Gast']],
  ['role=expert', ['李小龙']],
  ['travelEligible=yes', ['Lan NGUYEN', '李小龙']],
  ['travelEligible=no', ['Ana Gast', "Seán O'Neill"]],
  ['sex=nonsense', ['Ana Gast', 'Lan NGUYEN', "Seán O'Neill", '李小龙']],
])('%s finds %j', async (query, names) => {
  await makeFour();
  expect(await found(query)).toEqual(names);
});

test('filters by where people stand with a questionnaire', async () => {
  const survey = await Survey.findOne({ rejectOnEmpty: true });
  const invited = await makePerson({ familyName: 'Invited', email: 'a@x.example' });
  const finished = await makePerson({ familyName: 'Finished', email: 'b@x.example' });
  await makePerson({ familyName: 'Nobody', email: 'c@x.example' });
  const base = { surveyId: survey.id };
  await Invitation.create({ ...base, personId: invited.id, tokenHash: 'one' });
  await Invitation.create({ ...base, personId: finished.id, tokenHash: 'two', finished: true });
  const standing = (value: string): Promise<string[]> =>
    found(`survey=${survey.form}&standing=${value}`);
  expect(await standing('not_invited')).toEqual(['Lan Nobody']);
  expect(await standing('invited')).toEqual(['Lan Finished', 'Lan Invited']);
  expect(await standing('unfinished')).toEqual(['Lan Invited']);
  expect(await standing('finished')).toEqual(['Lan Finished']);
  expect(await found(`survey=other&standing=invited`)).toEqual([]);
});

test('pages through more than fifty people and keeps the filter', async () => {
  for (let index = 10; index < 62; index += 1) {
    await makePerson({ familyName: `Person${index}`, email: `p${index}@x.example` });
  }
  const first = await organiser.get(`${paths.people}?sex=female`);
  expect(first.$('tbody tr')).toHaveLength(50);
  expect(first.$('.panel-head .quiet').text()).toBe('1–50 of 52');
  const next = first.$('a[rel=next]').attr('href') ?? '';
  expect(next).toBe('?sex=female&page=2');
  expect(await found(next.slice(1))).toEqual(['Lan Person60', 'Lan Person61']);
  const beyond = await organiser.get(`${paths.people}?page=9`);
  expect(beyond.$('.empty h2').text()).toBe('This page is empty');
});

test('costs the same number of queries with one person and with three', async () => {
  await makePerson();
  const one = await countQueries(() => organiser.get(paths.people));
  await makePerson({ email: 'b@x.example' });
  await makePerson({ email: 'c@x.example' });
  expect(await countQueries(() => organiser.get(paths.people))).toBe(one);
});

test('shows names and organisations as text, whatever they hold', async () => {
  await makePerson({ familyName: '<script>alert(1)</script>', organisation: '"><img src=x>' });
  const page = await organiser.get(`${paths.people}?search=%22%3E%3Cimg`);
  expect(page.$('#main script, #main img')).toHaveLength(0);
  const all = await organiser.get(paths.people);
  expect(all.$('tbody th a').text()).toBe('Lan <script>alert(1)</script>');
  expect(all.$('#main script, #main img')).toHaveLength(0);
});
