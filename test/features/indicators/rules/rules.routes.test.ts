import { setClock } from '../../../../src/lib/clock';
import { AuditEvent, IndicatorRule, Project, Economy } from '../../../../src/models';
import { catalogue } from '../../../../src/features/indicators/catalogue';
import { listRuleVersions } from '../../../../src/features/indicators/rules/rules.queries';
import { targetConflicts } from '../../../../src/features/indicators/target-conflicts';
import { underRules } from '../../../../src/features/indicators/rules/rules';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { attendMany } from '../../workshop/indicators/attendees';
import { indicator } from '../computed';
import { evaluation, publish, send } from '../seed';

let server: TestServer;
let organiser: Client;
beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

/** The rules of the documents as the form sends them. */
const documented = {
  ...Object.fromEntries(
    catalogue.flatMap(({ targets }) =>
      targets.map((line) => [`target-${line.key.replace(' ', '-')}`, String(line.documented)]),
    ),
  ),
  overallMin: '4',
  coreMeanMin: '4',
  coreAnsweredMin: '6',
  invitationsFromDay: '3',
};

const inForce = async (): Promise<string> => String(await IndicatorRule.max('version'));

test('the first version is what the documents say', async () => {
  const versions = await listRuleVersions();
  expect(versions).toEqual([
    {
      version: 1,
      decidedAt: null,
      decidedByName: 'PEC',
      reason: 'As the project’s documents say.',
      satisfaction: { overallMin: 4, coreMeanMin: 4, coreAnsweredMin: 6 },
      invitationsFromDay: 3,
      targets: new Map(
        catalogue.flatMap(({ targets }) => targets.map((line) => [line.key, line.documented])),
      ),
    },
  ]);
});

test('overseers read the rules and cannot change them; visitors see nothing', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  const page = await overseer.get(paths.indicatorRules);
  expect([
    page.status,
    page.$('h1').text(),
    page.$('form[action="/indicators/rules"]').length,
  ]).toEqual([200, 'Rules and targets', 0]);
  const change = { ...documented, 'target-I03': '25', reason: 'No.', version: '1' };
  expect((await overseer.post(paths.indicatorRules, change)).status).toBe(403);
  expect((await server.visitor().get(paths.indicatorRules)).status).not.toBe(200);
  expect(await inForce()).toBe('1');
});

test.each([
  ['a word as target', { 'target-I03': 'twenty' }, 'target-I03'],
  ['a negative target', { 'target-I11': '-1' }, 'target-I11'],
  ['a target of nobody', { 'target-I11': '0' }, 'target-I11'],
  ['more than everybody', { 'target-I12': '100.01' }, 'target-I12'],
  ['a number beyond all numbers', { 'target-I06': '1e309' }, 'target-I06'],
  ['half a person', { 'target-I04': '10.5' }, 'target-I04'],
  ['nothing', { 'target-I13-presenting': '' }, 'target-I13-presenting'],
  ['nine of eight items', { coreAnsweredMin: '9' }, 'coreAnsweredMin'],
  ['a mean above the scale', { coreMeanMin: '5.01' }, 'coreMeanMin'],
  ['a day that the workshop has not', { invitationsFromDay: '4' }, 'invitationsFromDay'],
  ['no reason', { reason: '  ' }, 'reason'],
])('refuses %s, keeps what was typed and changes nothing', async (_name, wrong, field) => {
  const page = await organiser.post(paths.indicatorRules, {
    ...documented,
    'target-I08': '6',
    reason: 'Typed.',
    version: '1',
    ...wrong,
  });
  expect(page.status).toBe(422);
  expect(page.$(`.notice a[href="#field-${field}"]`)).toHaveLength(1);
  expect(page.$(`#field-${field}-error`)).toHaveLength(1);
  expect(page.$('#field-target-I08').val()).toBe('6');
  expect(await inForce()).toBe('1');
});

test('a change is a new version with its reason, and both numbers stand beside each other', async () => {
  setClock(new Date('2020-06-20T09:00:00Z'));
  await attendMany(12, { sex: 'female', days: [1, 2, 3] });
  await attendMany(10, { sex: 'male', days: [1, 2, 3] });
  expect([(await indicator('I03')).status, (await indicator('I11')).status]).toEqual([
    'met',
    'met',
  ]);
  const answer = await organiser.post(paths.indicatorRules, {
    ...documented,
    'target-I03': '25',
    'target-I12': '33.33',
    'target-I14': '4',
    reason: 'Letter of the forum of 19 June.',
    version: '1',
  });
  expect([answer.status, answer.location]).toEqual([303, paths.indicatorRules]);
  const { status, targets } = await indicator('I03');
  expect([status, targets[0]?.line.value, targets[0]?.line.documented]).toEqual([
    'not_met',
    25,
    20,
  ]);

  const reader = await server.visitor().signInAs('overseer');
  const page = await reader.get(paths.indicatorRules);
  const history = page
    .$('.rules-history > li')
    .toArray()
    .map((line) => ({
      words: page
        .$(line)
        .children('p')
        .toArray()
        .map((part) => page.$(part).text().trim()),
      differences: page
        .$(line)
        .find('li')
        .toArray()
        .map((part) => page.$(part).text()),
    }));
  expect(history).toEqual([
    {
      words: [
        'Version 2 20 Jun 2020, 12:00 (Europe/Moscow), Test organiser',
        'Letter of the forum of 19 June.',
      ],
      differences: [
        'I03, persons: 20 → 25',
        'I12, share of women: 30 % → 33.33 %',
        'I14, female speakers: 2 → 4',
      ],
    },
    {
      words: ['Version 1 from the beginning', 'As the project’s documents say.'],
      differences: [],
    },
  ]);
  const own = await reader.get(paths.indicator('I03'));
  expect(own.$('main').text()).toContain('At least 25 persons on each day (20 in the document)');

  const rules = (await listRuleVersions()).at(-1);
  if (rules === undefined) throw new Error('No rules.');
  const conflicts = targetConflicts(catalogue.map((definition) => underRules(definition, rules)));
  expect(conflicts.map(({ strictest, explanation }) => [strictest, explanation])).toEqual([
    [
      null,
      '10 women are the stricter line on days with up to 30 persons, 33.33 % from 31 persons on. The summary takes the stricter one on each day: both lines must be met.',
    ],
    [
      null,
      '4 of six asks for more speakers than 3 female speakers, 1 of them presenting a cluster headed by a woman; neither line holds the other, so both must be met. The share of experts is counted on another roster and must be met as well.',
    ],
  ]);
  const event = await AuditEvent.findOne({ where: { action: 'rules.changed' } });
  expect([event?.actorUserId, JSON.parse(event?.changes ?? '{}')]).toEqual([
    organiser.user?.id,
    {
      I03: [20, 25],
      I12: [30, 33.33],
      I14: [2, 4],
      reason: 'Letter of the forum of 19 June.',
    },
  ]);
});

test('what somebody else changed meanwhile is not undone, and the same rules make no version', async () => {
  const late = { ...documented, reason: 'From an old page.', version: '1' };
  expect((await organiser.post(paths.indicatorRules, late)).status).toBe(409);
  const version = await inForce();
  const change = { ...documented, overallMin: '3', reason: 'At once.', version };
  const answers = await Promise.all(
    [1, 2, 3].map(() => organiser.post(paths.indicatorRules, change)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
  expect(await inForce()).toBe('3');
  const same = await organiser.post(paths.indicatorRules, { ...change, version: '3' });
  expect([same.status, await inForce()]).toEqual([422, '3']);
});

test('forms are counted by the rule in force', async () => {
  const forms = await publish('workshop_evaluation');
  await send(forms, { answers: evaluation(3, [4, 4, 4, 4, 4, 4]), submittedAt: null });
  const { value, rule } = await indicator('I06');
  expect([value, rule]).toEqual([
    100,
    'A form is highly satisfied when overall satisfaction is at least 3 of 5 and the mean of the answered core items is at least 4.0, with at least 6 of the 8 answered.',
  ]);
});

test('the smallest group shown is set with the project and stands in the history; the page costs the same', async () => {
  const cost = await countQueries(() => organiser.get(paths.indicatorRules));
  const version = await inForce();
  await organiser.post(paths.indicatorRules, {
    ...documented,
    'target-I08': '7',
    reason: 'One more.',
    version,
  });
  const project = await Project.findByPk(1, { rejectOnEmpty: true });
  const facts = {
    ...{ name: project.name, objective: project.objective, forum: project.forum },
    ...{ fund: project.fund, startsOn: project.startsOn, endsOn: project.endsOn },
    ...{ timeZone: project.timeZone, proposerCode: 'RUS', hostCode: 'RUS' },
    ...{ contactName: project.contactName, contactEmail: '', coSponsors: ['CHL'] },
    dayDates: ['2020-06-16', '2020-06-17', '2020-06-18'],
    dayThemes: ['One', 'Two', 'Three'],
    suppressionK: '6',
    reason: 'Letter of the fund.',
    revision: String(project.revision),
  };
  const unexplained = await organiser.post(paths.project, { ...facts, reason: ' ' });
  expect([unexplained.status, unexplained.$('#field-reason-error').text()]).toEqual([
    422,
    'Please say why: the smallest group shown changes, by which indicators are counted or shown.',
  ]);
  expect((await organiser.post(paths.project, facts)).status).toBe(303);
  const page = await organiser.get(paths.indicatorRules);
  expect(page.$('.rules-history > li').first().text()).toContain(
    'Smallest group of answers shown: 5 → 6',
  );
  // Other settings by which indicators are counted: when the workshop is, in which zone, and who hosts it.
  const moved = {
    ...{
      ...facts,
      timeZone: 'Asia/Tokyo',
      hostCode: 'CHL',
      revision: String(project.revision + 1),
    },
    dayDates: ['2020-06-15', '2020-06-17', '2020-06-18'],
  };
  const why = await organiser.post(paths.project, { ...moved, reason: '' });
  expect(why.$('#field-reason-error').text()).toBe(
    'Please say why: the dates of the workshop, its time zone, the host economy change, by which indicators are counted or shown.',
  );
  expect((await organiser.post(paths.project, moved)).status).toBe(303);
  const eligible = (await Economy.findAll({ where: { travelEligible: true } }))
    .map(({ code }) => code)
    .filter((code) => code !== 'CHN')
    .concat('HKG');
  const list = { eligible, asOf: '2020-01-31', listReason: '' };
  const listRefused = await organiser.post(paths.travelEligibility, list);
  expect([listRefused.status, listRefused.$('#field-listReason-error').length]).toEqual([422, 1]);
  const listed = await organiser.post(paths.travelEligibility, {
    ...list,
    listReason: 'List of the secretariat.',
  });
  expect(listed.status).toBe(303);
  const overseer = await server.visitor().signInAs('overseer');
  const history = (await overseer.get(paths.indicatorRules)).$('.rules-history > li').text();
  const changes = [
    'Dates of the workshop: 16 Jun 2020, 17 Jun 2020, 18 Jun 2020 → 15 Jun 2020, 17 Jun 2020, 18 Jun 2020',
    'Time zone, in which days begin: Europe/Moscow → Asia/Tokyo',
    'Host economy: Russia → Chile',
    'Travel-eligible economies (I04), list as of 31 Jan 2020. Added: Hong Kong, China. Taken out: China',
  ];
  expect(changes.filter((change) => !history.includes(change))).toEqual([]);
  const reasons = ['Letter of the fund.', 'List of the secretariat.'];
  expect(reasons.filter((reason) => !history.includes(reason))).toEqual([]);
  // The themes alone had changed before.
  expect(history.match(/Dates of the workshop/g)).toHaveLength(1);
  const behind = (await overseer.get(paths.indicator('I10'))).$(
    '[aria-labelledby="decisions-title"] tbody tr',
  );
  expect([behind.find('td').first().text(), behind.find('td').eq(1).text()]).toEqual([
    ...['Host economy: Russia → Chile', 'Letter of the fund.'],
  ]);
  // What readers may see of answers moves with the smallest group; nothing is counted by it.
  const seen = (await overseer.get(paths.indicator('I06'))).$(
    '[aria-labelledby="decisions-title"] tbody tr',
  );
  expect(seen.text()).toContain('Smallest group of answers shown: 5 → 6');
  expect(await countQueries(() => organiser.get(paths.indicatorRules))).toBe(cost);
});
