import fc from 'fast-check';
import { UnknownCounts, type Bounds, type Terms } from '../../src/statistics/integer-bounds';

type Sum = readonly number[];
interface Condition {
  sum: Sum;
  min: number;
  max: number;
}

const most = 4;
const unknowns = 4;
const worlds: readonly number[][] = Array.from({ length: (most + 1) ** unknowns }, (_, world) =>
  Array.from(
    { length: unknowns },
    (_each, at) => Math.floor(world / (most + 1) ** at) % (most + 1),
  ),
);

const termsOf = (sum: Sum): Terms => new Map(sum.entries());
const valueIn = (world: readonly number[], sum: Sum): number =>
  sum.reduce((value, factor, at) => value + factor * (world[at] ?? 0), 0);
const isIn =
  (world: readonly number[]) =>
  ({ sum, min, max }: Condition): boolean =>
    valueIn(world, sum) >= min && valueIn(world, sum) <= max;

/** Every possible count tried out. */
function tried(target: Sum, conditions: readonly Condition[]): Bounds | null {
  const values = worlds
    .filter((world) => conditions.every(isIn(world)))
    .map((world) => valueIn(world, target));
  if (values.length === 0) return null;
  return { lowest: Math.min(...values), highest: Math.max(...values) };
}

const spreadOf = (bounds: Bounds | null): number =>
  bounds === null ? -1 : bounds.highest - bounds.lowest;

const sum: fc.Arbitrary<Sum> = fc.array(fc.constantFrom(0, 0, 1, 1, 1, -1, 2), {
  minLength: unknowns,
  maxLength: unknowns,
});
const condition: fc.Arbitrary<Condition> = fc
  .tuple(sum, fc.integer({ min: -2, max: 6 }), fc.constantFrom(0, 0, 1, 3))
  .map(([of, min, width]) => ({ sum: of, min, max: min + width }));
/** What is true of the counts that are behind all, as it is of published tables. */
const truth = fc
  .tuple(sum, fc.nat(2), fc.nat(2))
  .map(([of, less, more]) => (world: readonly number[]): Condition => {
    const value = valueIn(world, of);
    return { sum: of, min: value - less, max: value + more };
  });
const none: Condition = { sum: [0, 0, 0, 0], min: 0, max: 0 };

test('bounds are those of all counts tried out; counts come across differ as far as they can, no further', () => {
  let wide = 0;
  const asked = fc.record({ target: sum, given: fc.option(condition, { nil: none }) });
  fc.assert(
    fc.property(
      fc.constantFrom(...worlds),
      fc.array(truth, { maxLength: 4 }),
      fc.array(asked, { minLength: 1, maxLength: 5 }),
      fc.nat(4),
      (behind, truths, questions, later) => {
        const conditions = truths.map((one) => one(behind));
        const counts = new UnknownCounts();
        const known: Condition[] =
          worlds[0]?.map((_, at) => ({
            ...{ sum: Array.from({ length: unknowns }, (_each, other) => (other === at ? 1 : 0)) },
            ...{ min: 0, max: most },
          })) ?? [];
        for (let each = 0; each < unknowns; each++) counts.add();
        for (const one of known) counts.require(termsOf(one.sum), one.min, one.max);
        for (const [index, { target, given }] of questions.entries()) {
          // Some of what is known comes only after the first questions, and makes older answers void.
          if (index === 0 || index === later) {
            for (const one of conditions.slice(index === 0 ? 0 : 2, index === 0 ? 2 : 4)) {
              known.push(one);
              counts.require(termsOf(one.sum), one.min, one.max);
            }
          }
          const terms = termsOf(target);
          const assumed = { ...given, terms: termsOf(given.sum) };
          for (let by = 1; by <= 12; by++) {
            if (counts.areKnownToDiffer(terms, by)) {
              expect(spreadOf(tried(target, known))).toBeGreaterThanOrEqual(by);
              wide++;
            }
            if (counts.areKnownToDiffer(terms, by, [assumed])) {
              expect(spreadOf(tried(target, [...known, given]))).toBeGreaterThanOrEqual(by);
            }
          }
          const under = tried(target, [...known, given]);
          expect(counts.boundsOf(terms, assumed)).toEqual(under);
          const all = tried(target, known);
          expect(counts.boundsOf(terms)).toEqual(all);
          const spread = spreadOf(all);
          if (spread < 1) continue;
          expect(counts.areKnownToDiffer(terms, spread)).toBe(true);
          expect(counts.areKnownToDiffer(terms, spread + 1)).toBe(false);
        }
      },
    ),
    { numRuns: 150, endOnFailure: true },
  );
  expect(wide).toBeGreaterThan(100);
});
