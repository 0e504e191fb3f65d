import {
  crossChoices,
  readCrossTable,
} from '../../../../src/features/results/cross/read-cross-table';
import { readResults } from '../../../../src/features/results/read-results';
import { loadVersion } from '../../../../src/features/surveys/survey-cache';
import { Response, type SurveyVersion } from '../../../../src/models';
import { sexes } from '../../../../src/models/codes';
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
