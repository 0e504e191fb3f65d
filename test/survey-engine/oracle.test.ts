import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { checkAnswers, checkDraft, type Answers } from '../../src/survey-engine/check-answers';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import { visibleQuestions } from '../../src/survey-engine/visibility';
import { seeded } from '../harness/seeded';
import { FORMS, loadDefinition, loadForm, Oracle } from './forms';
import { tampered } from './tamper';

// survey-core's Model is the oracle: what it refuses, the check refuses; what it shows, the check shows.
// What only the check refuses is the table in stricter-than-model.test.ts.

// The Model warns on the console about each value of a wrong type that it is given here.
beforeAll(() => jest.spyOn(console, 'warn').mockImplementation());
afterAll(() => jest.restoreAllMocks());

describe.each(FORMS)('the check of %s against the Model', (form) => {
  const survey = loadForm(form);
  const oracle = new Oracle(loadDefinition(form));
  const seeds = fc.integer({ min: 1, max: 2 ** 31 });
  const completeness = fc.constantFrom(0.1, 0.5, 0.8, 1);
  const runs = form === 'every_type' ? 40 : 15;

  test('generated answers are accepted by both, and are their own cleaned form', () => {
    fc.assert(
      fc.property(seeds, completeness, (seed, share) => {
        const answers = generateAnswers(survey, seeded(seed), { completeness: share });
        expect(checkAnswers(survey, answers)).toEqual({ ok: true, answers });
        expect(checkDraft(survey, answers)).toEqual({ ok: true, answers });
        expect(oracle.accepts(answers)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test('the visible questions are the same', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 6 }), (seed, changes) => {
        const random = seeded(seed);
        let answers = generateAnswers(survey, random);
        for (let i = 0; i < changes; i++) answers = dropped(answers, random);
        const { visible, data } = oracle.shown(answers);
        expect(visibleQuestions(survey, data)).toEqual(visible);
      }),
      { numRuns: runs },
    );
  });

  test('what a browser sends after a change of mind holds nothing hidden', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = seeded(seed);
        const first = generateAnswers(survey, random);
        const second = Object.entries(generateAnswers(survey, random));
        const mixed = { ...first, ...Object.fromEntries(second.filter(() => random() < 0.3)) };
        const result = checkAnswers(survey, oracle.completed(mixed));
        const codes = result.ok ? [] : result.problems.map(({ code }) => code);
        expect(codes).not.toContain('hidden');
        expect(codes).not.toContain('row_not_shown');
        expect(codes).not.toContain('wrong_result');
      }),
      { numRuns: 12 },
    );
  });

  test('what the Model refuses of tampered answers, the check refuses', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 3 }), (seed, changes) => {
        const random = seeded(seed);
        let answers = generateAnswers(survey, random);
        for (let i = 0; i < changes; i++) answers = tampered(survey, answers, random);
        const accepted = oracle.accepts(answers);
        const result = checkAnswers(survey, answers);
        if (!accepted) expect(result.ok).toBe(false);
        else if (result.ok) {
          expect(checkAnswers(survey, result.answers)).toEqual(result);
          // Where nothing was cleaned, the Model has been asked already.
          const isSame = isDeepStrictEqual(result.answers, answers);
          expect(isSame || oracle.accepts(result.answers)).toBe(true);
        }
      }),
      { numRuns: form === 'every_type' ? 60 : 25 },
    );
  });

  test('a form without an answer that is required is refused by both', () => {
    const answers = generateAnswers(survey, seeded(1));
    const required = survey.group.fields.filter(({ key, required }) => required && key in answers);
    expect(required).not.toEqual([]);
    for (const { key } of required) {
      const rest = without(answers, key);
      expect([key, oracle.accepts(rest), checkAnswers(survey, rest).ok]).toEqual([
        key,
        false,
        false,
      ]);
    }
  });
});

/** The answers without one of them, so that conditions meet answers that others have hidden. */
function dropped(answers: Answers, random: () => number): Answers {
  const keys = Object.keys(answers);
  return without(answers, keys[Math.floor(random() * keys.length)]);
}

function without(answers: Answers, gone: string | undefined): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => key !== gone));
}
