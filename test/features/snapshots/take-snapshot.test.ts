import { QueryTypes } from 'sequelize';
import { systemActor } from '../../../src/audit/record-audit-event';
import { db } from '../../../src/db/transaction';
import {
  compareSnapshots,
  type SnapshotComparison,
} from '../../../src/features/snapshots/compare-snapshots';
import { changesForMail } from '../../../src/features/oversight/changes-for-mail';
import { latestSnapshotBefore } from '../../../src/features/snapshots/snapshots.queries';
import { takeDailySnapshot, takeSnapshot } from '../../../src/features/snapshots/take-snapshot';
import { releaseAllResults } from '../../../src/features/results/release-results';
import { setClock } from '../../../src/lib/clock';
import {
  Person,
  Response,
  Snapshot,
  SnapshotEvidence,
  SnapshotValue,
  type SurveyVersion,
} from '../../../src/models';
import { seeded } from '../../harness/seeded';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { evaluation, newCluster, publish, send, type Sent } from '../indicators/seed';
import { attend, attendMany } from '../workshop/indicators/attendees';

let server: TestServer;
let questionnaire: SurveyVersion;
let forms: SurveyVersion;
beforeAll(async () => {
  server = await startTestServer();
  questionnaire = await publish('cluster_survey');
  forms = await publish('workshop_evaluation');
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

const byHand = (label: string): Promise<number> =>
  takeSnapshot({ kind: 'manual', label, actor: systemActor });

function changeOf({ indicators }: SnapshotComparison, id: string) {
  const found = indicators.find(({ definition }) => definition.id === id);
  if (found === undefined) throw new Error(`No indicator ${id}.`);
  return found;
}

async function heldBy(number: number): Promise<unknown[]> {
  const order = ['audience', 'indicator'];
  const rows = await SnapshotValue.findAll({ where: { snapshotNumber: number }, order });
  return rows.map((row) => row.get());
}

async function valueIn(number: number, id: string): Promise<number | null | undefined> {
  const where = { snapshotNumber: number, audience: 'team', indicator: id };
  return (await SnapshotValue.findOne({ where }))?.value;
}

describe('taking one', () => {
  test('of one date there is one daily one, however often and by how many it is asked for', async () => {
    setClock(new Date('2020-06-10T20:00:00Z'));
    await Promise.all([takeDailySnapshot(), takeDailySnapshot(), takeDailySnapshot()]);
    await takeDailySnapshot();
    // 21:30 in UTC is the next date in Moscow.
    setClock(new Date('2020-06-10T21:30:00Z'));
    await takeDailySnapshot();
    const taken = await Snapshot.findAll({ order: ['number'] });
    expect(
      taken.map(({ number, kind, dailyOn, takenByName }) => [number, kind, dailyOn, takenByName]),
    ).toEqual([
      [1, 'daily', '2020-06-10', 'PEC'],
      [2, 'daily', '2020-06-11', 'PEC'],
    ]);
    expect(await heldBy(1)).toHaveLength(38);
    expect([
      await latestSnapshotBefore('2020-06-09'),
      (await latestSnapshotBefore('2020-06-10'))?.number,
      (await latestSnapshotBefore('2021-01-01'))?.number,
    ]).toEqual([null, 1, 2]);
  });

  test('beside others of the same moment, each follows the one before', async () => {
    setClock(new Date('2020-06-11T22:00:00Z'));
    await attend({ sex: 'female', days: [] });
    const taken = await Promise.all([byHand('First'), byHand('Second'), byHand('Third')]);
    await takeDailySnapshot();
    expect(taken.sort()).toEqual([3, 4, 5]);
    const numbers = (await Snapshot.findAll({ order: ['number'] })).map(({ number }) => number);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test.each(['snapshots', 'snapshot_values', 'indicator_rules', 'indicator_targets'])(
    'the database refuses to change or delete rows of %s',
    async (table) => {
      const column = { indicator_rules: 'reason', indicator_targets: 'target' }[table];
      const text = column ?? (table === 'snapshots' ? 'label' : 'details');
      const rows = (): Promise<object[]> =>
        db().query(`SELECT * FROM ${table}`, { type: QueryTypes.SELECT });
      const before = await rows();
      for (const change of [`UPDATE ${table} SET ${text} = 'other'`, `DELETE FROM ${table}`]) {
        const refusal = await db()
          .query(change)
          .catch((error: unknown) => error);
        expect((refusal as { parent?: Error }).parent?.message).toContain(
          `rows of ${table} are never changed`,
        );
      }
      expect(await rows()).toEqual(before);
      expect(before.length).toBeGreaterThan(0);
    },
  );
});

describe('what changed', () => {
  test('a person whose sex is corrected later: the past stays, and the comparison says why', async () => {
    setClock(new Date('2020-06-19T09:00:00Z'));
    await attendMany(10, { sex: 'female', days: [1, 2, 3] });
    await attendMany(9, { sex: 'male', days: [1, 2, 3] });
    const corrected = await attend({ sex: 'male', days: [1, 3], familyName: 'Corrected' });
    const before = await byHand('Before the correction');
    const held = await heldBy(before);
    await Person.update({ sex: 'female' }, { where: { id: corrected.personId } });
    const left = await attend({ sex: 'male', days: [1], familyName: 'Late' });
    const after = await byHand('After the correction');

    expect(await heldBy(before)).toEqual(held);
    expect([await valueIn(before, 'I11'), await valueIn(after, 'I11')]).toEqual([10, 10]);
    const team = await compareSnapshots(before, after, 'team');
    const women = changeOf(team, 'I11');
    expect(women.before.details.days?.map(({ value }) => value)).toEqual([10, 10, 10]);
    expect(women.after.details.days?.map(({ value }) => value)).toEqual([11, 10, 11]);
    expect(women.counts).toEqual({ added: 1, removed: 0, changed: 0, facts: [] });
    const share = changeOf(team, 'I12');
    expect(share.counts).toEqual({ added: 1, removed: 0, changed: 1, facts: ['sex'] });
    expect(share.records?.added.map(({ recordId }) => recordId)).toEqual([String(left.personId)]);
    expect(
      share.records?.changed.map(({ before: was, after: is }) => [was.recordId, was.sex, is.sex]),
    ).toEqual([[String(corrected.personId), 'male', 'female']]);
    expect([share.before.split, share.after.split]).toEqual([
      { women: 10, men: 10, notStated: 0 },
      { women: 11, men: 10, notStated: 0 },
    ]);

    const overseer = changeOf(await compareSnapshots(before, after, 'overseer'), 'I12');
    expect([overseer.counts, overseer.records]).toEqual([share.counts, null]);
    expect(changeOf(team, 'I18')).toMatchObject({ isChanged: false, reasons: [] });
  });

  test('the same against now, and after the records have gone again', async () => {
    const from = await Snapshot.max<number, Snapshot>('number');
    await attend({ sex: null, days: [2], familyName: 'Unstated' });
    const now = changeOf(await compareSnapshots(from, 'now', 'team'), 'I12');
    expect([now.counts?.added, now.after.split?.notStated]).toEqual([1, 1]);
    await db().query('UPDATE attendances SET present = FALSE WHERE day_number = 2');
    const gone = await byHand('Without the second day');
    const { counts } = changeOf(await compareSnapshots(from, gone, 'team'), 'I11');
    // Ten women came on all three days, and one on two of them without the second.
    expect(counts).toEqual({ added: 0, removed: 0, changed: 10, facts: ['days'] });
    const rows = await SnapshotEvidence.count({ where: { snapshotNumber: gone } });
    // Ten women and nine men lost a day; the rows of those whom nothing changed are not written again.
    expect(rows).toBe(19);
  });

  test('answers are told to overseers as figures released, and never as records', async () => {
    const cluster = await newCluster('Andes Optics', 'PER');
    const from = await byHand('Before the answers');
    const answer = await send(questionnaire, {
      economyCode: 'PER',
      sex: 'male',
      clusterId: cluster,
    });
    await send(questionnaire, { economyCode: 'CHL', sex: 'female' });
    await send(forms, { answers: evaluation(5, [5, 5, 5, 5, 5, 5]), submittedAt: null });
    const to = await byHand('After the answers');
    const team = await compareSnapshots(from, to, 'team');
    expect(changeOf(team, 'I01').counts?.added).toBe(2);
    expect(changeOf(team, 'I02').records?.added.map(({ recordId }) => recordId)).toEqual([
      answer.id,
    ]);
    expect(changeOf(team, 'I06')).toMatchObject({ counts: null, records: null, difference: null });
    const overseer = await compareSnapshots(from, to, 'overseer');
    expect(
      ['I01', 'I02', 'I06'].map((id) => {
        const { counts, records, after } = changeOf(overseer, id);
        return [id, after.value, after.base, after.split, counts, records];
      }),
    ).toEqual([
      ['I01', 2, null, null, null, null],
      ['I02', 1, null, null, null, null],
      ['I06', null, null, null, null, null],
    ]);
    // Nothing in the rows tells that an anonymous form came at this time.
    const anonymous = await Response.findAll({ where: { surveyId: forms.surveyId } });
    const kept = await SnapshotEvidence.findAll({
      where: { recordId: anonymous.map(({ id }) => id) },
    });
    expect([anonymous.length, kept]).toEqual([1, []]);
    const own = await SnapshotValue.findOne({
      where: { snapshotNumber: to, audience: 'overseer', indicator: 'I06' },
    });
    expect([own?.women, own?.men, own?.notStated, own?.base]).toEqual([null, null, null, null]);
  });

  test('a mail says that the number of answers is told for the first time, when nothing else moved', async () => {
    for (let answer = 0; answer < 10; answer++) {
      await send(questionnaire, { economyCode: 'CHL', sex: answer % 2 === 0 ? 'female' : 'male' });
    }
    const from = await byHand('Not released');
    await releaseAllResults();
    const told = changesForMail(await compareSnapshots(from, await byHand('Released'), 'overseer'));
    expect(told.filter(({ indicator }) => indicator.startsWith('I01'))).toEqual([
      {
        indicator: 'I01 Economies that took part in the online survey before the workshop',
        text: '2 economies, as before. Base: 12, not shown before. The split by sex is shown now',
      },
    ]);
  });

  test('costs the same whatever the number of records and snapshots', async () => {
    const from = await byHand('Few');
    const few = await countQueries(() => compareSnapshots(from, 'now', 'team'));
    const taking = await countQueries(() => byHand('Counted'));
    await attendMany(6, { sex: 'female', days: [1, 3] });
    for (const economyCode of ['PER', 'THA', 'CHL']) await send(questionnaire, { economyCode });
    expect(await countQueries(() => compareSnapshots(from, 'now', 'team'))).toBe(few);
    // One more: the first statement that writes evidence.
    expect(await countQueries(() => byHand('Counted again'))).toBe(taking + 1);
  });
});

test('what overseers can compute from any two snapshots is no answer, or at least k', async () => {
  const k = 5;
  const random = seeded(2020);
  const pick = (below: number): number => Math.floor(random() * below);
  const form = async (step: number, sex: Sent['sex']): Promise<void> => {
    const answers = evaluation(step, [step, step, step, step, step, step]);
    await send(forms, { answers, sex: sex ?? null, submittedAt: null });
  };
  const sexes = ['female', 'male', null] as const;
  for (const sex of sexes) {
    for (let n = 0; n < 20; n++) await form(n < 10 ? 5 : 2, sex);
  }
  const taken: number[] = [];
  for (let round = 0; round < 10; round++) {
    await releaseAllResults();
    taken.push(await byHand(`Round ${round}`));
    for (let n = pick(16); n > 0; n--) await form(pick(2) === 0 ? 5 : 2, sexes[pick(3)]);
  }
  const figures = await Promise.all(
    taken.map(async (number) => {
      const where = { snapshotNumber: number, audience: 'overseer', indicator: 'I06' };
      const row = await SnapshotValue.findOne({ where, rejectOnEmpty: true });
      return [row.women, row.men, row.notStated];
    }),
  );
  // One form was sent before, by nobody whose sex is known.
  expect(figures[0]).toEqual([10, 10, 11]);
  const differences = figures.flatMap((later, index) =>
    figures.slice(0, index).flatMap((earlier) =>
      later.flatMap((n, column) => {
        const before = earlier[column] ?? null;
        return n === null || before === null ? [] : [Math.abs(n - before)];
      }),
    ),
  );
  expect(differences.filter((n) => n > 0 && n < k)).toEqual([]);
});
