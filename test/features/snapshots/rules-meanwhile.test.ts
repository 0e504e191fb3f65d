import { systemActor } from '../../../src/audit/record-audit-event';
import { definitionOf } from '../../../src/features/indicators/catalogue';
import { computeIndicators } from '../../../src/features/indicators/compute';
import { unprotected } from '../../../src/features/indicators/protect';
import { changeRules } from '../../../src/features/indicators/rules/change-rules';
import {
  listRuleVersions,
  rulesInForce,
  rulesOfVersion,
} from '../../../src/features/indicators/rules/rules.queries';
import { releaseAllResults } from '../../../src/features/results/release-results';
import {
  figureOf,
  restate,
  type SnapshotFigure,
} from '../../../src/features/snapshots/snapshot-figures';
import { readFigures } from '../../../src/features/snapshots/snapshots.queries';
import { takeSnapshot } from '../../../src/features/snapshots/take-snapshot';
import { setClock } from '../../../src/lib/clock';
import { Snapshot } from '../../../src/models';
import { startTestServer, type TestServer } from '../../harness/server';
import { evaluation, publish, send } from '../indicators/seed';
import { attendMany } from '../workshop/indicators/attendees';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  setClock(new Date('2020-06-19T09:00:00Z'));
  await attendMany(12, { sex: 'female', days: [1, 2, 3] });
  await attendMany(10, { sex: 'male', days: [1, 2, 3] });
  const forms = await publish('workshop_evaluation');
  for (let form = 0; form < 40; form++) {
    const step = form % 4 < 2 ? 5 : 2;
    const answers = evaluation(step, [step, step, step, step, step, step]);
    await send(forms, { answers, sex: form % 2 === 0 ? 'female' : 'male', submittedAt: null });
  }
  await releaseAllResults();
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

const byHand = (label: string): Promise<number> =>
  takeSnapshot({ kind: 'manual', label, actor: systemActor });

test('a rule that changes while snapshots are taken: each holds one version throughout, and its figures', async () => {
  const { user } = await server.visitor().signInAs('organiser');
  const actor = { kind: 'user', userId: user?.id ?? 0, name: 'Test' } as const;
  const first = await rulesInForce();
  const strict = { ...first, targets: new Map(first.targets).set('I03', 1).set('I11', 90) };
  const mild = {
    ...first,
    satisfaction: { ...first.satisfaction, overallMin: 2, coreMeanMin: 2 },
    targets: new Map(first.targets).set('I03', 90).set('I11', 1),
  };
  const rounds = 24;
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const change = () =>
      changeRules(actor, {
        numbers: round % 2 === 0 ? mild : strict,
        reason: `Round ${round}.`,
        version: first.version + round,
      });
    // Begun at one moment, in turns the one and the other first, and some turns of the loop apart.
    const late = async <T>(turns: number, work: () => Promise<T>): Promise<T> => {
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      return work();
    };
    const [before, after] = await Promise.all([
      late(round % 2 === 0 ? round : 0, () => byHand(`Beside change ${round}`)),
      late(round % 2 === 0 ? 0 : round, () => byHand(`Beside change ${round} too`)),
      late(Math.floor(round / 2), change),
    ]);
    taken.push(before, after);
  }
  expect((await rulesInForce()).version).toBe(first.version + rounds);

  const computed = new Map<number, Map<string, SnapshotFigure>>();
  for (const { version, ...rules } of await listRuleVersions()) {
    const indicators = await computeIndicators({ rules: { ...rules, version } });
    const figures = indicators.map((indicator) => figureOf(unprotected(indicator)));
    computed.set(version, new Map(figures.map((figure) => [figure.indicator, figure])));
  }
  const underRule = (version: number, id: string) => computed.get(version)?.get(id);
  // The rules in turn give other figures and statuses; otherwise nothing of this would be seen.
  for (const id of ['I03', 'I06', 'I11']) {
    const [one, other] = [first.version + 1, first.version + 2].map((at) => underRule(at, id));
    expect([id, one]).not.toEqual([id, other]);
  }
  for (const number of taken) {
    const { rulesVersion } = await Snapshot.findByPk(number, { rejectOnEmpty: true });
    const rules = await rulesOfVersion(rulesVersion);
    const team = (await readFigures([number], 'team')).get(number) ?? [];
    expect(team).toHaveLength(19);
    for (const figure of team) {
      expect([number, rulesVersion, figure]).toEqual([
        ...[number, rulesVersion],
        underRule(rulesVersion, figure.indicator),
      ]);
    }
    const overseer = (await readFigures([number], 'overseer')).get(number) ?? [];
    const restated = overseer.map(
      (figure) => restate(figure, definitionOf(figure.indicator), rules).status,
    );
    expect([number, ...overseer.map(({ status }) => status)]).toEqual([number, ...restated]);
  }
  // A later snapshot never goes back behind the rules of an earlier one.
  const versions = (await Snapshot.findAll({ order: ['number'] })).map((one) => one.rulesVersion);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
});
