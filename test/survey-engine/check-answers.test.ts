import { checkAnswers, type Answers } from '../../src/survey-engine/check-answers';
import type { CompiledSurvey } from '../../src/survey-engine/compile';
import { formOf } from './forms';

const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
];
const name = { type: 'text', name: 'full_name', title: 'Name', isRequired: true };
const asks = { type: 'radiogroup', name: 'asks', title: 'More?', choices: yesNo };
const more = { type: 'text', name: 'more', title: 'More', visibleIf: "{asks} = 'yes'" };

function codes(survey: CompiledSurvey, answers: unknown, today?: string): [string, string][] {
  const result = checkAnswers(survey, answers, today === undefined ? {} : { today });
  return result.ok ? [] : result.problems.map(({ path, code }) => [path, code]);
}

function cleaned(survey: CompiledSurvey, answers: Answers): Answers {
  const result = checkAnswers(survey, answers);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.answers;
}

describe('what comes back', () => {
  const survey = formOf(name, asks, more);

  test('answers in the order of the definition, without empty ones', () => {
    const answers = cleaned(survey, { asks: 'no', more: '', full_name: 'Ana' });
    expect(Object.entries(answers)).toEqual([
      ['full_name', 'Ana'],
      ['asks', 'no'],
    ]);
  });

  test('what was sent stays as it was', () => {
    const sent = { asks: 'no', more: '', full_name: 'Ana' };
    checkAnswers(survey, sent);
    expect(sent).toEqual({ asks: 'no', more: '', full_name: 'Ana' });
  });

  test('every problem, each with its question, path, code and message', () => {
    expect(checkAnswers(survey, { asks: 'maybe', more: 7, other: 1 })).toEqual({
      ok: false,
      problems: [
        {
          question: 'other',
          path: 'other',
          code: 'unknown_key',
          message: 'This form has no question with this name.',
        },
        {
          question: 'asks',
          path: 'asks',
          code: 'unknown_choice',
          message: '“More?” has no such choice.',
        },
        { question: 'more', path: 'more', code: 'not_text', message: '“More” must be a text.' },
        {
          question: 'full_name',
          path: 'full_name',
          code: 'required',
          message: 'Please answer “Name”.',
        },
      ],
    });
  });

  test('the author’s own message comes first', () => {
    const own = formOf({ ...name, requiredErrorText: { default: 'Who are you?' } });
    const result = checkAnswers(own, {});
    expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual([
      'Who are you?',
    ]);
  });

  test.each([[null], [undefined], ['text'], [[]], [3]])('%j is no set of answers', (answers) => {
    expect(codes(survey, answers)).toEqual([['', 'not_an_object']]);
  });
});

describe('hidden and closed questions', () => {
  test('an answer to a hidden question is refused, and not asked for', () => {
    const survey = formOf(asks, { ...more, isRequired: true });
    expect(codes(survey, { asks: 'no', more: 'left over' })).toEqual([['more', 'hidden']]);
    expect(codes(survey, { asks: 'no' })).toEqual([]);
    expect(codes(survey, { asks: 'yes' })).toEqual([['more', 'required']]);
  });

  test('a page or panel hides what is in it', () => {
    const survey = formOf(asks, {
      type: 'panel',
      name: 'part',
      visibleIf: "{asks} = 'yes'",
      elements: [name],
    });
    expect(codes(survey, { asks: 'no' })).toEqual([]);
    expect(codes(survey, { asks: 'yes' })).toEqual([['full_name', 'required']]);
  });

  test('a question closed by enableIf keeps its answer and demands none', () => {
    const survey = formOf(asks, { ...name, enableIf: "{asks} = 'yes'" });
    expect(codes(survey, { asks: 'no' })).toEqual([]);
    expect(codes(survey, { asks: 'no', full_name: 'Ana' })).toEqual([]);
    expect(codes(survey, { asks: 'no', full_name: 3 })).toEqual([['full_name', 'not_text']]);
  });

  test('a read-only question takes its default or nothing', () => {
    const survey = formOf({ ...asks, readOnly: true, defaultValue: 'yes' });
    expect(codes(survey, {})).toEqual([]);
    expect(codes(survey, { asks: 'yes' })).toEqual([]);
    expect(codes(survey, { asks: 'no' })).toEqual([['asks', 'read_only']]);
  });

  test('requiredIf asks only when it holds', () => {
    const survey = formOf(asks, {
      type: 'comment',
      name: 'why',
      title: 'Why',
      requiredIf: "{asks} = 'no'",
    });
    expect(codes(survey, { asks: 'yes' })).toEqual([]);
    expect(codes(survey, { asks: 'no', why: '   ' })).toEqual([['why', 'required']]);
  });
});

describe('computed questions', () => {
  const age = { type: 'text', name: 'age', title: 'Age', inputType: 'number' };
  const double = { type: 'expression', name: 'double', title: 'Double', expression: '{age} * 2' };
  const survey = formOf(double, age);

  test('the value is computed here, whether it was sent or not', () => {
    expect(cleaned(survey, { age: 4 })).toEqual({ double: 8, age: 4 });
    expect(cleaned(survey, { age: 4, double: 8 })).toEqual({ double: 8, age: 4 });
    expect(codes(survey, { age: 4, double: 9 })).toEqual([['double', 'wrong_result']]);
    expect(codes(survey, { double: 9 })).toEqual([['double', 'wrong_result']]);
  });

  test('a hidden one decides about others, but is not part of the answers', () => {
    const hidden = formOf(
      age,
      { ...double, visibleIf: '{age} > 100' },
      { ...name, visibleIf: '{double} = 8' },
    );
    expect(cleaned(hidden, { age: 4, full_name: 'Ana' })).toEqual({ age: 4, full_name: 'Ana' });
    expect(codes(hidden, { age: 5, full_name: 'Ana' })).toEqual([['full_name', 'hidden']]);
  });
});

describe('today() is the day that the caller names', () => {
  const since = { type: 'text', name: 'since', title: 'Since', inputType: 'date' };

  test('in bounds', () => {
    const survey = formOf({ ...since, maxValueExpression: 'today()' });
    expect(codes(survey, { since: '2020-06-10' }, '2020-06-10')).toEqual([]);
    expect(codes(survey, { since: '2020-06-11' }, '2020-06-10')).toEqual([['since', 'too_late']]);
    expect(codes(survey, { since: '2020-06-11' }, '2020-06-11')).toEqual([]);
  });

  test('in conditions', () => {
    const survey = formOf(since, { ...name, isRequired: false, visibleIf: '{since} < today()' });
    expect(codes(survey, { since: '2020-06-09', full_name: 'A' }, '2020-06-10')).toEqual([]);
    expect(codes(survey, { since: '2020-06-10', full_name: 'A' }, '2020-06-10')).toEqual([
      ['full_name', 'hidden'],
    ]);
  });
});

describe('ranges and formats', () => {
  test.each<[string, object, unknown, string | undefined]>([
    ['least', { inputType: 'number', min: 3 }, 2, 'too_small'],
    ['least itself', { inputType: 'number', min: 3 }, 3, undefined],
    ['greatest', { inputType: 'number', max: 3 }, 3.5, 'too_large'],
    ['greatest itself', { inputType: 'number', max: 3 }, 3, undefined],
    ['last day itself', { inputType: 'date', max: '2020-01-01' }, '2020-01-01', undefined],
    ['whole', { inputType: 'number', step: 1 }, 1.5, 'not_integer'],
    ['step', { inputType: 'number', step: 0.1 }, 0.25, 'wrong_step'],
    ['step of decimals', { inputType: 'number', step: 0.1 }, 0.3, undefined],
    ['first day', { inputType: 'date', min: '2020-01-01' }, '2019-12-31', 'too_early'],
    ['leap day', { inputType: 'date' }, '2020-02-29', undefined],
    ['no leap day', { inputType: 'date' }, '2019-02-29', 'not_date'],
    ['email', { inputType: 'email' }, 'ana@cluster.example', undefined],
    ['email of two', { inputType: 'email' }, 'a@b.example, c@d.example', 'not_email'],
    ['address', { inputType: 'url' }, 'www.cluster.example/about?x=1', undefined],
    ['no address', { inputType: 'url' }, 'our page', 'not_url'],
    ['length', { maxLength: 3 }, 'abcd', 'too_long'],
    ['text validator', { validators: [{ type: 'text', minLength: 3 }] }, 'ab', 'too_short'],
    ['digits', { validators: [{ type: 'text', allowDigits: false }] }, 'ab1', 'no_digits'],
    ['pattern', { validators: [{ type: 'regex', regex: '^[A-Z]+$' }] }, 'ab', 'pattern'],
    [
      'pattern without case',
      { validators: [{ type: 'regex', regex: '^[A-Z]+$', caseInsensitive: true }] },
      'ab',
      undefined,
    ],
    ['numeric validator', { validators: [{ type: 'numeric', maxValue: 3 }] }, '4', 'too_large'],
    [
      'expression validator',
      { validators: [{ type: 'expression', expression: "{q} = 'x'" }] },
      'y',
      'rule',
    ],
  ])('%s', (_, properties, value, code) => {
    const survey = formOf({ type: 'text', name: 'q', title: 'Q', ...properties });
    expect(codes(survey, { q: value })).toEqual(code === undefined ? [] : [['q', code]]);
  });
});

describe('choices', () => {
  const motives = { type: 'checkbox', name: 'motives', title: 'Motives', choices: yesNo };

  test('"other" needs its description', () => {
    const survey = formOf({ ...motives, showOtherItem: true });
    expect(codes(survey, { motives: ['other'] })).toEqual([
      ['motives-Comment', 'comment_required'],
    ]);
    expect(cleaned(survey, { 'motives-Comment': 'this', motives: ['other'] })).toEqual({
      motives: ['other'],
      'motives-Comment': 'this',
    });
    expect(codes(survey, { motives: ['yes'], 'motives-Comment': 'this' })).toEqual([
      ['motives-Comment', 'comment_without_other'],
    ]);
  });

  test('a minimum holds for no choice too, but not for "none" alone', () => {
    const survey = formOf({ ...motives, minSelectedChoices: 2, showNoneItem: true });
    expect(codes(survey, {})).toEqual([['motives', 'too_few_choices']]);
    expect(codes(survey, { motives: ['none'] })).toEqual([]);
    expect(codes(survey, { motives: ['yes', 'no'] })).toEqual([]);
  });
});

describe('matrix and ranking', () => {
  const rows = yesNo;
  const matrix = { type: 'matrix', name: 'm', title: 'M', rows, columns: [1, 2] };

  test('each row may have to be answered, and differently', () => {
    const required = formOf({ ...matrix, eachRowRequired: true });
    expect(codes(required, { m: { yes: 1 } })).toEqual([['m', 'row_required']]);
    expect(codes(required, { m: { yes: 1, no: 1 } })).toEqual([]);
    const unique = formOf({ ...matrix, eachRowUnique: true });
    expect(codes(unique, { m: { yes: 1, no: 1 } })).toEqual([['m', 'rows_not_unique']]);
    expect(codes(unique, { m: { yes: 1, no: 2 } })).toEqual([]);
  });

  test('a condition on a ranking minds the order', () => {
    const ranking = { type: 'ranking', name: 'order', title: 'Order', choices: yesNo };
    const survey = formOf(ranking, { ...more, visibleIf: "{order} = ['yes', 'no']" });
    expect(codes(survey, { order: ['yes', 'no'], more: 'x' })).toEqual([]);
    expect(codes(survey, { order: ['no', 'yes'], more: 'x' })).toEqual([['more', 'hidden']]);
  });
});

describe('repeated parts', () => {
  const panels = {
    type: 'paneldynamic',
    name: 'partners',
    title: 'Partners',
    maxPanelCount: 3,
    templateElements: [
      { ...name, name: 'partner' },
      { type: 'comment', name: 'note', title: 'Note' },
    ],
  };

  test('empty entries are left out, an emptied list stays', () => {
    const survey = formOf({
      ...panels,
      templateElements: [{ type: 'comment', name: 'note', title: 'Note' }],
    });
    expect(cleaned(survey, { partners: [{}, { note: 'x' }, {}] })).toEqual({
      partners: [{ note: 'x' }],
    });
    expect(cleaned(survey, { partners: [] })).toEqual({ partners: [] });
  });

  test('problems say which entry', () => {
    const survey = formOf(panels);
    expect(codes(survey, { partners: [{ partner: 'A' }, { note: 'x' }] })).toEqual([
      ['partners[1].partner', 'required'],
    ]);
    expect(codes(survey, { partners: ['A'] })).toEqual([
      ['partners[0]', 'not_a_record'],
      ['partners[0].partner', 'required'],
    ]);
  });

  // The form library cannot show such answers again, so they are not taken even where nothing is required.
  test('an entry of null is none', () => {
    const optional = formOf({
      ...panels,
      templateElements: [{ type: 'comment', name: 'note', title: 'Note' }],
    });
    expect(codes(optional, { partners: [{ note: 'x' }, null] })).toEqual([
      ['partners[1]', 'not_a_record'],
    ]);
  });

  test('the entries shown at the beginning are checked while nothing is answered', () => {
    expect(codes(formOf({ ...panels, panelCount: 1 }), {})).toEqual([
      ['partners[0].partner', 'required'],
    ]);
    expect(codes(formOf({ ...panels, panelCount: 1 }), { partners: [] })).toEqual([]);
    expect(codes(formOf({ ...panels, minPanelCount: 1 }), { partners: [] })).toEqual([
      ['partners[0].partner', 'required'],
    ]);
  });

  test('{panel.x} means the entry itself; what an entry hides is left out, with all that it had shown', () => {
    const survey = formOf({
      ...panels,
      templateElements: [
        { ...name, name: 'partner' },
        { type: 'comment', name: 'note', title: 'Note', visibleIf: "{panel.partner} = 'A'" },
        { type: 'comment', name: 'why', title: 'Why', visibleIf: "{panel.note} = 'x'" },
      ],
    });
    expect(
      cleaned(survey, {
        partners: [
          { partner: 'A', note: 'x', why: 'y' },
          { partner: 'B', note: 'x', why: 'y' },
        ],
      }),
    ).toEqual({ partners: [{ partner: 'A', note: 'x', why: 'y' }, { partner: 'B' }] });
  });
});
