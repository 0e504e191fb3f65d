import fc from 'fast-check';
import { checkAnswers, checkDraft } from '../../src/survey-engine/check-answers';
import { checkDefinition, checkDefinitionText } from '../../src/survey-engine/check-definition';
import { compileDefinition } from '../../src/survey-engine/compile';
import { seeded } from '../harness/seeded';
import { definitionText, loadForm } from './forms';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import { ANSWER_LIMITS } from '../../src/survey-engine/answer-limits';

const survey = loadForm('every_type');
const NAMES = survey.group.fields.map(({ key }) => key);
const anything = fc.anything({ withNullPrototype: true, withDate: true, withMap: true });
const json = fc.jsonValue({ maxDepth: 6 });
const keys = fc.constantFrom(...NAMES, 'constructor', '__proto__', 'toString', 'role-Comment');

describe('no input makes a check throw or lets foreign things through', () => {
  test('whole answers of any kind', () => {
    fc.assert(
      fc.property(fc.oneof(anything, json), (answers) => {
        expect(checkAnswers(survey, answers).ok).toBe(false);
        const draft = checkDraft(survey, answers);
        if (draft.ok) expect(draft.answers).toEqual({});
        else expect(draft.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test('answers to real questions of any kind', () => {
    const valid = generateAnswers(survey, seeded(2), { completeness: 1 });
    const changes = fc.dictionary(keys, fc.oneof(anything, json), { maxKeys: 4 });
    fc.assert(
      fc.property(changes, (change) => {
        const result = checkAnswers(survey, { ...valid, ...change });
        if (result.ok) expect(checkAnswers(survey, result.answers)).toEqual(result);
        const draft = checkDraft(survey, { ...valid, ...change });
        if (draft.ok) expect(checkDraft(survey, draft.answers)).toEqual(draft);
      }),
      { numRuns: 1_000 },
    );
  });

  test('an answer that is as deep as a stack or as long as a body', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 100_000; i++) deep = [deep];
    const long = Array.from({ length: 300_000 }, () => ({}));
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i]));
    for (const bomb of [deep, long, wide, 'x'.repeat(5_000_000)]) {
      for (const name of ['full_name', 'motives', 'barriers', 'years', 'programmes', 'partners']) {
        const started = performance.now();
        expect(checkAnswers(survey, { [name]: bomb }).ok).toBe(false);
        expect(checkDraft(survey, { [name]: bomb }).ok).toBe(false);
        expect(performance.now() - started).toBeLessThan(2_000);
      }
    }
  });

  test('the problems listed are limited', () => {
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i]));
    const result = checkAnswers(survey, wide);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.problems).toHaveLength(ANSWER_LIMITS.problems + 1);
    expect(result.problems.at(-1)?.code).toBe('too_many_problems');
  });

  test('the prototype of objects stays as it was', () => {
    checkAnswers(
      survey,
      JSON.parse('{"__proto__":{"polluted":1},"barriers":{"__proto__":{"polluted":1}}}'),
    );
    checkDraft(survey, JSON.parse('{"barriers":{"__proto__":{"polluted":1}}}'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('no definition makes its check throw', () => {
  test('any text, any JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(checkDefinitionText(text).definition).toBeUndefined();
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.oneof(anything, json), (value) => {
        expect(checkDefinition(value).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test('a real definition with parts replaced: refused, or good enough to compile and fill in', () => {
    const text = definitionText('every_type');
    const places = placesIn(JSON.parse(text));
    fc.assert(
      fc.property(
        fc.nat(places.length - 1),
        fc.oneof(json, fc.constantFrom('', 'x', '{x}', -1, 0, 1e9, null, [], {}, true)),
        (index, value) => {
          const changed: unknown = JSON.parse(text);
          replace(changed, places[index] ?? [], value);
          const { definition } = checkDefinitionText(JSON.stringify(changed));
          if (definition === undefined) return;
          const compiled = compileDefinition(definition);
          expect(checkAnswers(compiled, { unheard_of: 1 }).ok).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('texts that are too deep or too large', () => {
    for (const text of ['['.repeat(100_000), '{"a":'.repeat(100_000), `"${'x'.repeat(600_000)}"`]) {
      const { problems } = checkDefinitionText(text);
      expect(problems).toHaveLength(1);
      expect(['too_deep', 'too_large']).toContain(problems[0]?.code);
    }
  });
});

type Place = (string | number)[];

function placesIn(value: unknown, path: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, part]) => placesIn(part, [...path, key]))];
}

function replace(root: unknown, path: Place, value: unknown): void {
  let parent = root as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  const last = path.at(-1);
  if (last !== undefined) parent[last] = value;
}
