import { checkAnswers, checkDraft } from '../../src/survey-engine/check-answers';
import { formOf } from './forms';

const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
];
const name = { type: 'text', name: 'full_name', title: 'Name', isRequired: true };
const asks = { type: 'radiogroup', name: 'asks', title: 'More?', choices: yesNo };
const more = { type: 'text', name: 'more', title: 'More', visibleIf: "{asks} = 'yes'" };

describe('drafts', () => {
  const number = { type: 'text', name: 'age', title: 'Age', inputType: 'number', min: 18 };
  const many = { type: 'checkbox', name: 'many', title: 'Many', choices: yesNo };
  const survey = formOf(name, asks, more, number, many);

  test('half-typed, missing and hidden answers are kept as they are', () => {
    const draft = { asks: 'no', more: 'may come back', age: '1', many: [] };
    expect(checkDraft(survey, draft)).toEqual({ ok: true, answers: draft });
  });

  test('names, types and sizes are checked', () => {
    const result = checkDraft(survey, {
      unheard_of: 1,
      full_name: ['x'],
      more: 'x'.repeat(2001),
      many: 'yes',
      age: {},
    });
    expect(result.ok ? [] : result.problems.map(({ path, code }) => [path, code])).toEqual([
      ['unheard_of', 'unknown_key'],
      ['full_name', 'not_text'],
      ['more', 'too_long'],
      ['age', 'not_text'],
      ['many', 'not_a_list'],
    ]);
  });

  test('a draft that was kept can become the answers', () => {
    const result = checkDraft(survey, { full_name: 'Ana', age: 20, many: [] });
    expect(result.ok && checkAnswers(survey, result.answers)).toEqual({
      ok: true,
      answers: { full_name: 'Ana', age: 20 },
    });
  });
});
