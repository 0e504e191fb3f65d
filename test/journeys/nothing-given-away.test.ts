import fc from 'fast-check';
import { claimDailyRun, finishDailyRun } from '../../src/db/daily-runs';
import { dailyTasks } from '../../src/daily-tasks';
import { factsIn } from '../../src/features/responses/response-facts';
import { releaseAllResults } from '../../src/features/results/release-results';
import { takeSnapshot } from '../../src/features/snapshots/take-snapshot';
import { parseFacts } from '../../src/features/surveys/facts';
import { loadVersion } from '../../src/features/surveys/survey-cache';
import { systemActor } from '../../src/audit/record-audit-event';
import { dateIn } from '../../src/lib/clock';
import { ReleasedResult, Response, Survey, type SurveyVersion } from '../../src/models';
import { paths } from '../../src/paths';
import { givenAway } from '../../src/statistics/released-together';
import type { Cell, CellsBySex, SexTable } from '../../src/statistics/sex-table';
import { isSmall } from '../../src/statistics/small-counts';
import type { Answers } from '../../src/survey-engine/answers';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import type { Client } from '../harness/client';
import { seeded } from '../harness/seeded';
import { startTestServer, type TestServer } from '../harness/server';
import { publish, send } from '../features/indicators/seed';
import { readAllDoors } from './all-doors';
import { readReleased } from './read-released';

// What the team releases, at two dates, to readers who keep everything and know the rules: no number of
// answers of fewer than k people can be worked out of all of it. What readers get besides does not come
// from answers, or from answers that nobody released: the doors are the same whatever these are. Lists of
// economies and clusters that took part (I01, I02) are no answers; they are open by decision.
const k = 5;
let server: TestServer;
const forms: { survey: Survey; version: SurveyVersion }[] = [];

beforeAll(async () => {
  server = await startTestServer();
  // Nothing is to be released meanwhile.
  for (const { name: task } of dailyTasks) {
    const run = { task, day: dateIn('UTC'), runner: 'test' };
    if (await claimDailyRun(run)) await finishDailyRun(run, 'done');
  }
  for (const survey of await Survey.findAll({ order: ['id'] })) {
    forms.push({ survey, version: await publish(survey.form) });
  }
});
afterAll(() => server.stop());
beforeEach(async () => {
  await ReleasedResult.destroy({ where: {} });
  await Response.destroy({ where: {} });
});

type World = Readonly<{ seed: number; first: number; more: number }>;

const sexes = ['female', 'female', 'female', 'male', 'male', 'male', 'male', 'prefer_not_to_say'];
const economies = ['CHL', 'CHL', 'PER', 'PER', 'VNM', 'KOR'];
const types = ['cluster_manager', 'cluster_manager', 'policy_maker', 'agency'];

/** People of few economies and kinds, so that there are groups of every size. */
async function answer(random: () => number, count: number): Promise<void> {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  for (const { survey, version } of forms) {
    const { compiled } = await loadVersion(version.id);
    for (let one = 0; one < count; one++) {
      const kind = survey.form === 'cluster_survey' ? { respondent_type: pick(types) } : {};
      const answers = generateAnswers(compiled, random, {
        completeness: 0.9,
        fixed: { ...kind, sex: pick(sexes), economy: pick(economies) },
      });
      const { sex, economyCode } = factsIn(answers, parseFacts(survey.facts));
      const submittedAt = survey.anonymous ? null : new Date('2020-05-01T10:00:00Z');
      await send(version, { answers, sex, economyCode, submittedAt });
    }
  }
}

/** Two releases of all forms, with answers before and between them. */
async function releaseTwice({ seed, first, more }: World): Promise<() => number> {
  const random = seeded(seed);
  for (const count of [first, more]) {
    await answer(random, count);
    await releaseAllResults();
  }
  return random;
}

test('no small count can be worked out from all that was ever released of any form', async () => {
  const worlds = fc.record({
    seed: fc.nat(),
    first: fc.integer({ min: 12, max: 40 }),
    more: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await ReleasedResult.destroy({ where: {} });
      await Response.destroy({ where: {} });
      await releaseTwice(world);
      for (const { survey } of forms) {
        const released = await readReleased(survey.form);
        expect([survey.form, await givenAway(released, k)]).toEqual([survey.form, []]);
      }
    }),
    { numRuns: 2, endOnFailure: true },
  );
}, 240_000);

/** Somebody without an account who has opened the link that was made for them. */
async function readerOfLink(): Promise<Client> {
  const organiser = await server.visitor().signInAs('organiser');
  const made = await organiser.post(paths.oversightLinks, {
    ...{
      readerName: 'Ministry',
      purpose: 'To read',
      lastDay: dateIn('UTC', new Date(Date.now() + 864_000_000)),
    },
  });
  const page = await organiser.get(made.location ?? '');
  const reader = server.visitor();
  await reader.post(`${new URL(page.$('.long-address').text()).pathname}/opening`);
  return reader;
}

test('doors of overseers, readers of links and visitors show what was released and nothing else', async () => {
  const names = forms.map(({ survey }) => survey.form);
  const readers: [string, Client][] = [
    ['overseer', await server.visitor().signInAs('overseer')],
    ['reader', await readerOfLink()],
    ['visitor', server.visitor()],
  ];
  const look = async (): Promise<Map<string, string>[]> => {
    const looks = [];
    for (const [, client] of readers) looks.push(await readAllDoors(client, names));
    return looks;
  };
  await releaseTwice({ seed: 11, first: 24, more: 20 });
  await takeSnapshot({ kind: 'manual', label: 'Released', actor: systemActor });
  const before = await look();
  const shut = before.map((doors) => [...doors].filter(([, text]) => /^\d{3}$/.test(text)));
  expect(shut.map(({ length }) => length)).toEqual([0, expect.any(Number), before[2]?.size]);
  expect(shut[1]?.filter(([address]) => address.includes('/results'))).toEqual([]);

  // More answers by the same people, as far as economies and clusters say; and the real counts are gone.
  const organiser = await server.visitor().signInAs('organiser');
  const live = async () => (await organiser.get(paths.surveyResults(names[0] ?? ''))).text;
  const liveBefore = await live();
  for (const { survey, version } of forms) {
    for (const one of await Response.findAll({ where: { surveyId: survey.id }, limit: 3 })) {
      const { economyCode, submittedAt } = one;
      const answers = JSON.parse(one.answers) as Answers;
      await send(version, { answers, sex: 'female', economyCode, submittedAt });
    }
  }
  expect(await live()).not.toBe(liveBefore);
  await ReleasedResult.update({ counts: '[]' }, { where: {} });
  const after = await look();
  for (const [index, doors] of before.entries()) {
    for (const [address, text] of doors) {
      const later = after[index]?.get(address) ?? '';
      const lines = new Set(text.split(/(?=<)|\n/));
      const news = later.split(/(?=<)|\n/).filter((line) => !lines.has(line));
      const who = readers[index]?.[0];
      expect([who, address, news, later === text]).toEqual([who, address, [], true]);
    }
  }
}, 120_000);

/** What many systems do: hide the small cells and nothing else. */
function withSmallCellsHiddenOnly(table: SexTable): SexTable {
  const hidden: Cell = { n: null, percent: null, hidden: true };
  const hide = (cell: Cell): Cell => ((cell.n ?? 0) > 0 && (cell.n ?? 0) < k ? hidden : cell);
  return {
    ...table,
    categories: table.categories.map((row) => ({
      ...row,
      ...{ women: hide(row.women), men: hide(row.men), notStated: hide(row.notStated) },
      ...{ total: hide(row.total), shareOfWomen: null },
    })),
  };
}

test('a table without complementary suppression, and a date with one woman more, are found', async () => {
  await releaseTwice({ seed: 5, first: 40, more: 1 });
  const released = await readReleased('cluster_survey');
  const leaking = released.tables.filter(
    ({ table, counts }) =>
      counts.categories.some(({ women }) => isSmall(women.n ?? 0, k)) &&
      table.hiddenReason === null,
  );
  expect(leaking.length).toBeGreaterThan(3);
  for (const one of leaking.slice(0, 4)) {
    const wrong = { ...one, table: withSmallCellsHiddenOnly(one.counts) };
    const tables = released.tables.map((other) => (other === one ? wrong : other));
    const found = await givenAway({ ...released, tables }, k);
    expect(found.map(({ key }) => key)).toContain(one.key);
  }
  const last = released.everyone.at(-1);
  if (last === undefined) throw new Error('The respondents were released.');
  const later = { ...last, release: last.release + 1, table: withOneWomanMore(last.table) };
  const everyone = [...released.everyone, later];
  expect(await givenAway({ ...released, everyone }, k)).toContainEqual({
    key: 'respondents',
    what: 'a change is 1',
  });
}, 60_000);

function withOneWomanMore(table: SexTable): SexTable {
  const more = <T extends CellsBySex>({ women, total, ...others }: T) => ({
    ...others,
    women: { ...women, n: (women.n ?? 0) + 1 },
    total: { ...total, n: (total.n ?? 0) + 1 },
  });
  return {
    ...table,
    base: more(table.base),
    categories: table.categories.map((row) => ({ ...row, ...more(row), shareOfWomen: null })),
    shareOfWomen: null,
  };
}
