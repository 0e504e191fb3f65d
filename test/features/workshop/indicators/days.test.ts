import { readIndicatorsFor } from '../../../../src/features/indicators/protect';
import { computeIndicators } from '../../../../src/features/indicators/compute';
import { setClock } from '../../../../src/lib/clock';
import { Economy, Project } from '../../../../src/models';
import type { Sector, Sex } from '../../../../src/models/codes';
import { seeded } from '../../../harness/seeded';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { counted, indicator, valueAndStatus } from '../../indicators/computed';
import { attend, attendMany, nobodyRegistered } from './attendees';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
afterEach(async () => {
  setClock(undefined);
  await nobodyRegistered();
});

/** So many women and men on each of the days. */
async function fill(women: number, men: number, days: number[]): Promise<void> {
  await attendMany(women, { sex: 'female', days });
  await attendMany(men, { sex: 'male', days });
}

async function daysOf(id: string): Promise<[number, number | null, string][]> {
  const { days } = await indicator(id);
  return (days ?? []).map(({ number, value, status }) => [number, value, status]);
}

describe('a workshop with the same people on all three days', () => {
  test.each([
    [10, 10, [20, 'met'], [10, 'met'], [50, 'met']],
    [11, 29, [40, 'met'], [11, 'met'], [(11 * 100) / 40, 'not_met']],
    [9, 15, [24, 'met'], [9, 'not_met'], [37.5, 'met']],
    [19, 0, [19, 'not_met'], [19, 'met'], [100, 'met']],
    [0, 19, [19, 'not_met'], [0, 'not_met'], [0, 'not_met']],
    [0, 0, [null, 'no_data'], [null, 'no_data'], [null, 'no_data']],
  ])('%i women and %i men', async (women, men, persons, womenADay, share) => {
    await fill(women, men, [1, 2, 3]);
    expect([
      await valueAndStatus('I03'),
      await valueAndStatus('I11'),
      await valueAndStatus('I12'),
    ]).toEqual([persons, womenADay, share]);
  });
});

test('days of 25, 18 and 22 persons: the second fails, and no average hides it', async () => {
  await fill(9, 9, [1, 2, 3]);
  await fill(2, 2, [1, 3]);
  await fill(3, 0, [1]);
  expect(await valueAndStatus('I03')).toEqual([18, 'not_met']);
  expect(await daysOf('I03')).toEqual([
    [1, 25, 'met'],
    [2, 18, 'not_met'],
    [3, 22, 'met'],
  ]);
  const { notes } = await indicator('I03');
  expect(notes).toEqual(['25 persons in all, on 65 person-days.']);
});

test('one person on three days is one person and three person-days', async () => {
  await attend({ days: [1, 2, 3] });
  const found = await indicator('I03');
  expect([counted(found), found.notes]).toEqual([
    [1, 0, 0, 1],
    ['1 person in all, on 3 person-days.'],
  ]);
});

test('a target is open until the last day has taken place, unless a day has missed it', async () => {
  await fill(10, 10, [1, 2]);
  expect(await daysOf('I03')).toEqual([
    [1, 20, 'met'],
    [2, 20, 'met'],
    [3, null, 'no_data'],
  ]);
  expect(await valueAndStatus('I03')).toEqual([20, 'no_data']);
  await fill(1, 1, [3]);
  expect(await valueAndStatus('I03')).toEqual([2, 'not_met']);
});

test('a day still to come in the zone of the workshop has no data, whatever was tried at the desk', async () => {
  await fill(10, 10, [1, 2, 3]);
  // Day 2 is 17 June 2020 and begins at 21:00 UTC in Moscow.
  setClock(new Date('2020-06-16T20:59:59Z'));
  expect(await daysOf('I11')).toEqual([
    [1, 10, 'met'],
    [2, null, 'no_data'],
    [3, null, 'no_data'],
  ]);
  setClock(new Date('2020-06-16T21:00:00Z'));
  expect((await daysOf('I11'))[1]).toEqual([2, 10, 'met']);
});

test('the organising team, check-ins taken back and people who did not come are not counted', async () => {
  await attend({ days: [1, 2, 3], role: 'organising_team' });
  await attend({ days: [], takenBack: [1] });
  await attend({ days: [] });
  expect(await valueAndStatus('I03')).toEqual([null, 'no_data']);
  for (const role of ['participant', 'speaker', 'expert'] as const) await attend({ role });
  expect(await daysOf('I03')).toEqual([
    [1, 3, 'not_met'],
    [2, null, 'no_data'],
    [3, null, 'no_data'],
  ]);
});

test('I04 counts the travel-eligible, shown without the host economy, too', async () => {
  // Russia is the host and travel-eligible; Japan is not travel-eligible.
  await attendMany(4, { economyCode: 'RUS', days: [1, 2, 3] });
  await attendMany(7, { economyCode: 'PER', sex: 'male', days: [1, 2, 3] });
  await attendMany(9, { economyCode: 'JPN', days: [1, 2, 3] });
  await attend({ economyCode: null, days: [1, 2, 3] });
  const found = await indicator('I04');
  expect([found.value, found.status, counted(found), found.base]).toEqual([
    11,
    'met',
    [4, 7, 0, 11],
    21,
  ]);
  expect(found.notes).toEqual([
    '11 persons in all, on 33 person-days.',
    'Without the host economy, Russia: Day 1: 7; Day 2: 7; Day 3: 7.',
  ]);
  expect(found.days?.[0]?.parts).toEqual([
    { label: 'Russia, the host economy', people: { women: 4, men: 0, notStated: 0 } },
    { label: 'Without the host economy', people: { women: 0, men: 7, notStated: 0 } },
  ]);
});

test('I04 follows the list of travel-eligible economies and is 0 on a day without one of them', async () => {
  await fill(1, 0, [1]);
  expect(await daysOf('I04')).toContainEqual([1, 1, 'not_met']);
  await Economy.update({ travelEligible: false }, { where: { code: 'CHL' } });
  const days = await daysOf('I04');
  await Economy.update({ travelEligible: true }, { where: { code: 'CHL' } });
  expect(days[0]).toEqual([1, 0, 'not_met']);
});

test('I12 leaves those who did not state their sex out of the share and shows them beside it', async () => {
  await fill(3, 7, [1]);
  await attendMany(2, { sex: null, days: [1] });
  await attend({ sex: 'prefer_not_to_say', days: [1, 2] });
  const found = await indicator('I12');
  expect([found.value, found.ratio]).toEqual([30, { counted: 3, of: 10 }]);
  expect(found.notes).toEqual(['Sex not stated, left out of the share: Day 1: 3; Day 2: 1.']);
  // Nobody on Day 2 stated it: there is no share, and it is not 0 %.
  expect(await daysOf('I12')).toEqual([
    [1, 30, 'met'],
    [2, null, 'no_data'],
    [3, null, 'no_data'],
  ]);
});

test('I03 is split by sector on each day', async () => {
  await attend({ sector: 'academia' });
  await attend({ sector: 'private', sex: 'male' });
  await attend({ sector: null, sex: null });
  const { days } = await indicator('I03');
  expect(
    days?.[0]?.parts.map(({ label, people: { women, men, notStated } }) => [
      label,
      women,
      men,
      notStated,
    ]),
  ).toEqual([
    ['Public sector', 0, 0, 0],
    ['Private sector', 0, 1, 0],
    ['Academia', 1, 0, 0],
    ['Other sector', 0, 0, 0],
    ['Sector not stated', 0, 0, 1],
  ]);
});

test('overseers see the counts of the workshop as they are', async () => {
  await fill(1, 2, [1]);
  const { suppressionK: k } = await Project.findByPk(1, { rejectOnEmpty: true });
  const strip = (indicators: Awaited<ReturnType<typeof readIndicatorsFor>>) =>
    indicators
      .filter(({ definition: { fedBy } }) => fedBy === 'attendance')
      .map(({ definition: { id }, value, days, split, notes }) => ({
        id,
        value,
        days,
        split,
        notes,
      }));
  const overseer = strip(await readIndicatorsFor('overseer', k));
  expect(overseer.map(({ id, value }) => [id, value])).toEqual([
    ['I03', 3],
    ['I04', 3],
    ['I11', 1],
    ['I12', (1 * 100) / 3],
  ]);
  expect(overseer).toEqual(strip(await readIndicatorsFor('team', k)));
});

test('random attendance: the figures equal a naive recount, at the same number of queries', async () => {
  const chance = seeded(20200616);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const sexes: (Sex | null)[] = ['female', 'male', 'prefer_not_to_say', null];
  const sectors: (Sector | null)[] = ['public', 'private', 'academia', 'other', null];
  const economies = ['RUS', 'PER', 'JPN', 'HKG', null];
  const eligible = new Set(['RUS', 'PER']);
  const people: { sex: Sex | null; economyCode: string | null; days: number[] }[] = [];
  await attend({ days: [1], role: 'organising_team' });
  const few = await countQueries(computeIndicators);
  for (let person = 0; person < 45; person++) {
    const days = [1, 2, 3].filter(() => chance() < 0.6);
    const attendee = {
      sex: pick(sexes),
      sector: pick(sectors),
      economyCode: pick(economies),
      days,
    };
    const isTeam = chance() < 0.1;
    await attend({ ...attendee, role: isTeam ? 'organising_team' : 'participant' });
    if (!isTeam) people.push(attendee);
  }
  const count = (day: number, keep: (person: (typeof people)[number]) => boolean): number =>
    people.filter((person) => person.days.includes(day) && keep(person)).length;
  const values = async (id: string) => (await daysOf(id)).map(([, value]) => value);
  const each = (valueOf: (day: number) => number): number[] => [1, 2, 3].map(valueOf);
  const women = each((day) => count(day, ({ sex }) => sex === 'female'));
  const men = each((day) => count(day, ({ sex }) => sex === 'male'));
  expect(await values('I03')).toEqual(each((day) => count(day, () => true)));
  expect(await values('I04')).toEqual(
    each((day) => count(day, ({ economyCode: code }) => code !== null && eligible.has(code))),
  );
  expect(await values('I11')).toEqual(women);
  expect(await values('I12')).toEqual(women.map((n, index) => (n / (n + (men[index] ?? 0))) * 100));
  const came = people.filter(({ days }) => days.length > 0);
  const personDays = came.reduce((sum, { days }) => sum + days.length, 0);
  expect((await indicator('I03')).notes).toEqual([
    `${came.length} persons in all, on ${personDays} person-days.`,
  ]);
  expect(await countQueries(computeIndicators)).toBe(few);
});
