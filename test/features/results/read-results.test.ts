import { readResults } from '../../../src/features/results/read-results';
import { unitsToRelease } from '../../../src/features/results/results-to-release';
import type { FormResults, ResultPart } from '../../../src/features/results/tabulate';
import { loadVersion } from '../../../src/features/surveys/survey-cache';
import { Response, type SurveyVersion } from '../../../src/models';
import type { Sex } from '../../../src/models/codes';
import { disclosures } from '../../../src/statistics/disclosure';
import type { SexCounts, SexTable } from '../../../src/statistics/sex-split';
import { columnOf, sexOf } from '../../../src/statistics/sex-split';
import type { Answers } from '../../../src/survey-engine/answers';
import { generateAnswers } from '../../../src/survey-engine/generate-answers';
import { tabulable } from '../../../src/survey-engine/tabulable';
import { visibleQuestions } from '../../../src/survey-engine/visibility';
import { seeded } from '../../harness/seeded';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { publish, send } from '../indicators/seed';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
afterEach(() => Response.destroy({ where: {} }));

interface SentForm {
  answers: Answers;
  sex: Sex | null;
}

async function sendMany(version: SurveyVersion, count: number, seed: number): Promise<SentForm[]> {
  const { compiled } = await loadVersion(version.id);
  const random = seeded(seed);
  const sent: SentForm[] = [];
  for (let form = 0; form < count; form++) {
    const answers = generateAnswers(compiled, random, { completeness: 0.7 });
    const sex = (['female', 'male', 'female', 'male', 'prefer_not_to_say', null] as const)[
      Math.floor(random() * 6)
    ];
    await send(version, { answers, sex: sex ?? null, submittedAt: null });
    sent.push({ answers, sex: sex ?? null });
  }
  return sent;
}

function count(forms: readonly SentForm[], holds: (answers: Answers) => boolean): SexCounts {
  const counts = { women: 0, men: 0, notStated: 0 };
  for (const { answers, sex } of forms) {
    if (holds(answers)) counts[columnOf(sexOf(sex))] += 1;
  }
  return counts;
}

function counts(cells: SexTable['base']): SexCounts {
  return { women: cells.women.n ?? -1, men: cells.men.n ?? -1, notStated: cells.notStated.n ?? -1 };
}

function partOf(results: FormResults, question: string, item = ''): ResultPart {
  const found = results.questions
    .find((result) => result.question.question === question)
    ?.parts.find((part) => part.item === item);
  if (found === undefined) throw new Error(`No result of ${question} ${item}.`);
  return found;
}

test.each(['cluster_survey', 'workshop_evaluation', 'success_story', 'collaboration_invitation'])(
  '%s: what SQL counts equals a naive recount of the answers',
  async (form) => {
    const version = await publish(form);
    const { compiled, definition } = await loadVersion(version.id);
    const forms = await sendMany(version, 25, 11);
    const { results } = await readResults(version.surveyId, null);
    expect(counts(results.respondents.base)).toEqual(count(forms, () => true));
    const visible = new Map(
      forms.map(({ answers }) => [answers, new Set(visibleQuestions(compiled, answers))]),
    );
    const questions = tabulable(definition);
    expect(questions.length).toBeGreaterThan(8);
    for (const { question, kind, items, options } of questions) {
      const asked = count(forms, (answers) => visible.get(answers)?.has(question) === true);
      const cell = (answers: Answers, item: string): unknown =>
        item === '' ? answers[question] : (answers[question] as Answers | undefined)?.[item];
      const lines = kind === 'multiple' ? [''] : items.map(({ code }) => code);
      for (const item of lines) {
        const { table, means } = partOf(results, question, item);
        const answered = (answers: Answers): boolean =>
          kind === 'ranking'
            ? ((answers[question] as string[] | undefined) ?? []).includes(item)
            : cell(answers, item) !== undefined;
        const base = count(forms, answered);
        expect([question, item, counts(table.base)]).toEqual([question, item, base]);
        const blank = counts(table.itemNonResponse);
        expect([question, blank.women + base.women, blank.men + base.men]).toEqual([
          question,
          asked.women,
          asked.men,
        ]);
        const codes = kind === 'multiple' ? items : options;
        for (const { code } of codes) {
          const row = table.categories.find((category) => category.code === code);
          const chosen = count(forms, (answers) => {
            const value = cell(answers, item);
            return Array.isArray(value) ? value.map(String).includes(code) : String(value) === code;
          });
          expect([question, item, code, row && counts(row)]).toEqual([
            question,
            item,
            code,
            chosen,
          ]);
        }
        if (means === null) continue;
        const numbers = forms
          .filter(({ answers }) => answered(answers))
          .map(({ answers }) =>
            kind === 'ranking'
              ? (answers[question] as string[]).indexOf(item) + 1
              : Number(cell(answers, item)),
          );
        expect(means.total.n).toBe(numbers.length);
        expect(means.total.mean).toBeCloseTo(
          numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
          9,
        );
      }
    }
  },
  60_000,
);

test('leaves out what is not valid, in counts and in means', async () => {
  const version = await publish('workshop_evaluation');
  await send(version, { answers: { overall_satisfaction: 5 }, sex: 'female', submittedAt: null });
  const invalid = await send(version, {
    answers: { overall_satisfaction: 1 },
    sex: 'female',
    submittedAt: null,
  });
  await invalid.update({ valid: false });
  const { results } = await readResults(version.surveyId, null);
  const { table, means } = partOf(results, 'overall_satisfaction');
  expect([table.base.total.n, table.categories.map(({ total }) => total.n)]).toEqual([
    1,
    [0, 0, 0, 0, 1],
  ]);
  expect([means?.women.mean, means?.total.n]).toEqual([5, 1]);
});

test('joins versions by name and kind, and keeps what only older versions asked', async () => {
  const page = (elements: object[]): string =>
    JSON.stringify({ pages: [{ name: 'one', title: { default: 'One' }, elements }] });
  const choice = (values: string[], type = 'radiogroup') => ({
    type,
    name: 'form_of_work',
    title: { default: `Work (${type})` },
    choices: values,
  });
  const years = { type: 'text', name: 'years', inputType: 'number', title: { default: 'Years' } };
  const first = await publish('success_story', page([choice(['alone', 'pair']), years]));
  const second = await publish('success_story', page([choice(['pair', 'team'])]));
  const third = await publish('success_story', page([choice(['pair', 'team'], 'checkbox')]));
  await send(first, { answers: { form_of_work: 'alone', years: 4 }, sex: 'male' });
  await send(second, { answers: { form_of_work: 'pair' }, sex: 'female' });
  await send(third, { answers: { form_of_work: ['pair', 'team'] } });
  const { versions, results } = await readResults(first.surveyId, null);
  const numbers = [first, second, third].map(({ number }) => number);
  const own = versions.map(({ number }) => number).filter((number) => numbers.includes(number));
  expect(own).toEqual([...numbers].reverse());
  const found = results.questions
    .filter(({ question }) => ['form_of_work', 'years'].includes(question.question))
    .map(({ question: { kind, askedIn }, parts: [part] }) => [
      kind,
      askedIn,
      part?.table.categories.map(({ code, total }) => [code, total.n]),
      part?.table.notAsked.total.n,
    ]);
  expect(found).toEqual([
    [
      'multiple',
      [numbers[2]],
      [
        ['pair', 1],
        ['team', 1],
      ],
      2,
    ],
    [
      'single',
      [numbers[0], numbers[1]],
      [
        ['pair', 1],
        ['team', 0],
        ['alone', 1],
      ],
      1,
    ],
    ['number', [numbers[0]], [['answered', 1]], 2],
  ]);
  const single = await readResults(first.surveyId, second.number);
  expect(single.results.questions.map(({ question }) => question.askedIn)).toEqual([
    [second.number],
  ]);
  expect(single.results.respondents.base.total.n).toBe(1);
});

const shortForm = JSON.stringify({
  pages: [
    {
      name: 'one',
      elements: [
        { type: 'radiogroup', name: 'sector', choices: ['public', 'private', 'academia', 'other'] },
        { type: 'rating', name: 'satisfaction' },
        { type: 'checkbox', name: 'days', choices: ['day_1', 'day_2', 'day_3'] },
        { type: 'matrix', name: 'items', rows: ['clear'], columns: [1, 2, 3] },
        { type: 'text', name: 'contacts', inputType: 'number', min: 0, max: 20 },
      ],
    },
  ],
});

test.each([12, 23, 40])('gives nothing away of %i forms to overseers', async (forms) => {
  const version = await publish('workshop_evaluation', shortForm);
  await sendMany(version, forms, forms);
  const { results } = await readResults(version.surveyId, version.number);
  const parts = unitsToRelease(results, [], 5).flatMap((unit) => unit.parts);
  const tables = parts.map(({ shown }) => shown);
  expect(tables).toHaveLength(6);
  // "Answered" is the only row of tables that count people alone: it is the base, which is shown.
  expect(disclosures(tables, 5).filter(({ of }) => of !== 'answered')).toEqual([]);
  const small = parts.flatMap(({ means }) =>
    (['women', 'men', 'notStated', 'total'] as const).filter((column) => {
      const { n, mean } = means?.[column] ?? { n: null, mean: null };
      return mean !== null && (n === null || n < 5);
    }),
  );
  expect(small).toEqual([]);
});

test('takes as many queries for many answers as for none', async () => {
  const version = await publish('workshop_evaluation');
  const read = () => readResults(version.surveyId, null);
  const none = await countQueries(read);
  await sendMany(version, 3, 5);
  expect(await countQueries(read)).toBe(none);
});
