import { checkAnswers, type Answers } from '../../src/survey-engine/check-answers';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import { seeded } from '../harness/seeded';
import { loadDefinition, loadForm, Oracle } from './forms';

const survey = loadForm('every_type');
const oracle = new Oracle(loadDefinition('every_type'));

// A full set of answers in which every question used below is visible.
const VALID: Answers = generateAnswers(survey, seeded(4), {
  completeness: 1,
  fixed: {
    full_name: 'Ana Example',
    age: 40,
    role: 'manager',
    economy: 'chl',
    level: 2,
    mark: 7,
    agree: true,
    motives: ['trade', 'training'],
    order: ['x', 'y', 'z'],
    best: ['one'],
    staff: { women: 4, men: 3 },
    since: '2018-05-01',
    barriers: { language: 2, trust: 1, travel: 3 },
    programmes: [{ label: 'First', band: 'low' }],
    partners: [
      { partner: 'Copper cluster', economy: 'chl', forms: ['trade'] },
      { partner: 'Port cluster', economy: 'kor' },
    ],
    closed_word: 'open',
    deep_word: 'deep',
  },
});

/**
 * What survey-core's Model lets through and the check refuses: category, the change, the code of the
 * problem and its path.
 */
const STRICTER: [string, Answers, string, string][] = [
  ['unknown name', { unheard_of: 1 }, 'unknown_key', 'unheard_of'],
  [
    'name of a prototype',
    JSON.parse('{"__proto__":{"a":1}}') as Answers,
    'unknown_key',
    '__proto__',
  ],
  ['over-long text', { full_name: 'x'.repeat(61) }, 'too_long', 'full_name'],
  [
    'text without a limit of its own',
    { website: `https://a.example/${'x'.repeat(2001)}` },
    'too_long',
    'website',
  ],
  ['NUL in a text', { remark: 'a\u0000b' }, 'bad_characters', 'remark'],
  ['half a surrogate pair', { remark: 'a\ud800b' }, 'bad_characters', 'remark'],
  ['list in a text', { full_name: ['a', 'b'] }, 'not_text', 'full_name'],
  ['record in a text', { full_name: { a: 1 } }, 'not_text', 'full_name'],
  ['number in a text', { full_name: 12 }, 'not_text', 'full_name'],
  ['text as a number', { budget: '100' }, 'not_number', 'budget'],
  ['word as a number', { at_most_age: 'abc' }, 'not_number', 'at_most_age'],
  ['no web address', { website: 'javascript:alert(1)' }, 'not_url', 'website'],
  ['word as a date', { since: 'not-a-date' }, 'not_date', 'since'],
  ['a day that does not exist', { since: '2019-02-30' }, 'not_date', 'since'],
  ['a mark above the scale', { mark: 99 }, 'unknown_choice', 'mark'],
  ['a mark between steps', { step_mark: 2 }, 'unknown_choice', 'step_mark'],
  ['unknown choice', { level: 9 }, 'unknown_choice', 'level'],
  ['choice of another type', { level: '2' }, 'unknown_choice', 'level'],
  ['unknown truth value', { answer: true }, 'unknown_choice', 'answer'],
  ['hidden choice', { role: 'member', economy: 'hkg' }, 'choice_not_shown', 'economy'],
  [
    'one choice where a list is due',
    {
      partners: [
        { partner: 'A', economy: 'chl', forms: 'trade' },
        { partner: 'B', economy: 'kor' },
      ],
    },
    'not_a_list',
    'partners[0].forms',
  ],
  ['same choice twice', { motives: ['trade', 'trade'] }, 'duplicate_choice', 'motives'],
  [
    'too many choices',
    { motives: ['trade', 'investment', 'training', 'standards'] },
    'too_many_choices',
    'motives',
  ],
  ['"none" with others', { motives: ['trade', 'none'] }, 'exclusive_choice', 'motives'],
  [
    'own exclusive choice with others',
    { motives: ['trade', 'nothing'] },
    'exclusive_choice',
    'motives',
  ],
  ['same rank twice', { order: ['x', 'x', 'y'] }, 'duplicate_choice', 'order'],
  ['ranking of a part', { order: ['x', 'y'] }, 'incomplete_ranking', 'order'],
  ['too many ranks', { best: ['one', 'two', 'three'] }, 'too_many_choices', 'best'],
  ['changed read-only answer', { fixed: 'as I like it' }, 'read_only', 'fixed'],
  ['changed computed answer', { doubled: 81 }, 'wrong_result', 'doubled'],
  ['answer that is never asked', { never: 'here' }, 'hidden', 'never'],
  ['answer hidden by a condition', { mark: 3, step_mark: 5 }, 'hidden', 'step_mark'],
  [
    'description without "other"',
    { 'role-Comment': 'why' },
    'comment_without_other',
    'role-Comment',
  ],
  ['unknown row', { barriers: { language: 2, weather: 1 } }, 'unknown_row', 'barriers.weather'],
  ['hidden row', { economy: 'kor' }, 'row_not_shown', 'barriers.travel'],
  ['unknown column', { barriers: { language: 7 } }, 'unknown_choice', 'barriers.language'],
  ['unknown line', { staff: { women: 4, cats: 1 } }, 'unknown_key', 'staff.cats'],
  ['text in a line of numbers', { staff: { women: '4' } }, 'not_number', 'staff.women'],
  [
    'unknown cell',
    { programmes: [{ label: 'A', colour: 'red' }] },
    'unknown_key',
    'programmes[0].colour',
  ],
  [
    'too many rows',
    { programmes: 'ABCDE'.split('').map((label) => ({ label })) },
    'too_many_rows',
    'programmes',
  ],
  [
    'same key in other case',
    {
      partners: [
        { partner: 'One', economy: 'chl' },
        { partner: 'ONE', economy: 'kor' },
      ],
    },
    'duplicate_key',
    'partners[1].partner',
  ],
  [
    'too many panels',
    { partners: 'ABCD'.split('').map((partner) => ({ partner, economy: 'chl' })) },
    'too_many_rows',
    'partners',
  ],
  [
    'file kept elsewhere',
    {
      document: [{ name: 'a.pdf', type: 'application/pdf', content: 'https://example.com/a.pdf' }],
    },
    'not_a_file',
    'document[0]',
  ],
  [
    'file of another kind',
    { document: [{ name: 'a.exe', type: 'application/pdf', content: `file:${'0'.repeat(36)}` }] },
    'file_type',
    'document[0]',
  ],
  [
    'too many files',
    {
      document: [1, 2, 3].map((n) => ({
        name: `${n}.pdf`,
        type: '',
        content: `file:${'0'.repeat(36)}`,
      })),
    },
    'too_many_files',
    'document',
  ],
];

beforeAll(() => jest.spyOn(console, 'warn').mockImplementation());
afterAll(() => jest.restoreAllMocks());

test('the answers that are changed below are valid', () => {
  expect(checkAnswers(survey, VALID)).toEqual({ ok: true, answers: VALID });
});

test.each(STRICTER)('%s: the Model accepts it, the check does not', (_, change, code, path) => {
  const answers = Object.assign(Object.create(null) as Answers, VALID);
  for (const key of Object.keys(change)) {
    Object.defineProperty(answers, key, { value: change[key], enumerable: true });
  }
  expect(oracle.accepts(answers)).toBe(true);
  const result = checkAnswers(survey, answers);
  expect(
    result.ok ? [] : result.problems.map((problem) => [problem.code, problem.path]),
  ).toContainEqual([code, path]);
});

test('numbers that JSON cannot hold are refused', () => {
  for (const budget of [NaN, Infinity, -Infinity]) {
    expect(checkAnswers(survey, { ...VALID, budget })).toEqual({
      ok: false,
      problems: [
        {
          question: 'budget',
          path: 'budget',
          code: 'not_number',
          message: '“Budget” must be a number.',
        },
      ],
    });
  }
});
