import { answerValues, tabulable } from '../../src/survey-engine/answer-values';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import { seeded } from '../harness/seeded';
import { FORMS, formOf, loadForm } from './forms';

const ab = [
  { value: 'a', text: 'First' },
  { value: 'b', text: 'Second' },
];
const codes = [
  { code: 'a', label: 'First' },
  { code: 'b', label: 'Second' },
];
const survey = formOf(
  { type: 'text', name: 'full_name', title: 'Name' },
  { type: 'text', name: 'age', title: 'Age', inputType: 'number' },
  { type: 'radiogroup', name: 'one', title: 'One', choices: ab },
  { type: 'checkbox', name: 'many', title: 'Many', choices: ab },
  { type: 'ranking', name: 'order', title: 'Order', choices: ab },
  { type: 'boolean', name: 'agree', title: 'Agree' },
  { type: 'rating', name: 'mark', title: 'Mark', rateMax: 2 },
  { type: 'matrix', name: 'barriers', title: 'Barriers', rows: ab, columns: [1, 2] },
  {
    type: 'multipletext',
    name: 'staff',
    title: 'Staff',
    items: [
      { name: 'women', title: 'Women', inputType: 'number' },
      { name: 'note', title: 'Note' },
    ],
  },
  {
    type: 'matrixdropdown',
    name: 'years',
    title: 'Years',
    rows: ab,
    choices: ab,
    columns: [{ name: 'kind', title: 'Kind' }],
  },
  {
    type: 'paneldynamic',
    name: 'partners',
    title: 'Partners',
    maxPanelCount: 2,
    templateElements: [{ type: 'checkbox', name: 'forms', title: 'Forms', choices: ab }],
  },
);

const answered = (question: string) => [question, '', 'answered', null];

test('closed answers become rows; open ones and those of several rows are marked as answered', () => {
  const answers = {
    full_name: 'Ana',
    age: 33,
    one: 'a',
    many: ['b', 'a'],
    order: ['b', 'a'],
    agree: false,
    mark: 2,
    barriers: { a: 1, b: 2 },
    staff: { women: 0, note: 'x' },
    years: { b: { kind: 'a' } },
    partners: [{}, { forms: ['b'] }],
  };
  const rows = answerValues(survey, answers).map(({ question, item, code, number }) => [
    question,
    item,
    code,
    number,
  ]);
  expect(rows).toEqual([
    answered('full_name'),
    ['age', '', null, 33],
    ['one', '', 'a', null],
    answered('many'),
    ['many', 'b', '1', 1],
    ['many', 'a', '1', 1],
    answered('order'),
    ['order', 'b', '1', 1],
    ['order', 'a', '2', 2],
    ['agree', '', 'false', null],
    ['mark', '', '2', 2],
    answered('barriers'),
    ['barriers', 'a', '1', 1],
    ['barriers', 'b', '2', 2],
    answered('staff'),
    ['staff', 'women', null, 0],
    answered('years'),
    ['years', 'b.kind', 'a', null],
    answered('partners'),
    ['partners', '2.forms.b', '1', 1],
  ]);
});

test('what was shown and left blank is marked, what was hidden is not', () => {
  const form = formOf(
    { type: 'radiogroup', name: 'asks', title: 'More?', choices: ab },
    { type: 'text', name: 'more', title: 'More', visibleIf: "{asks} = 'a'" },
  );
  const blank = (question: string) => ({ question, item: '', code: null, number: null });
  expect(answerValues(form, {})).toEqual([blank('asks')]);
  expect(answerValues(form, { asks: 'a' }).slice(1)).toEqual([blank('more')]);
});

test('the questions that can be tabulated, by kind', () => {
  const whole = (label: string) => [{ code: '', label }];
  const steps = [
    { code: '1', label: '1' },
    { code: '2', label: '2' },
  ];
  const yesNo = [
    { code: 'true', label: 'Yes' },
    { code: 'false', label: 'No' },
  ];
  expect(
    tabulable(survey.definition).map(({ question, kind, items, options }) => [
      question,
      kind,
      items,
      options,
    ]),
  ).toEqual([
    ['age', 'number', whole('Age'), []],
    ['one', 'single', whole('One'), codes],
    ['many', 'multiple', codes, []],
    ['order', 'ranking', codes, []],
    ['agree', 'boolean', whole('Agree'), yesNo],
    ['mark', 'rating', whole('Mark'), steps],
    ['barriers', 'matrix', codes, steps],
    ['staff', 'counts', [{ code: 'women', label: 'Women' }], []],
  ]);
});

test.each(FORMS)('%s: every row of a tabulable question is an item and option of it', (form) => {
  const compiled = loadForm(form);
  const questions = new Map(tabulable(compiled.definition).map((one) => [one.question, one]));
  const random = seeded(5);
  for (let i = 0; i < 20; i++) {
    for (const row of answerValues(compiled, generateAnswers(compiled, random))) {
      const question = questions.get(row.question);
      const isMark = row.item === '' && (row.code === null || row.code === 'answered');
      if (question === undefined || isMark) continue;
      expect(question.items.map(({ code }) => code)).toContain(row.item);
      if (question.options.length > 0) {
        expect(question.options.map(({ code }) => code)).toContain(row.code);
      } else expect(row.number).not.toBeNull();
    }
  }
});
