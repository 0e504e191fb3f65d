import {
  isCounted,
  standingOf,
} from '../../../../src/features/records/initiatives/initiative.policy';
import { AuditEvent, Initiative, InitiativeProposer } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { indicator, valueAndStatus } from '../../indicators/computed';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());
afterEach(() => Initiative.destroy({ where: {} }));

const facts = { title: 'A network of cluster schools', description: '', launchedOn: '2020-09-01' };

async function add(...proposers: string[]): Promise<Initiative> {
  const answer = await organiser.post(paths.initiatives, { ...facts, proposers });
  const initiative = await Initiative.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  expect([answer.status, answer.location]).toEqual([303, paths.initiative(initiative.id)]);
  return initiative;
}

async function decide(initiative: Initiative, counts: string) {
  const { revision } = await initiative.reload();
  return organiser.post(paths.initiativeDecision(initiative.id), {
    ...{ counts, reason: 'The idea came from Chile.', revision: String(revision) },
  });
}

// The host of the project is Russia.
test('one of others counts, one of the host alone does not, a joint one as decided', async () => {
  expect(await valueAndStatus('I10')).toEqual([null, 'no_data']);
  await add('RUS');
  expect(await valueAndStatus('I10')).toEqual([0, 'not_met']);
  const joint = await add('RUS', 'CHL');
  expect(await valueAndStatus('I10')).toEqual([0, 'not_met']);
  expect((await indicator('I10')).notes).toEqual(['1 joint initiative is still to be decided.']);
  expect((await decide(joint, 'yes')).status).toBe(303);
  expect(await valueAndStatus('I10')).toEqual([1, 'met']);
  expect((await indicator('I10')).notes).toEqual([]);
  await add('HKG', 'PER');
  expect(await valueAndStatus('I10')).toEqual([2, 'met']);
  await decide(joint, 'no');
  expect(await valueAndStatus('I10')).toEqual([1, 'met']);
  const page = await overseer.get(paths.indicator('I10'));
  const cells = page
    .$('section[aria-labelledby="evidence-title"] tbody td')
    .toArray()
    .map((cell) => page.$(cell).text());
  expect(cells.slice(0, 1).concat(cells.slice(2))).toEqual([
    ...['A network of cluster schools', 'Hong Kong, China', '2', '–'],
  ]);
});

test('other proposers need another decision; without the host there is none to take', async () => {
  const initiative = await add('RUS', 'CHL');
  await decide(initiative, 'yes');
  const { revision } = await initiative.reload();
  const corrected = { ...facts, proposers: ['RUS', 'KOR'], revision: String(revision) };
  expect((await organiser.post(paths.initiative(initiative.id), corrected)).status).toBe(303);
  expect((await organiser.post(paths.initiative(initiative.id), corrected)).status).toBe(409);
  expect((await initiative.reload()).counted).toBeNull();
  expect(
    (await InitiativeProposer.findAll({ order: ['economyCode'] })).map((one) => one.economyCode),
  ).toEqual(['KOR', 'RUS']);
  const others = await add('KOR');
  expect((await decide(others, 'no')).status).toBe(409);
  expect(await valueAndStatus('I10')).toEqual([1, 'met']);
});

test.each([
  ['no title', { title: '' }, 'title'],
  ['no day', { launchedOn: '1 May' }, 'launchedOn'],
  ['nobody proposing', { proposers: [] }, 'proposers'],
  ['an economy that is none', { proposers: ['PER', 'XXX'] }, 'proposers'],
])('refuses an initiative with %s', async (_name, wrong, field) => {
  const page = await organiser.post(paths.initiatives, { ...facts, proposers: ['PER'], ...wrong });
  expect([page.status, page.$('.field-error').length]).toEqual([422, 1]);
  expect(page.$('.field-error').attr('id')).toMatch(new RegExp(`^field-${field}`));
  expect(await Initiative.count()).toBe(0);
});

test('is for organisers alone, listed in the same number of queries for one and three', async () => {
  const initiative = await add('PER');
  for (const address of [paths.initiatives, paths.newInitiative, paths.initiative(initiative.id)]) {
    expect((await organiser.get(address)).status).toBe(200);
    expect((await overseer.get(address)).status).toBe(403);
    expect((await server.visitor().get(address)).status).toBe(302);
  }
  expect((await overseer.post(paths.initiativeRemoval(initiative.id))).status).toBe(403);
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.initiatives));
  const before = Math.min(await cost(), await cost());
  await add('PER', 'CHL');
  await add('RUS', 'KOR', 'THA');
  expect(Math.min(await cost(), await cost())).toBe(before);
  expect((await organiser.post(paths.initiativeRemoval(initiative.id))).status).toBe(303);
  expect((await organiser.post(paths.initiativeRemoval(initiative.id))).status).toBe(404);
  expect(await AuditEvent.count({ where: { action: 'initiative.removed' } })).toBe(1);
});

// The rule stands in SQL for the figure and in the policy for the pages.
test('for every set of proposers and every decision the figure counts what the pages say counts', async () => {
  const sets = [['RUS'], ['CHL'], ['RUS', 'CHL'], ['CHL', 'PER'], ['RUS', 'CHL', 'PER']];
  const counted: [string, boolean][] = [];
  const expected: [string, boolean][] = [];
  for (const proposers of sets) {
    for (const decision of [null, true, false]) {
      const initiative = await Initiative.create({
        ...facts,
        counted: decision,
        decisionReason: decision === null ? null : 'The idea came from Chile.',
        decidedAt: decision === null ? null : new Date(),
        revision: 1,
      });
      await InitiativeProposer.bulkCreate(
        proposers.map((economyCode) => ({ initiativeId: initiative.id, economyCode })),
      );
      const name = `${proposers.join(' ')}, decided ${String(decision)}`;
      counted.push([name, (await indicator('I10')).value === 1]);
      expected.push([name, isCounted(standingOf(proposers, 'RUS'), decision) === true]);
      await Initiative.destroy({ where: {} });
    }
  }
  expect(counted).toEqual(expected);
});
