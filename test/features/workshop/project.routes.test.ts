import { AuditEvent, CoSponsor, Economy, Project, WorkshopDay } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';

let server: TestServer;
let organiser: Client;

const valid = {
  name: 'Cluster workshop',
  objective: 'Links among clusters.',
  forum: 'PPSTI',
  fund: 'IERG Sub-Fund',
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  timeZone: 'Asia/Tokyo',
  proposerCode: 'RUS',
  hostCode: 'JPN',
  contactName: 'Project team',
  contactEmail: 'team@project.example',
  coSponsors: ['HKG', 'CHL'],
  dayDates: ['2026-06-16', '2026-06-17'],
  dayThemes: ['One', 'Two'],
  suppressionK: '6',
  reason: 'The first plan is over.',
};

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());

async function revision(): Promise<string> {
  return String((await Project.findByPk(1, { rejectOnEmpty: true })).revision);
}

test('shows the default project to an overseer, without a form', async () => {
  const page = await (await server.visitor().signInAs('overseer')).get(paths.project);
  expect(page.status).toBe(200);
  expect(page.$('h2').first().text()).toBe(
    'Workshop on cluster collaboration opportunities in the Asia-Pacific',
  );
  expect(page.$('main button')).toHaveLength(0);
  expect(page.$('dt:contains("Co-sponsors") + dd').text()).toBe(
    'Chile; China; Korea; Chinese Taipei; Thailand',
  );
  expect(page.$('tbody tr')).toHaveLength(21);
  expect(page.$('main input[type=checkbox]')).toHaveLength(0);
});

test('sends a visitor to sign in and refuses an overseer who posts', async () => {
  const visitor = await server.visitor().get(paths.project);
  expect([visitor.status, visitor.location]).toEqual([302, '/sign-in?next=%2Fproject']);
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.post(paths.project, { ...valid, revision: '1' })).status).toBe(403);
});

test('saves words that APEC has others for, and says so beside them and after saving', async () => {
  const form = await organiser.get(paths.project);
  const worded = form.$('input[name="worded"]').map((_, input) => form.$(input).val());
  const answer = await organiser.post(paths.project, {
    ...valid,
    worded: worded.get().map(String),
    objective: 'Links among nations.',
    dayThemes: ['Brunei', 'Two'],
    fund: 'A national fund',
    revision: await revision(),
  });
  expect(answer.status).toBe(303);
  const page = await organiser.get(paths.project);
  expect(page.$('.notice-success').text()).toBe(
    'The project is saved. Words to look at: “nations” (write “economy” or “economies”), “Brunei” (write “Brunei Darussalam”).',
  );
  const remarks = page.$('.wording').map((_, list) => page.$(list).attr('id'));
  expect(remarks.get()).toEqual(['field-objective-words', 'day-0-words']);
  expect(page.$('#field-objective').text()).toBe('Links among nations.');
});

test('saves the project as a whole, with days, co-sponsors and a line in the audit trail', async () => {
  const answer = await organiser.post(paths.project, { ...valid, revision: await revision() });
  expect([answer.status, answer.location]).toEqual([303, paths.project]);
  const project = await Project.findByPk(1, { rejectOnEmpty: true });
  expect([project.name, project.timeZone, project.suppressionK]).toEqual([
    'Cluster workshop',
    'Asia/Tokyo',
    6,
  ]);
  expect((await CoSponsor.findAll()).map((row) => row.economyCode).sort()).toEqual(['CHL', 'HKG']);
  expect((await WorkshopDay.findAll({ order: ['number'] })).map((day) => day.date)).toEqual([
    '2026-06-16',
    '2026-06-17',
  ]);
  const event = await AuditEvent.findOne({ where: { action: 'project.corrected' } });
  expect(event?.actorUserId).toBe(organiser.user?.id);
});

test.each([
  ['an end before the start', { endsOn: '2025-12-31' }, 'endsOn'],
  ['a date that does not exist', { startsOn: '2026-02-30' }, 'startsOn'],
  ['days out of order', { dayDates: ['2026-06-17', '2026-06-16'] }, 'dayDates'],
  ['a zone that does not exist', { timeZone: 'Mars/Base' }, 'timeZone'],
  ['k below 3', { suppressionK: '2' }, 'suppressionK'],
  ['another k without a reason', { suppressionK: '7', reason: '' }, 'reason'],
  ['other days without a reason', { dayDates: ['2026-06-16', '2026-06-18'], reason: '' }, 'reason'],
  ['a reason that is too long', { hostCode: 'CHL', reason: 'x'.repeat(1001) }, 'reason'],
])('refuses %s and keeps what was typed', async (_name, wrong, field) => {
  const before = (await Project.findByPk(1, { rejectOnEmpty: true })).get();
  const page = await organiser.post(paths.project, {
    ...valid,
    name: 'Typed name',
    revision: await revision(),
    ...wrong,
  });
  expect(page.status).toBe(422);
  expect(page.$(`.notice a[href="#field-${field}"]`)).toHaveLength(1);
  expect(page.$('#field-name').val()).toBe('Typed name');
  expect((await Project.findByPk(1, { rejectOnEmpty: true })).get()).toEqual(before);
});

test('refuses an edit based on an older state', async () => {
  const answer = await organiser.post(paths.project, { ...valid, revision: '0' });
  expect(answer.status).toBe(409);
});

test('refuses a post without the CSRF token', async () => {
  const answer = await organiser.post(paths.project, { ...valid, _csrf: '' });
  expect(answer.status).toBe(403);
});

test('the list of travel-eligible economies is replaced, with its date', async () => {
  const answer = await organiser.post(paths.travelEligibility, {
    eligible: ['PER', 'THA'],
    asOf: '2026-01-31',
    listReason: 'List of the secretariat.',
  });
  expect([answer.status, answer.location]).toEqual([303, paths.project]);
  const eligible = await Economy.findAll({ where: { travelEligible: true }, order: ['sort'] });
  expect(eligible.map((economy) => [economy.code, economy.travelEligibleAsOf])).toEqual([
    ['PER', '2026-01-31'],
    ['THA', '2026-01-31'],
  ]);
});

test.each([
  ['an unknown economy', { eligible: ['PER', 'XXX'], asOf: '2026-02-01', listReason: 'New.' }],
  ['no date', { eligible: ['CHL'], asOf: '', listReason: 'New.' }],
  ['no reason', { eligible: ['CHL'], asOf: '2026-02-01', listReason: '  ' }],
])('a list with %s is refused and changes nothing', async (_name, fields) => {
  const before = (await Economy.findAll({ order: ['sort'] })).map((economy) => economy.get());
  expect((await organiser.post(paths.travelEligibility, fields)).status).toBe(422);
  const overseer = await server.visitor().signInAs('overseer');
  const allowed = { eligible: ['CHL'], asOf: '2026-02-01', listReason: 'New.' };
  expect((await overseer.post(paths.travelEligibility, allowed)).status).toBe(403);
  expect((await Economy.findAll({ order: ['sort'] })).map((economy) => economy.get())).toEqual(
    before,
  );
});
