import fc from 'fast-check';
import { checkSync, type Diagnostics } from 'recheck';
import { compilePattern, patternProblem } from '../../src/survey-engine/check-patterns';

const GOOD = [
  '^-?[0-9]+$',
  '^https?://[^\\s]+$',
  '^[A-Z]{2}-\\d{4}$',
  '^[a-z0-9]+(-[a-z0-9]+)*$',
  '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
  '^(?:19|20)\\d{2}$',
  '^\\+?[0-9 ()/-]{6,20}$',
  '\\d+$',
  '^(?:yes|no|maybe)$',
  '^.{0,100}$',
];

const SLOW = [
  '(a+)+$',
  '^(a|a)*$',
  '^(a*)*$',
  '^(\\w+\\s?)*$',
  '^(a(\\s*)?)*b$',
  '(x+x+)+y',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*@x$',
  '^\\s*\\s*\\s*x$',
  '^(.*a){20}$',
  '^(?:a?){30}a{30}$',
];

test.each(GOOD)('%s can be used', (pattern) => {
  expect(patternProblem(pattern, false)).toBeUndefined();
});

test.each(SLOW)('%s is refused: a browser could need for ever', (pattern) => {
  expect(patternProblem(pattern, false)).toMatch(/repeat|repetition|optional/);
});

test.each([
  ['(?=a)b', 'look-ahead, look-behind and named groups are not supported'],
  ['(a)\\1', '“\\1” is not supported'],
  ['\\p{L}+', '“\\p” is not supported'],
  ['a{2', '“{” needs a “\\” before it'],
  ['(a', 'it is not a regular expression'],
  ['[z-a]', 'it is not a regular expression'],
  ['a'.repeat(501), 'it is longer than 500 characters'],
  ['^.{0,5000}$', 'it is too long once its repetitions are written out'],
  ['('.repeat(40) + 'a' + ')'.repeat(40), 'groups are nested too deep'],
])('%s is refused and says why', (pattern, reason) => {
  expect(patternProblem(pattern, false)).toBe(reason);
});

const atom = fc.constantFrom('a', 'b', '\\d', '[ab]', '[^a]', '\\s', '.', 'ab', '\\w', '-', 'é');
const quantifier = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '*?');
const { pattern: arbitraryPattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(atom, quantifier).map(([text, times]) => text + times),
    fc.tuple(tie('pattern'), quantifier).map(([inner, times]) => `(?:${inner})${times}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(${left}|${right})`),
  ),
  pattern: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
}));
const anchored = fc
  .tuple(fc.boolean(), arbitraryPattern, fc.boolean())
  .map(([start, pattern, end]) => `${start ? '^' : ''}${pattern}${end ? '$' : ''}`);

function complexityOf(found: Diagnostics): { type?: string; degree?: number } {
  return 'complexity' in found ? found.complexity : {};
}

test('what passes, recheck finds at most quadratic', () => {
  let passed = 0;
  fc.assert(
    fc.property(anchored, (pattern) => {
      if (patternProblem(pattern, false) !== undefined) return;
      passed += 1;
      const found = checkSync(pattern, '', { timeout: 2_000 });
      const { type, degree } = { degree: 0, type: 'unknown', ...complexityOf(found) };
      expect([pattern, type]).not.toEqual([pattern, 'exponential']);
      expect([pattern, degree > 2]).toEqual([pattern, false]);
    }),
    { numRuns: 300 },
  );
  expect(passed).toBeGreaterThan(20);
});

test('the server’s engine finds what a browser finds', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'A', 'B', '0', '9', ' ', '_', '-', 'é', '\u00a0', '\n', '.'),
    maxLength: 12,
  });
  fc.assert(
    fc.property(anchored, text, fc.boolean(), (pattern, sample, ignoreCase) => {
      if (patternProblem(pattern, ignoreCase) !== undefined) return;
      const browser = new RegExp(pattern, ignoreCase ? 'i' : '').test(sample);
      const server = compilePattern(pattern, ignoreCase).matcher(sample).find();
      expect([pattern, sample, server]).toEqual([pattern, sample, browser]);
    }),
    { numRuns: 1_500 },
  );
});
