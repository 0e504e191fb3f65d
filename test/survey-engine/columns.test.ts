import { cellsOf, columnsOf } from '../../src/survey-engine/columns';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import { seeded } from '../harness/seeded';
import { FORMS, formOf, loadDefinition, loadForm } from './forms';

const ab = [
  { value: 'a', text: 'First' },
  { value: 'b', text: 'Second' },
];

const survey = formOf(
  { type: 'text', name: 'full_name', title: 'Name' },
  { type: 'text', name: 'age', title: 'Age', inputType: 'number' },
  { type: 'text', name: 'since', title: 'Since', inputType: 'date' },
  { type: 'radiogroup', name: 'one', title: 'One', choices: ab, showOtherItem: true },
  { type: 'checkbox', name: 'many', title: 'Many', choices: ab },
  { type: 'ranking', name: 'order', title: 'Order', choices: ab },
  { type: 'boolean', name: 'agree', title: 'Agree', labelTrue: 'I do' },
  { type: 'rating', name: 'mark', title: 'Mark', rateMax: 3 },
  { type: 'matrix', name: 'barriers', title: 'Barriers', rows: ab, columns: [1, 2] },
  {
    type: 'multipletext',
    name: 'staff',
    title: 'Staff',
    items: [{ name: 'women', title: 'Women', inputType: 'number' }],
  },
  {
    type: 'paneldynamic',
    name: 'partners',
    title: 'Partners',
    maxPanelCount: 2,
    templateElements: [{ type: 'dropdown', name: 'economy', title: 'Economy', choices: ab }],
  },
  { type: 'file', name: 'photo', title: 'Photo', storeDataAsText: false },
);
const columns = columnsOf(survey.definition);

test('each answer has its column, with type, title and codes', () => {
  const codes = [
    { code: 'a', label: 'First' },
    { code: 'b', label: 'Second' },
  ];
  const steps = [1, 2, 3].map((code) => ({ code, label: String(code) }));
  expect(columns.map(({ field, title, type }) => [field, title, type])).toEqual([
    ['full_name', 'Name', 'text'],
    ['age', 'Age', 'number'],
    ['since', 'Since', 'date'],
    ['one', 'One', 'choice'],
    ['one.other_text', 'One – Other, described', 'text'],
    ['many.a', 'Many – First', 'flag'],
    ['many.b', 'Many – Second', 'flag'],
    ['order.a', 'Order – First', 'number'],
    ['order.b', 'Order – Second', 'number'],
    ['agree', 'Agree', 'boolean'],
    ['mark', 'Mark', 'choice'],
    ['barriers.a', 'Barriers – First', 'choice'],
    ['barriers.b', 'Barriers – Second', 'choice'],
    ['staff.women', 'Staff – Women', 'number'],
    ['partners.1.economy', 'Partners – 1 – Economy', 'choice'],
    ['partners.2.economy', 'Partners – 2 – Economy', 'choice'],
    ['photo', 'Photo', 'file'],
  ]);
  const byField = new Map(columns.map((column) => [column.field, column]));
  expect(byField.get('partners.2.economy')?.codes).toEqual(codes);
  expect(byField.get('one')?.codes).toEqual([
    ...codes,
    { code: 'other', label: 'Other (describe)' },
  ]);
  expect(byField.get('one')?.other).toBe(true);
  expect(byField.get('mark')?.codes).toEqual(steps);
  expect(byField.get('agree')?.codes).toEqual([
    { code: 'true', label: 'I do' },
    { code: 'false', label: 'No' },
  ]);
  expect(byField.get('partners.2.economy')).toMatchObject({
    question: 'partners',
    page: 'only_page',
  });
});

test('cells follow the columns; what was not answered is null', () => {
  const cells = cellsOf(columns, {
    full_name: 'Ana',
    age: 0,
    since: '2020-01-31',
    one: 'other',
    'one-Comment': 'mine',
    many: ['b'],
    order: ['b', 'a'],
    agree: false,
    mark: 2,
    barriers: { b: 1 },
    staff: { women: 3 },
    partners: [{}, { economy: 'a' }],
    photo: [{ name: 'me.png', type: 'image/png', content: 'file:x' }],
  });
  expect(cells).toEqual([
    'Ana',
    0,
    '2020-01-31',
    'other',
    'mine',
    false,
    true,
    2,
    1,
    false,
    2,
    null,
    1,
    3,
    null,
    'a',
    'me.png',
  ]);
  expect(cellsOf(columns, {})).toEqual(columns.map(() => null));
});

test.each(FORMS)('%s: no answer is lost between its columns', (form) => {
  const compiled = loadForm(form);
  const all = columnsOf(loadDefinition(form));
  expect(new Set(all.map(({ field }) => field)).size).toBe(all.length);
  const random = seeded(11);
  for (let i = 0; i < 30; i++) {
    const answers = generateAnswers(compiled, random, { completeness: 1 });
    const filled = new Set(
      cellsOf(all, answers).flatMap((cell, index) =>
        cell === null ? [] : (all[index]?.question ?? []),
      ),
    );
    const answered = Object.entries(answers)
      .filter(([, value]) => !Array.isArray(value) || value.length > 0)
      .map(([key]) => key.replace(/-Comment$/, ''));
    expect([...new Set(answered)].filter((question) => !filled.has(question))).toEqual([]);
  }
});
