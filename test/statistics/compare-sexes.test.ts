import { chiSquareTest, welchInterval } from '../../src/statistics/compare-distributions';
import { compareSexes } from '../../src/statistics/compare-sexes';
import { chiSquareTail, studentQuantile, studentTail } from '../../src/statistics/distributions';
import { meanOf, meansBySex } from '../../src/statistics/means';
import {
  differenceInterval,
  fisherExact,
  wilsonInterval,
  type Proportion,
} from '../../src/statistics/proportions';
import { suppress } from '../../src/statistics/suppress';
import { seeded } from '../harness/seeded';
import { tableOf } from './tables';

const of = (count: number, base: number): Proportion => ({ count, base });
const rounded = (values: (number | undefined)[]): string[] =>
  values.map((value) => (value === undefined ? 'none' : value.toFixed(4)));

// Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
test.each([
  [of(56, 70), of(48, 80), '0.0524', '0.3339'],
  [of(9, 10), of(3, 10), '0.1705', '0.8090'],
  [of(6, 7), of(2, 7), '0.0582', '0.8062'],
  [of(5, 56), of(0, 29), '-0.0381', '0.1926'],
  [of(0, 10), of(0, 20), '-0.1611', '0.2775'],
  [of(0, 10), of(0, 10), '-0.2775', '0.2775'],
  [of(10, 10), of(0, 20), '0.6791', '1.0000'],
  [of(10, 10), of(0, 10), '0.6075', '1.0000'],
])('the interval of the difference of %j and %j is the published one', (a, b, low, high) => {
  const interval = differenceInterval(a, b);
  expect(rounded([interval.low, interval.high])).toEqual([low, high]);
});

// Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
test.each([
  [of(81, 263), '0.2553', '0.3662'],
  [of(15, 148), '0.0624', '0.1605'],
  [of(0, 20), '0.0000', '0.1611'],
  [of(1, 29), '0.0061', '0.1718'],
])('the interval of %j is the published one', (proportion, low, high) => {
  const interval = wilsonInterval(proportion);
  expect(rounded([interval.low, interval.high])).toEqual([low, high]);
});

test('the exact test gives the published probabilities', () => {
  // Fisher's tea taster; Agresti, Categorical Data Analysis, 3.5.
  expect(fisherExact(of(3, 4), of(1, 4))).toBeCloseTo(0.485714, 6);
  expect(fisherExact(of(8, 10), of(1, 6))).toBeCloseTo(0.034965, 6);
  expect(fisherExact(of(0, 5), of(0, 7))).toBe(1);
});

test('distributions agree with printed tables', () => {
  expect(chiSquareTail(3.841459, 1)).toBeCloseTo(0.05, 6);
  expect(chiSquareTail(18.307038, 10)).toBeCloseTo(0.05, 6);
  expect(chiSquareTail(0.0039321, 1)).toBeCloseTo(0.95, 5);
  expect(chiSquareTail(124.342113, 100)).toBeCloseTo(0.05, 6);
  expect(studentQuantile(0.025, 1)).toBeCloseTo(12.706205, 5);
  expect(studentQuantile(0.025, 10)).toBeCloseTo(2.228139, 6);
  expect(studentQuantile(0.025, 1000)).toBeCloseTo(1.962339, 6);
  expect(studentTail(0, 5)).toBeCloseTo(0.5, 12);
});

test('chi-square of a table that is printed with its result', () => {
  // Agresti, Categorical Data Analysis, table 3.2: gender and party identification, 2,757 people.
  const test = chiSquareTest([
    [762, 484],
    [327, 239],
    [468, 477],
  ]);
  expect([test?.statistic.toFixed(2), test?.df, test?.shareBelowFive]).toEqual(['30.07', 2, 0]);
  expect(test?.p).toBeCloseTo(2.95e-7, 8);
});

test("Welch's interval of Student's sleep data, as every textbook prints it", () => {
  const group = (values: number[]) => {
    const { n, mean, sd } = meanOf({
      n: values.length,
      sum: values.reduce((a, b) => a + b, 0),
      sumOfSquares: values.reduce((a, b) => a + b * b, 0),
    });
    return { n: n ?? 0, mean: mean ?? 0, sd: sd ?? 0 };
  };
  const interval = welchInterval(
    group([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]),
    group([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]),
  );
  expect(interval?.df).toBeCloseTo(17.77647, 5);
  expect(rounded([interval?.difference, interval?.low, interval?.high])).toEqual([
    '-1.5800',
    '-3.3655',
    '0.2055',
  ]);
  expect(welchInterval({ n: 1, mean: 3, sd: 0 }, { n: 9, mean: 2, sd: 1 })).toBeNull();
  expect(welchInterval({ n: 9, mean: 3, sd: 0 }, { n: 9, mean: 2, sd: 0 })).toBeNull();
});

test('intervals hold what they must for every pair of small groups', () => {
  for (let baseA = 1; baseA <= 12; baseA++) {
    for (let baseB = 1; baseB <= 9; baseB += 2) {
      for (let a = 0; a <= baseA; a++) {
        for (let b = 0; b <= baseB; b++) {
          const [ab, ba] = [
            differenceInterval(of(a, baseA), of(b, baseB)),
            differenceInterval(of(b, baseB), of(a, baseA)),
          ];
          expect(ab.low).toBeGreaterThanOrEqual(-1 - 1e-12);
          expect(ab.high).toBeLessThanOrEqual(1 + 1e-12);
          expect(ab.low).toBeLessThanOrEqual(ab.difference);
          expect(ab.high).toBeGreaterThanOrEqual(ab.difference);
          expect(ba.low).toBeCloseTo(-ab.high, 12);
          const p = fisherExact(of(a, baseA), of(b, baseB));
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThanOrEqual(1);
          expect(p).toBeCloseTo(fisherExact(of(baseB - b, baseB), of(baseA - a, baseA)), 9);
        }
      }
    }
  }
});

test('with two answers the chi-square test is the square of the test of two shares', () => {
  const random = seeded(12);
  for (let round = 0; round < 200; round++) {
    const [a, b, c, d] = [1, 2, 3, 4].map(() => 1 + Math.floor(random() * 40)) as [
      number,
      number,
      number,
      number,
    ];
    const n = a + b + c + d;
    const closed = (n * (a * d - b * c) ** 2) / ((a + b) * (c + d) * (a + c) * (b + d));
    const test = chiSquareTest([
      [a, b],
      [c, d],
      [0, 0],
    ]);
    expect(test?.df).toBe(1);
    expect(test?.statistic).toBeCloseTo(closed, 8);
  }
});

test('compares by what the question is, and says when it cannot', () => {
  const kinds = (...args: Parameters<typeof compareSexes>) =>
    compareSexes(...args).map(({ kind, women, men, ...rest }) => [
      kind,
      women,
      men,
      'verdict' in rest ? rest.verdict : null,
    ]);
  expect(
    kinds(
      tableOf([
        ['yes', 0, 0],
        ['no', 0, 0],
      ]),
      null,
    ),
  ).toEqual([]);
  expect(
    kinds(
      tableOf([
        ['yes', 7, 0],
        ['no', 0, 4],
      ]),
      null,
    ),
  ).toEqual([['too_few', 7, 4, null]]);
  expect(
    kinds(
      tableOf([
        ['yes', 9, 0, 3],
        ['no', 4, 0],
      ]),
      null,
    ),
  ).toEqual([['too_few', 13, 0, null]]);
  expect(
    kinds(
      tableOf([
        ['yes', 40, 20],
        ['no', 10, 30],
      ]),
      null,
    ),
  ).toEqual([['shares', 50, 50, 'differ']]);
  // Nobody to tell apart: all gave the same answer.
  expect(
    kinds(
      tableOf([
        ['yes', 40, 20],
        ['no', 0, 0],
      ]),
      null,
    ),
  ).toEqual([]);
  expect(
    kinds(
      tableOf([
        ['a', 40, 20],
        ['b', 10, 30],
        ['c', 10, 10],
      ]),
      null,
    ),
  ).toEqual([['distribution', 60, 60, 'differ']]);
  expect(
    kinds(
      tableOf([
        ['a', 4, 2],
        ['b', 1, 3],
        ['c', 1, 1],
      ]),
      null,
    ),
  ).toEqual([['too_few', 6, 6, null]]);
  const several = tableOf(
    [
      ['a', 40, 20],
      ['b', 30, 30],
    ],
    {
      multiple: true,
      base: { women: 50, men: 50, notStated: 0 },
    },
  );
  expect(kinds(several, null)).toEqual([
    ['shares', 50, 50, 'differ'],
    ['shares', 50, 50, 'unclear'],
  ]);
});

test('compares released tables by what they show alone', () => {
  const table = tableOf([
    ['public', 7, 6],
    ['private', 3, 9],
    ['academia', 8, 5],
    ['other', 2, 1],
  ]);
  const shown = suppress(table, { k: 5 });
  expect(compareSexes(shown, null)).toEqual([
    { kind: 'distribution', women: 20, men: 21, verdict: 'unclear' },
  ]);
  expect(
    compareSexes(
      suppress(
        tableOf([
          ['a', 2, 9],
          ['b', 1, 9],
        ]),
        { k: 5 },
      ),
      null,
    ),
  ).toEqual([]);
  const hidden = { n: null, mean: null, sd: null, hidden: true };
  const zero = { n: 0, sum: 0, sumOfSquares: 0 };
  const means = { ...meansBySex({ women: zero, men: zero, notStated: zero }) };
  expect(compareSexes(table, { ...means, women: hidden, men: hidden })).toEqual([]);
});
