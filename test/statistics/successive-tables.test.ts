import { decideReleases } from '../../src/statistics/decide-releases';
import { respondentsKey, type PastUnit, type ReleaseUnit } from '../../src/statistics/release-unit';
import type { MeansBySex } from '../../src/statistics/means';
import { meansBySex } from '../../src/statistics/means';
import type { SexTable } from '../../src/statistics/sex-split';
import { askedChangeTells, changeTells } from '../../src/statistics/successive-tables';
import type { CountedAmong } from '../../src/statistics/shared-sums';
import { givenAway, type ReleasedForm } from '../../src/statistics/released-together';
import { suppress, suppressLinked } from '../../src/statistics/suppress';
import { showSides } from '../../src/statistics/total-shares';
import { tableOf, type RowCounts } from './tables';

const k = 5;

function published(...rows: RowCounts[]) {
  const table = tableOf(rows);
  const sum = (at: 1 | 2): number => rows.reduce((all, row) => all + row[at], 0);
  const respondents = tableOf([['answered', sum(1), sum(2)]]);
  return { table: suppress(table, { k }), respondents: suppress(respondents, { k }) };
}

test.each([
  [
    'one more woman',
    [
      ['a', 7, 6],
      ['b', 6, 6],
    ],
    true,
  ],
  [
    'one woman who changed her answer',
    [
      ['a', 5, 6],
      ['b', 7, 6],
    ],
    true,
  ],
  [
    'four women fewer',
    [
      ['a', 2, 6],
      ['b', 6, 6],
    ],
    true,
  ],
  [
    'five more women',
    [
      ['a', 11, 6],
      ['b', 6, 6],
    ],
    false,
  ],
  [
    'nothing',
    [
      ['a', 6, 6],
      ['b', 6, 6],
    ],
    false,
  ],
] as [string, RowCounts[], boolean][])('a change by %s', (_what, later, tells) => {
  const before = published(['a', 6, 6], ['b', 6, 6]);
  expect(changeTells(before, published(...later), k)).toBe(tells);
});

test('adds up what was merged: rows apart today were one row before', () => {
  const before = published(['a', 3, 4], ['other', 2, 3], ['c', 8, 8], ['d', 9, 9]);
  expect(before.table.categories.map(({ code }) => code)).toEqual(['a+other', 'c', 'd']);
  // Men of both rows together: 7 and 10. No row and no margin that both tables show says so.
  const small = published(['a', 5, 5], ['other', 5, 5], ['c', 8, 13], ['d', 9, 9]);
  expect(changeTells(before, small, k)).toBe(true);
  const enough = published(['a', 9, 9], ['other', 6, 6], ['c', 8, 8], ['d', 9, 9]);
  expect(changeTells(before, enough, k)).toBe(false);
});

test('counts of the same people at two dates must not differ by few', () => {
  const asked = (women: number, men: number): SexTable => tableOf([['a', women, men]]);
  expect(askedChangeTells(asked(15, 15), asked(17, 20), k)).toBe(true);
  expect(askedChangeTells(asked(15, 15), asked(20, 20), k)).toBe(false);
});

function unit(
  key: string,
  women: number,
  men: number,
  means: MeansBySex | null = null,
): ReleaseUnit {
  const rows: RowCounts[] = [['answered', women, men]];
  const table =
    key === respondentsKey
      ? tableOf(rows)
      : tableOf(rows, { respondents: { women: 60, men: 60, notStated: 0 } });
  return { key, parts: [{ item: '', counts: table, shown: table, means }] };
}

const everyone = unit(respondentsKey, 60, 60);
const past = (released: ReleaseUnit): PastUnit => ({
  ...released,
  respondents: everyone.parts[0]?.shown ?? tableOf([]),
});

test('a table waits when another one showed the same people at another date', async () => {
  const history = [everyone, unit('one', 10, 10), unit('two', 15, 15)].map(past);
  const today = [everyone, unit('one', 17, 20), unit('two', 17, 20)];
  const decisions = await decideReleases(today, history, k);
  expect([...decisions]).toEqual([
    [respondentsKey, 'unchanged'],
    ['one', 'shared_people'],
    ['two', 'small_change'],
  ]);
});

test('a corrected number holds a table back though its people are the same', async () => {
  const means = (sum: number): MeansBySex =>
    meansBySex({
      women: { n: 10, sum, sumOfSquares: sum * sum },
      men: { n: 10, sum: 30, sumOfSquares: 100 },
      notStated: { n: 0, sum: 0, sumOfSquares: 0 },
    });
  const history = [everyone, unit('staff', 10, 10, means(40))].map(past);
  const today = [everyone, unit('staff', 10, 10, means(43))];
  expect((await decideReleases(today, history, k)).get('staff')).toBe('small_change');
});

test('a split that was hidden stays hidden when a later date, with more people, would tell it', async () => {
  const units = (...rows: RowCounts[]): ReleaseUnit[] => {
    const sum = (at: 1 | 2): number => rows.reduce((all, row) => all + row[at], 0);
    const counted = [tableOf([['answered', sum(1), sum(2)]]), tableOf(rows)];
    const shown = suppressLinked(counted, { k });
    return [respondentsKey, 'one'].map((key, index) => {
      const [counts, safe] = [counted[index], shown[index]];
      if (!counts || !safe) throw new Error('Two tables give two.');
      return { key, parts: [{ item: '', counts, shown: safe, means: null }] };
    });
  };
  // Ten chose no, women and men hidden. With five women later there were five at most, so not five men
  // or fewer: the small group must have been the women, one to four.
  const earlier = units(['yes', 10, 15], ['no', 3, 7]);
  const everybody = earlier[0]?.parts[0]?.shown ?? tableOf([]);
  const history = earlier.map((one) => ({ ...one, respondents: everybody }));
  const later = await decideReleases(units(['yes', 21, 26], ['no', 5, 12]), history, k);
  expect([...later.values()]).toEqual(['moved', 'shared_people']);
  const enough = await decideReleases(units(['yes', 21, 26], ['no', 9, 12]), history, k);
  expect([...enough.values()]).toEqual(['moved', 'moved']);
});

test('nothing moves without the respondents', async () => {
  const history = [everyone, unit('one', 10, 10)].map(past);
  const today = [unit(respondentsKey, 61, 60), unit('one', 20, 20)];
  expect([...(await decideReleases(today, history, k)).values()]).toEqual([
    'small_change',
    'waits',
  ]);
  await expect(decideReleases([unit('one', 9, 9)], [], k)).rejects.toThrow(RangeError);
});

test('shows the sides of a share whose split is hidden, unless one of them is small', () => {
  const sides = (counted: [number, number], not: [number, number]) => {
    const counts = tableOf([
      ['counted', ...counted],
      ['not_counted', ...not],
    ]);
    return showSides(counts, suppress(counts, { k }), k);
  };
  const shown = sides([8, 8], [3, 2]);
  expect(shown?.categories.map(({ women, men, total }) => [women.n, men.n, total.n])).toEqual([
    [null, null, 16],
    [null, null, 5],
  ]);
  expect([shown?.base.women.n, shown?.base.total.n]).toEqual([null, 21]);
  expect(sides([9, 8], [2, 2])).toBeNull();
  // Not hidden in the first place.
  expect(sides([9, 9], [9, 9])).toBeNull();
});

test('a split that hangs on answers to a question is solved together with them', async () => {
  const hidden = { n: null, percent: null, hidden: true } as const;
  const counted = tableOf([
    ['counted', 6, 3],
    ['not_counted', 9, 11],
  ]);
  // Nine of 29 are highly satisfied; by themselves, none of them or all may be women.
  const split: SexTable = {
    ...counted,
    categories: counted.categories.map((row) => ({
      ...{ ...row, women: hidden, men: hidden, shareOfWomen: null },
    })),
  };
  const overall = tableOf([
    ['1', 8, 9],
    ['5', 7, 5],
  ]);
  const form = (countedAmong?: CountedAmong): ReleasedForm => ({
    everyone: [{ key: respondentsKey, question: '', release: 0, table: respondentsOf(15, 14) }],
    tables: [
      { key: 'overall', question: 'overall_satisfaction', release: 0, table: overall },
      {
        ...{ key: 'split', question: '', release: 0, table: split },
        ...(countedAmong === undefined ? {} : { countedAmong }),
      },
    ],
    putTo: new Map(),
  });
  expect(await givenAway(form(), k)).toEqual([]);
  const among = { question: 'overall_satisfaction', codes: ['5'] };
  const found = await givenAway(form(among), k);
  // Seven women and five men gave the answer that it takes, so at least four of the nine are women.
  expect(found).toContainEqual({
    key: 'split',
    what: 'counted women of release 0 lies from 4 to 7',
  });
});

function respondentsOf(women: number, men: number): SexTable {
  return tableOf([['answered', women, men]]);
}
