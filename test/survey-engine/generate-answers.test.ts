import { checkAnswers } from '../../src/survey-engine/check-answers';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import { seeded } from '../harness/seeded';
import { FORMS, formOf, loadForm } from './forms';

test('the same numbers make the same answers', () => {
  const survey = loadForm('every_type');
  expect(generateAnswers(survey, seeded(3))).toEqual(generateAnswers(survey, seeded(3)));
  expect(generateAnswers(survey, seeded(3))).not.toEqual(generateAnswers(survey, seeded(4)));
});

test('fixed answers are kept where they are visible, and left out where they are not', () => {
  const survey = loadForm('every_type');
  for (let seed = 1; seed <= 20; seed++) {
    const fixed = {
      age: 70,
      full_name: 'Ana Example',
      role: 'researcher',
    };
    const answers = generateAnswers(survey, seeded(seed), {
      fixed: { ...fixed, barriers: { language: 1 } },
    });
    expect(answers).toMatchObject({ age: 70, full_name: 'Ana Example', role: 'researcher' });
    expect(answers).not.toHaveProperty('barriers');
  }
});

test('a fixed answer that is not valid is an error', () => {
  const survey = loadForm('every_type');
  expect(() => generateAnswers(survey, seeded(1), { fixed: { age: 7 } })).toThrow(
    'No valid answers found for this form: age: “Age” must be 16 or more.',
  );
});

test('completeness is the share of optional questions answered', () => {
  const elements = Array.from({ length: 100 }, (_, i) => ({
    type: 'text',
    name: `q${i}`,
    title: 'Q',
  }));
  const survey = formOf(...elements);
  const counts = [0, 0.5, 1].map(
    (completeness) => Object.keys(generateAnswers(survey, seeded(9), { completeness })).length,
  );
  expect(counts[0]).toBe(0);
  expect(counts[1]).toBeGreaterThan(30);
  expect(counts[1]).toBeLessThan(70);
  expect(counts[2]).toBe(100);
});

test('what is optional but refused when it is left out gets answered', () => {
  const survey = loadForm('every_type');
  // Its optional table has a first row with a required cell.
  expect(generateAnswers(survey, seeded(2), { completeness: 0 })).toHaveProperty('programmes');
});

test.each(FORMS)('%s: every question gets answered in some set of answers', (form) => {
  const survey = loadForm(form);
  const random = seeded(21);
  const answered = new Set<string>();
  for (let i = 0; i < 250; i++) {
    const answers = generateAnswers(survey, random, { completeness: 0.9 });
    expect(checkAnswers(survey, answers).ok).toBe(true);
    for (const key of Object.keys(answers)) answered.add(key);
  }
  const never = survey.group.fields
    .filter(({ shown, readOnly }) => shown && !readOnly)
    .map(({ key }) => key)
    .filter((key) => !answered.has(key));
  expect(never).toEqual([]);
});
