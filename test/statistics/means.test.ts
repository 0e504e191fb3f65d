import { gain, meanOf, meansBySex, suppressMeans } from '../../src/statistics/means';
import { suppress } from '../../src/statistics/suppress';
import { tableOf } from './tables';

/** Aggregates of real answers, as SQL would give them. */
function of(answers: number[]) {
  return {
    n: answers.length,
    sum: answers.reduce((sum, value) => sum + value, 0),
    sumOfSquares: answers.reduce((sum, value) => sum + value * value, 0),
  };
}

const fives = (n: number) => of(Array.from({ length: n }, (_, i) => 1 + (i % 5)));

describe('meanOf', () => {
  it('gives mean and sample standard deviation', () => {
    expect(meanOf(of([2, 4, 4, 4, 5, 5, 7, 9]))).toEqual({
      n: 8,
      mean: 5,
      sd: Math.sqrt(32 / 7),
      hidden: false,
    });
  });
  it('has no data without answers', () => {
    expect(meanOf(of([]))).toEqual({ n: 0, mean: null, sd: null, hidden: false });
  });
  it('has no spread with one answer', () => {
    expect(meanOf(of([4]))).toEqual({ n: 1, mean: 4, sd: null, hidden: false });
  });
  it('has no spread below zero when all answers are equal', () => {
    expect(meanOf(of([4.1, 4.1, 4.1])).sd).toBeCloseTo(0, 6);
  });
  it('refuses broken aggregates', () => {
    expect(() => meanOf({ n: 1.5, sum: 3, sumOfSquares: 9 })).toThrow(RangeError);
    expect(() => meanOf({ n: 1, sum: Number.NaN, sumOfSquares: 9 })).toThrow(RangeError);
  });
});

describe('meansBySex', () => {
  it('weighs the total by people, not stated included', () => {
    const means = meansBySex({ women: of([5, 5, 5]), men: of([1]), notStated: of([4, 4]) });
    expect([means.women.mean, means.men.mean, means.notStated.mean]).toEqual([5, 1, 4]);
    expect(means.total.mean).toBe(4);
    expect(means.total.n).toBe(6);
  });
});

describe('gain', () => {
  it('is after minus before', () => {
    expect(gain(meanOf(of([2, 3])), meanOf(of([4, 4])))).toBe(1.5);
  });
  it('is unknown without answers', () => {
    expect(gain(meanOf(of([])), meanOf(of([])))).toBeNull();
  });
  it('refuses different people before and after', () => {
    expect(() => gain(meanOf(of([2])), meanOf(of([2, 3])))).toThrow(
      new RangeError('A gain compares the same people before and after.'),
    );
  });
});

describe('suppressMeans', () => {
  const k = 5;
  const evenly = (n: number) =>
    tableOf(
      ['1', '2', '3', '4', '5'].map((code) => [code, n / 5, n / 5] as const),
      { ordered: true },
    );

  it('keeps means over k people and more', () => {
    const means = meansBySex({ women: fives(25), men: fives(25), notStated: of([]) });
    expect(suppressMeans(means, { k, table: suppress(evenly(25), { k }) })).toBe(means);
  });

  it('hides all means when one group is small: the others would give it away', () => {
    const means = meansBySex({ women: fives(25), men: fives(4), notStated: of([]) });
    const hidden = { n: null, mean: null, sd: null, hidden: true };
    const table = tableOf([['5', 25, 4]]);
    expect(suppressMeans(means, { k, table })).toEqual({
      women: hidden,
      men: hidden,
      notStated: hidden,
      total: hidden,
      totalCovers: 'everyone',
    });
  });

  it('hides the mean of an item whose categories were merged: it would tell the merged counts', () => {
    const means = meansBySex({ women: fives(32), men: fives(30), notStated: of([]) });
    const table = suppress(
      tableOf(
        [
          ['1', 2, 6],
          ['2', 9, 7],
          ['3', 8, 6],
          ['4', 7, 9],
          ['5', 6, 2],
        ],
        { ordered: true },
      ),
      { k },
    );
    expect(table.categories.some((row) => row.mergedFrom)).toBe(true);
    expect(suppressMeans(means, { k, table }).women.mean).toBeNull();
  });

  it('refuses a k below 3', () => {
    const means = meansBySex({ women: fives(5), men: fives(5), notStated: of([]) });
    expect(() => suppressMeans(means, { k: 2, table: evenly(25) })).toThrow(RangeError);
  });
});
