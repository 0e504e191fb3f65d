import {
  crossChoices,
  readCrossTable,
} from '../../../../src/features/results/cross/read-cross-table';
import { freezeDataSet } from '../../../../src/features/results/data-sets/freeze-data-set';
import { readDataSet } from '../../../../src/features/results/data-sets/data-sets.queries';
import { readResults } from '../../../../src/features/results/read-results';
import { replaceResponse } from '../../../../src/features/responses/write-response';
import { loadVersion } from '../../../../src/features/surveys/survey-cache';
import { PackedAnswer, Response, type SurveyVersion } from '../../../../src/models';
import { sexes } from '../../../../src/models/codes';
import { inTransaction } from '../../../../src/db/transaction';
import { answerValues } from '../../../../src/survey-engine/answer-values';
import type { Answers } from '../../../../src/survey-engine/answers';
import { generateAnswers } from '../../../../src/survey-engine/generate-answers';
import { seeded } from '../../../harness/seeded';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { publish, send } from '../../indicators/seed';

let server: TestServer;
let version: SurveyVersion;

beforeAll(async () => {
  server = await startTestServer();
  version = await publish('workshop_evaluation');
});
afterAll(() => server.stop());
afterEach(() => Response.destroy({ where: {} }));

test('every table of every pair counts what a naive recount of the answers counts', async () => {
  const { compiled } = await loadVersion(version.id);
  const random = seeded(8);
  const sent: { answers: Answers; sex: string | null }[] = [];
  for (let one = 0; one < 30; one++) {
    const answers = generateAnswers(compiled, random, { completeness: 0.8 });
    const sex = [...sexes, null][Math.floor(random() * 4)] ?? null;
    await send(version, { answers, sex, submittedAt: null });
    sent.push({ answers, sex });
  }
  const choices = await crossChoices(version.surveyId);
  const valueOf = ({ answers }: { answers: Answers }, key: string): string[] => {
    const [name = '', item] = key.split('.');
    const value =
      item === undefined ? answers[name] : (answers[name] as Answers | undefined)?.[item];
    return value === undefined
      ? []
      : [value].flat().map((one) => JSON.stringify(one).replaceAll('"', ''));
  };
  const pairs = choices.rows.flatMap((row) =>
    choices.columns.filter(({ fact }) => fact === null).map((by) => [row.key, by.key] as const),
  );
  expect(pairs.length).toBeGreaterThan(100);
  for (const [rows, by] of pairs.filter((_, index) => index % 7 === 0)) {
    const { table } = await readCrossTable(version.surveyId, choices, { rows, by });
    for (const column of table.columns) {
      for (const line of column.table.categories) {
        const women = sent.filter(
          (one) =>
            one.sex === 'female' &&
            valueOf(one, rows).includes(line.code) &&
            valueOf(one, by).includes(column.code),
        );
        expect([rows, by, column.code, line.code, line.women.n]).toEqual([
          rows,
          by,
          column.code,
          line.code,
          women.length,
        ]);
      }
    }
    expect(table.whole.base.total.n).toBe(
      sent.filter((one) => valueOf(one, rows).length > 0).length,
    );
  }
  const { results } = await readResults(version.surveyId, null);
  for (const row of choices.rows.filter(({ item }) => item === '')) {
    const { table } = await readCrossTable(version.surveyId, choices, {
      rows: row.key,
      by: 'respondent.sex',
    });
    const own = results.questions.find(({ question }) => question.question === row.key)?.parts[0]
      ?.table;
    expect([row.key, table.whole]).toEqual([row.key, own]);
  }
});

test('takes as many queries for many answers as for few', async () => {
  const choices = await crossChoices(version.surveyId);
  const read = () => readCrossTable(version.surveyId, choices, { rows: 'role', by: 'sector' });
  await send(version, { answers: { role: 'speaker' }, submittedAt: null });
  const few = await countQueries(read);
  for (let more = 0; more < 3; more++)
    await send(version, { answers: { role: 'speaker' }, submittedAt: null });
  expect(await countQueries(read)).toBe(few);
});

test('tables of a frozen set stay what they were, whatever happens to its answers; those of today move', async () => {
  const { compiled } = await loadVersion(version.id);
  const random = seeded(21);
  const someone = (): Parameters<typeof send>[1] => ({
    answers: generateAnswers(compiled, random, { completeness: 0.8 }),
    sex: [...sexes, null][Math.floor(random() * 4)] ?? null,
    economyCode: ['PER', 'VNM', null][Math.floor(random() * 3)] ?? null,
    submittedAt: null,
  });
  const responses: Response[] = [];
  for (let one = 0; one < 20; one++) responses.push(await send(version, someone()));
  await responses[0]?.update({ valid: false });
  const { user } = await server.visitor().signInAs('organiser');
  const actor = { kind: 'user', userId: user?.id ?? 0, name: 'Test' } as const;
  const live = await crossChoices(version.surveyId);
  const asked = live.rows
    .flatMap((row) => live.columns.map((by) => ({ rows: row.key, by: by.key })))
    .filter((_, index) => index % 11 === 0);
  const tablesOf = async (data: 'now' | 'preliminary') => {
    const choices = await crossChoices(version.surveyId, data);
    return Promise.all(asked.map((pair) => readCrossTable(version.surveyId, choices, pair)));
  };
  const before = await tablesOf('now');
  await freezeDataSet(actor, 'workshop_evaluation', { kind: 'preliminary', note: 'Day 1' });
  expect((await tablesOf('preliminary')).map(({ table }) => table)).toEqual(
    before.map(({ table }) => table),
  );

  // Corrected once and twice, ruled in and out, added; and packed answers lost with all that.
  for (const response of [...responses.slice(1, 8), ...responses.slice(1, 4)]) {
    const { answers = {}, sex = null, economyCode = null } = someone() ?? {};
    const row = { ...response.get(), sex, economyCode, answers: JSON.stringify(answers) };
    await inTransaction((tx) =>
      replaceResponse(tx, row, answerValues(compiled, answers), {
        kind: 'corrected_by_respondent',
        reason: '',
        madeBy: null,
      }),
    );
    await response.reload();
  }
  await responses[0]?.update({ valid: true });
  await responses[9]?.update({ valid: false });
  await send(version, someone());
  await PackedAnswer.destroy({ where: { responseId: responses[10]?.id ?? '' } });
  const after = await tablesOf('preliminary');
  expect(after.map(({ table }) => table)).toEqual(before.map(({ table }) => table));
  expect(after.every(({ gone }) => gone === 0)).toBe(true);
  const { results } = await readDataSet(version.surveyId, 'preliminary');
  const bases = new Map(
    results.results.questions.map(({ question, parts }) => [
      question.question,
      parts[0]?.table.base,
    ]),
  );
  for (const { row, table } of after.filter((one) => one.row.item === '')) {
    expect([row.key, table.whole.base]).toEqual([row.key, bases.get(row.key)]);
  }
  expect((await tablesOf('now')).map(({ table }) => table)).not.toEqual(
    before.map(({ table }) => table),
  );

  await responses[2]?.destroy();
  await responses[11]?.destroy();
  const erased = await tablesOf('preliminary');
  expect(erased.every(({ gone }) => gone === 2)).toBe(true);
  const people = erased.map(({ table: { whole } }) =>
    [whole.base, whole.itemNonResponse, whole.notAsked].reduce(
      (n, cells) => n + (cells.total.n ?? 0),
      0,
    ),
  );
  expect(new Set(people)).toEqual(new Set([19 - 2]));
});
