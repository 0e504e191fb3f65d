import {
  checkText,
  stopChecking,
} from '../../../../src/features/surveys/definition-check/check-text';
import {
  renderFirstPage,
  stopRendering,
} from '../../../../src/features/surveys/first-page/render-first-page';
import { startTestServer, type TestServer } from '../../../harness/server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await Promise.all([stopChecking(), stopRendering()]);
  await server.stop();
});

const survey = (elements: unknown): string =>
  JSON.stringify({ pages: [{ name: 'one', elements }] });
const questions = (count: number): unknown[] =>
  Array.from({ length: count }, (_, index) => ({ type: 'text', name: `q${index}`, title: 'Q' }));
const deep = (depth: number): string =>
  `{"pages":[{"name":"one","elements":${'[{"type":"panel","name":"p","elements":'.repeat(depth)}[]${'}]'.repeat(depth)}}]}`;

/** Asks a page again and again while `work` runs; gives the longest wait in milliseconds. */
async function longestWait(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let done = false;
  const finished = work.finally(() => {
    done = true;
  });
  const visitor = server.visitor();
  // Assigned in a callback, which the compiler does not follow.
  while (!(done as boolean)) {
    const started = performance.now();
    expect((await visitor.get('/forms/1.json')).status).toBe(404);
    longest = Math.max(longest, performance.now() - started);
  }
  await finished;
  return longest;
}

test.each([
  [
    'a pattern that never ends',
    survey([
      { type: 'text', name: 'a', title: 'A', validators: [{ type: 'regex', regex: '^(a+)+$' }] },
    ]),
    'unsafe_pattern',
  ],
  ['5 MB of JSON', survey(questions(130_000)), 'too_large'],
  ['100,000 questions', survey(questions(100_000)), 'too_large'],
  ['as many questions as fit', survey(questions(11_000)), 'too_many_questions'],
  ['deep nesting', deep(5_000), 'too_deep'],
  ['deep brackets alone', '['.repeat(200_000), 'too_deep'],
  [
    'a name used twice',
    survey([
      { type: 'text', name: 'a', title: 'A' },
      { type: 'text', name: 'a', title: 'A' },
    ]),
    'duplicate_name',
  ],
  [
    'a key of the language',
    survey([JSON.parse('{"type":"text","name":"a","title":"A","__proto__":{"x":1}}')]),
    'unsupported_property',
  ],
  [
    'a question named __proto__',
    survey([{ type: 'text', name: '__proto__', title: 'A' }]),
    'bad_name',
  ],
  ['no JSON at all', 'Dear all,', 'json_syntax'],
  ['nothing', '', 'json_syntax'],
])('answers %s clearly, while others are served', async (_name, text, code) => {
  const started = performance.now();
  let codes: string[] = [];
  const wait = await longestWait(
    checkText(text).then(({ sound, problems }) => {
      expect(sound).toBe(false);
      codes = problems.map((problem) => problem.code);
    }),
  );
  expect(codes[0]).toBe(code);
  expect(performance.now() - started).toBeLessThan(6_000);
  expect(wait).toBeLessThan(1_000);
});

test('checks on after a text that was refused', async () => {
  expect(await checkText(survey(questions(3)))).toEqual({ sound: true, problems: [] });
});

test('refuses with a reason what the form library cannot render', async () => {
  await expect(renderFirstPage('{"pages": 5')).rejects.toMatchObject({
    status: 422,
    code: 'first_page_failed',
  });
});

test('gives up a first page that takes too long, while others are served', async () => {
  const slow = survey(
    Array.from({ length: 4_000 }, (_, index) => ({
      type: 'matrixdropdown',
      name: `m${index}`,
      columns: Array.from({ length: 40 }, (_, column) => ({ name: `c${column}` })),
      rows: Array.from({ length: 100 }, (_, row) => `r${row}`),
    })),
  );
  const started = performance.now();
  const wait = await longestWait(
    expect(renderFirstPage(slow)).rejects.toMatchObject({ code: 'first_page_failed' }),
  );
  expect(wait).toBeLessThan(1_000);
  expect(performance.now() - started).toBeLessThan(25_000);
  expect(await renderFirstPage(survey(questions(2)))).toContain('data-name="q1"');
});

test('tells who comes when too much waits, and serves the rest', async () => {
  const text = survey(questions(100));
  const results = await Promise.allSettled(Array.from({ length: 30 }, () => checkText(text)));
  const refused = results.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const result of refused) {
    expect(result).toMatchObject({ reason: { status: 503, code: 'busy' } });
  }
  expect(results.length - refused.length).toBeGreaterThanOrEqual(16);
});

test('a form in another language shows its texts at once, and a warning that the page has none', async () => {
  const text = JSON.stringify({
    locale: 'es-PE',
    pages: [
      {
        name: 'one',
        elements: [{ type: 'text', name: 'a', title: { default: 'Your town', es: 'Su ciudad' } }],
      },
    ],
  });
  const page = await renderFirstPage(text);
  expect([page.includes('Su ciudad'), page.includes('Your town')]).toEqual([true, false]);
  const codesOf = async (source: string): Promise<string[]> =>
    (await checkText(source)).problems.map(({ code, path }) => `${code} ${path}`);
  expect(await codesOf(text)).toEqual(['language_not_spoken /locale']);
  expect(await codesOf(text.replace('es-PE', 'en-NZ'))).toEqual([]);
  expect(await codesOf(text.replace('"es-PE"', '5'))).toEqual(['language_not_spoken /locale']);
});
