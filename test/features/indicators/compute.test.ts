import { computeIndicators } from '../../../src/features/indicators/compute';
import { rulesInForce } from '../../../src/features/indicators/rules/rules.queries';
import { findSurvey } from '../../../src/features/surveys/surveys.queries';
import { AnswerValue, Project, Response, SurveyVersion } from '../../../src/models';
import type { Sex } from '../../../src/models/codes';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { invite } from '../responses/open-survey';
import { Respondent } from '../responses/respondent';
import { counted, indicator, valueAndStatus } from './computed';
import { evaluation, newCluster, publish, send } from './seed';

let server: TestServer;
const versions: Record<string, SurveyVersion> = {};
beforeAll(async () => {
  server = await startTestServer();
  for (const form of ['cluster_survey', 'workshop_evaluation']) {
    versions[form] = await publish(form);
  }
});
afterAll(() => server.stop());
afterEach(() => Response.destroy({ where: {} }));

function version(form: string): SurveyVersion {
  const found = versions[form];
  if (found === undefined) throw new Error(`No version of ${form}.`);
  return found;
}

const high = evaluation(5, [4, 4, 4, 4, 4, 4, 4, 4]);
const low = evaluation(3, [3, 3, 3, 3, 3, 3, 3, 3]);

test('without any record all nineteen stand at "no data yet", never at 0', async () => {
  const indicators = await computeIndicators();
  expect(indicators.map(({ definition }) => definition.id)).toEqual(
    Array.from({ length: 19 }, (_, index) => `I${String(index + 1).padStart(2, '0')}`),
  );
  expect(indicators.map(({ value, status }) => [value, status])).toEqual(
    Array.from({ length: 19 }, () => [null, 'no_data']),
  );
});

describe('I06, forms with high satisfaction', () => {
  const forms = async (satisfied: number, all: number): Promise<void> => {
    for (let form = 0; form < all; form++) {
      await send(version('workshop_evaluation'), {
        answers: form < satisfied ? high : low,
        sex: form % 2 === 0 ? 'female' : 'male',
        submittedAt: null,
      });
    }
  };

  test.each([
    [16, 21, 76.19, 'met'],
    [15, 20, 75, 'met'],
    [14, 19, 73.68, 'not_met'],
  ])('%i of %i forms is %d %%: %s', async (satisfied, all, percent, status) => {
    await forms(satisfied, all);
    const { value, status: found, ratio } = await indicator('I06');
    expect([Number(value?.toFixed(2)), found, ratio]).toEqual([
      percent,
      status,
      { counted: satisfied, of: all },
    ]);
  });

  test('an empty submitted form counts, as not high, and a form set aside does not', async () => {
    await forms(3, 3);
    await send(version('workshop_evaluation'), { submittedAt: null });
    expect(await valueAndStatus('I06')).toEqual([75, 'met']);
    const invalid = await send(version('workshop_evaluation'), { answers: low, submittedAt: null });
    await invalid.update({ valid: false });
    const found = await indicator('I06');
    expect([found.value, counted(found)]).toEqual([75, [2, 1, 0, 3]]);
  });

  test('through the real links: sent twice, corrected or nearly empty, each link is one form', async () => {
    const survey = await findSurvey('workshop_evaluation');
    const respondent = new Respondent(server, version('workshop_evaluation').id);
    const links = [await invite(survey), await invite(survey), await invite(survey)];
    const [one, two, three] = links.map(({ token }) => token);
    if (one === undefined || two === undefined || three === undefined) throw new Error('Three.');
    const sending = respondent.submission(high);
    const sent = await respondent.send(one, sending);
    expect([sent.status, (await respondent.send(one, sending)).status]).toEqual([200, 200]);
    const counts = async () => (await indicator('I06')).ratio;
    expect(await counts()).toEqual({ counted: 1, of: 1 });
    for (const [answers, satisfied] of [
      [low, 0],
      [high, 1],
    ] as const) {
      expect((await respondent.send(one, respondent.submission(answers))).status).toBe(200);
      expect(await counts()).toEqual({ counted: satisfied, of: 1 });
    }
    // Nothing at all is refused, since the overall satisfaction is required; nothing else is.
    expect((await respondent.send(two, respondent.submission({}))).status).toBe(422);
    const bare = respondent.submission({ overall_satisfaction: 5 });
    expect((await respondent.send(two, bare)).status).toBe(200);
    expect(await counts()).toEqual({ counted: 1, of: 2 });
    await respondent.saveDraft(three, { answers: high });
    expect(await counts()).toEqual({ counted: 1, of: 2 });
  });

  test.each([
    ['overall of 3', evaluation(3, [5, 5, 5, 5, 5, 5, 5, 5]), 0],
    ['no overall', evaluation(null, [5, 5, 5, 5, 5, 5, 5, 5]), 0],
    ['five of eight answered', evaluation(5, [5, 5, 5, 5, 5]), 0],
    ['six answered with a mean of 4.0', evaluation(4, [4, 4, 4, 4, 4, 4]), 100],
    ['a mean just below 4.0', evaluation(5, [5, 4, 4, 4, 4, 4, 3, 3]), 0],
  ])('%s: %d %%', async (_name, answers, percent) => {
    await send(version('workshop_evaluation'), { answers, submittedAt: null });
    expect((await indicator('I06')).value).toBe(percent);
  });

  test('a mean that no binary fraction can hold is compared exactly, by the rule in force', async () => {
    const rules = {
      ...(await rulesInForce()),
      satisfaction: { overallMin: 4, coreMeanMin: 4.4, coreAnsweredMin: 5 },
    };
    await send(version('workshop_evaluation'), {
      answers: evaluation(4, [5, 5, 4, 4, 4]),
      submittedAt: null,
    });
    const { value, rule } = await indicator('I06', { rules });
    expect(value).toBe(100);
    expect(rule).toBe(
      'A form is highly satisfied when overall satisfaction is at least 4 of 5 and the mean of the answered core items is at least 4.4, with at least 5 of the 8 answered.',
    );
  });
});

describe('I01 and I02, economies before the workshop and clusters', () => {
  // Day 1 is 16 June 2020 and Moscow is three hours ahead of UTC.
  const lastMoment = new Date('2020-06-15T20:59:59.999Z');
  const dayOne = new Date('2020-06-15T21:00:00.000Z');

  test('midnight of Day 1 in the zone of the workshop is the boundary', async () => {
    await send(version('cluster_survey'), { economyCode: 'PER', submittedAt: dayOne, sex: 'male' });
    expect(await valueAndStatus('I01')).toEqual([0, 'no_target']);
    await send(version('cluster_survey'), {
      economyCode: 'VNM',
      submittedAt: lastMoment,
      sex: 'female',
    });
    const found = await indicator('I01');
    expect([found.value, counted(found), found.base]).toEqual([1, [1, 0, 0, 1], 2]);
  });

  test('follows the zone when an organiser corrects it', async () => {
    await send(version('cluster_survey'), {
      economyCode: 'PER',
      submittedAt: new Date('2020-06-16T03:00:00Z'),
    });
    await Project.update({ timeZone: 'America/Lima' }, { where: { id: 1 } });
    const inLima = (await indicator('I01')).value;
    await Project.update({ timeZone: 'Europe/Moscow' }, { where: { id: 1 } });
    expect([inLima, (await indicator('I01')).value]).toEqual([1, 0]);
  });

  test('counts an economy and a cluster once, and leaves out what is not valid', async () => {
    const one = await newCluster('Photonics One', 'CHL');
    const two = await newCluster('Marine Two', 'CHL');
    const other = await newCluster('Agri Three', 'HKG');
    const early = { submittedAt: lastMoment };
    await send(version('cluster_survey'), { ...early, economyCode: 'CHL', clusterId: one });
    await send(version('cluster_survey'), { ...early, economyCode: 'CHL', clusterId: one });
    await send(version('cluster_survey'), {
      economyCode: 'CHL',
      clusterId: two,
      submittedAt: dayOne,
    });
    await send(version('cluster_survey'), { ...early, economyCode: null });
    const invalid = await send(version('cluster_survey'), {
      ...early,
      economyCode: 'HKG',
      clusterId: other,
    });
    expect(await valueAndStatus('I01')).toEqual([2, 'no_target']);
    expect(await valueAndStatus('I02')).toEqual([3, 'no_target']);
    await invalid.update({ valid: false });
    expect(await valueAndStatus('I01')).toEqual([1, 'no_target']);
    const clusters = await indicator('I02');
    expect([clusters.value, counted(clusters)]).toEqual([2, [0, 0, 3, 3]]);
  });
});

test('random records: the figures equal a naive recount', async () => {
  let state = 20200616;
  const random = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const sexes: (Sex | null)[] = ['female', 'male', 'prefer_not_to_say', null];
  const economies = ['AUS', 'HKG', 'PNG', 'VNM', null];
  const clusters = [await newCluster('C1', 'AUS'), await newCluster('C2', 'PNG'), null];
  const early = new Set<string>();
  const answered = new Set<number>();
  let satisfied = 0;
  for (let form = 0; form < 60; form++) {
    const economyCode = economies[random(5)] ?? null;
    const clusterId = clusters[random(3)] ?? null;
    const submittedAt = new Date(Date.UTC(2020, 5, 14 + random(4), random(24), random(60)));
    await send(version('cluster_survey'), {
      economyCode,
      clusterId,
      submittedAt,
      sex: sexes[random(4)] ?? null,
    });
    if (economyCode !== null && submittedAt.getTime() < Date.UTC(2020, 5, 15, 21)) {
      early.add(economyCode);
    }
    if (clusterId !== null) answered.add(clusterId);
    const core = Array.from({ length: random(9) }, () => 3 + random(3));
    const overall = random(5) === 0 ? null : 3 + random(3);
    await send(version('workshop_evaluation'), {
      answers: evaluation(overall, core),
      sex: sexes[random(4)] ?? null,
      submittedAt: null,
    });
    const mean = core.reduce((sum, step) => sum + step, 0) / core.length;
    if (overall !== null && overall >= 4 && core.length >= 6 && mean >= 4) satisfied += 1;
  }
  expect([early.size > 0, answered.size, satisfied > 0]).toEqual([true, 2, true]);
  expect((await indicator('I01')).value).toBe(early.size);
  expect((await indicator('I02')).value).toBe(answered.size);
  expect((await indicator('I06')).ratio).toEqual({ counted: satisfied, of: 60 });
});

test('a correction changes the figures at once, and the records do not change the queries', async () => {
  const few = await countQueries(computeIndicators);
  const form = await send(version('workshop_evaluation'), { answers: low, submittedAt: null });
  for (let more = 0; more < 3; more++) {
    await send(version('workshop_evaluation'), { answers: high, submittedAt: null });
    await send(version('cluster_survey'), { economyCode: 'JPN' });
  }
  expect(await countQueries(computeIndicators)).toBe(few);
  expect((await indicator('I06')).value).toBe(75);
  await AnswerValue.update({ code: '5', number: 5 }, { where: { responseId: form.id } });
  expect((await indicator('I06')).value).toBe(100);
});
