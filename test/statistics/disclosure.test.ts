import fc from 'fast-check';
import { disclosures } from '../../src/statistics/disclosure';
import type { Cell, SexTable } from '../../src/statistics/sex-split';
import { suppress, suppressLinked } from '../../src/statistics/suppress';
import type { RowCounts } from './tables';
import { readable, tableOf } from './tables';

const HIDDEN: Cell = { n: null, percent: null, hidden: true };
const WORKED: RowCounts[] = [
  ['public', 7, 6],
  ['private', 3, 9],
  ['academia', 8, 5],
  ['other', 2, 1],
];

/** What many systems do: hide the small cells and nothing else. */
function hideSmallCellsOnly(table: SexTable, k: number): SexTable {
  const hide = (cell: Cell): Cell => ((cell.n ?? 0) > 0 && (cell.n ?? 0) < k ? HIDDEN : cell);
  return {
    ...table,
    categories: table.categories.map((row) => ({
      ...row,
      women: hide(row.women),
      men: hide(row.men),
      notStated: hide(row.notStated),
      total: hide(row.total),
      shareOfWomen: null,
    })),
  };
}

describe('disclosures', () => {
  it('computes what a table with its small cells hidden gives away', () => {
    const naive = hideSmallCellsOnly(tableOf(WORKED), 5);
    expect(readable(naive)).toEqual([
      ['Public', 7, 6, 0, 13],
      ['Private', null, 9, 0, 12],
      ['Academia', 8, 5, 0, 13],
      ['Other', null, null, 0, null],
    ]);
    expect(
      disclosures([naive], 5).map(({ of, column, lowest, highest }) => [
        of,
        column,
        lowest,
        highest,
      ]),
    ).toEqual([
      ['private', 'women', 3, 3],
      ['other', 'women', 2, 2],
      ['other', 'men', 1, 1],
      ['other', 'total', 3, 3],
    ]);
  });

  it('lists small counts that are simply shown', () => {
    expect(disclosures([tableOf([['yes', 3, 9]])], 5)).toEqual([
      { table: 0, of: 'yes', column: 'women', lowest: 3, highest: 3 },
      { table: 0, of: 'base', column: 'women', lowest: 3, highest: 3 },
    ]);
  });

  it('computes a count from its percentage and from a share of women', () => {
    const [yes, no] = tableOf([
      ['yes', 20, 15],
      ['no', 3, 10],
    ]).categories;
    const table = tableOf([
      ['yes', 20, 15],
      ['no', 3, 10],
    ]);
    const hidden = { women: HIDDEN, men: HIDDEN, notStated: HIDDEN };
    if (!yes || !no) throw new Error('The table has two rows.');
    const withPercent = {
      ...table,
      categories: [
        { ...yes, ...hidden, shareOfWomen: null },
        { ...no, ...hidden, shareOfWomen: null, women: { ...no.women, n: null, hidden: true } },
      ],
    };
    const withShare = {
      ...table,
      categories: [
        { ...yes, ...hidden, shareOfWomen: null },
        { ...no, ...hidden },
      ],
    };
    for (const leaking of [withPercent, withShare]) {
      expect(disclosures([leaking], 5)).toContainEqual({
        table: 0,
        of: 'no',
        column: 'women',
        lowest: 3,
        highest: 3,
      });
    }
  });

  it('computes a hidden margin from another table of the same survey', () => {
    const rows: RowCounts[] = [
      ['yes', 20, 15, 1],
      ['no', 8, 10, 1],
    ];
    const hiding = suppress(tableOf(rows), { k: 5 });
    expect(disclosures([hiding], 5)).toEqual([]);
    const telling = tableOf([['all', 28, 25, 2]]);
    const { base } = telling;
    const total = {
      ...telling,
      categories: telling.categories.map((row) => ({ ...row, notStated: HIDDEN })),
      base: { ...base, notStated: HIDDEN },
    };
    expect(disclosures([hiding, total], 5)).toContainEqual({
      table: 0,
      of: 'base',
      column: 'notStated',
      lowest: 0,
      highest: 2,
    });
    expect(disclosures([hiding, total], 5)).toContainEqual({
      table: 1,
      of: 'base',
      column: 'notStated',
      lowest: 2,
      highest: 2,
    });
  });

  it('refuses tables that no counts could be behind', () => {
    const wrong = { ...tableOf([['yes', 9, 9]]), categories: [] };
    expect(() => disclosures([wrong], 5)).toThrow(
      new RangeError('The published tables contradict each other.'),
    );
  });

  it('finds a range that is narrower than k', () => {
    const table = tableOf([
      ['yes', 4, 6],
      ['no', 2, 8],
    ]);
    const split = {
      ...table,
      categories: table.categories.map((row) => ({
        ...row,
        women: HIDDEN,
        men: HIDDEN,
        shareOfWomen: null,
      })),
    };
    expect(disclosures([split], 7)).toContainEqual({
      table: 0,
      of: 'yes',
      column: 'women',
      lowest: 0,
      highest: 6,
    });
  });

  it('knows that a small count must be the reason of what is hidden', () => {
    const merged = tableOf([['a', 6, 0]]);
    const [row] = merged.categories;
    if (!row) throw new Error('The table has a row.');
    const parts = {
      ...merged,
      categories: [
        {
          ...row,
          mergedFrom: [
            { code: 'b', label: 'B' },
            { code: 'c', label: 'C' },
          ],
        },
      ],
    };
    expect(disclosures([parts], 5)).toContainEqual({
      table: 0,
      of: 'b',
      column: 'women',
      lowest: 1,
      highest: 5,
    });
  });
});

describe('suppress', () => {
  const codes = ['a', 'b', 'other', 'd', 'e', 'f', 'g', 'h'];
  const few = fc.integer({ min: 0, max: 6 });
  const many = fc.integer({ min: 0, max: 60 });
  const count = fc.oneof(fc.constant(0), few, many);
  const notStated = fc.oneof(fc.constant(0), fc.constant(0), few, many);
  const counts = fc.record({ women: count, men: count, notStated });
  const k = fc.integer({ min: 3, max: 10 });
  const none = { women: 0, men: 0, notStated: 0 };
  const plus = (a: typeof none, b: typeof none) => ({
    women: a.women + b.women,
    men: a.men + b.men,
    notStated: a.notStated + b.notStated,
  });
  const sexes = ['women', 'men', 'notStated'] as const;

  const single = fc
    .record({
      rows: fc.array(counts, { minLength: 1, maxLength: codes.length }),
      noAnswer: fc.oneof(fc.constant(none), counts),
      notAsked: fc.oneof(fc.constant(none), counts),
      ordered: fc.boolean(),
    })
    .map(({ rows, noAnswer, notAsked, ordered }) => {
      const asked = plus(rows.reduce(plus, none), noAnswer);
      return tableOf(
        rows.map((row, i): RowCounts => [codes[i] ?? '', row.women, row.men, row.notStated]),
        { asked, respondents: plus(asked, notAsked), ordered },
      );
    });

  /** Rows as shares of a base; the last one holds whoever chose nothing else. */
  const multiple = fc
    .record({
      base: counts,
      shares: fc.array(
        fc.record({ women: fc.nat(100), men: fc.nat(100), notStated: fc.nat(100) }),
        { minLength: 1, maxLength: 6 },
      ),
      noAnswer: fc.oneof(fc.constant(none), counts),
      notAsked: fc.oneof(fc.constant(none), counts),
    })
    .map(({ base, shares, noAnswer, notAsked }) => {
      const rows = shares.map((share) => ({
        women: Math.round((share.women * base.women) / 100),
        men: Math.round((share.men * base.men) / 100),
        notStated: Math.round((share.notStated * base.notStated) / 100),
      }));
      const sums = rows.reduce(plus, none);
      const last = { ...none };
      for (const sex of sexes) last[sex] = Math.max(0, base[sex] - sums[sex]);
      const asked = plus(base, noAnswer);
      return tableOf(
        [...rows, last].map((row, i): RowCounts => [
          codes[i] ?? '',
          row.women,
          row.men,
          row.notStated,
        ]),
        { multiple: true, base, asked, respondents: plus(asked, notAsked) },
      );
    });

  it.each([
    ['single', single],
    ['multiple', multiple],
  ])('leaves nothing to compute in any %s choice', (_what, tables) => {
    fc.assert(
      fc.property(tables, k, (table, limit) => {
        expect(disclosures([suppress(table, { k: limit })], limit)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  /** Several questions to the same people: each splits every sex in its own way. */
  const linked = fc
    .record({
      people: counts,
      splits: fc.array(
        fc.array(fc.record({ women: fc.nat(50), men: fc.nat(50), notStated: fc.nat(50) }), {
          minLength: 2,
          maxLength: 5,
        }),
        { minLength: 2, maxLength: 3 },
      ),
    })
    .map(({ people, splits }) =>
      splits.map((weights, question) => {
        const left = { ...people };
        const rows = weights.map((weight, i) => {
          const row = { ...none };
          for (const sex of sexes) {
            const last = i === weights.length - 1 && question > 0;
            row[sex] = last ? left[sex] : Math.round((left[sex] * weight[sex]) / 50);
            left[sex] -= row[sex];
          }
          return row;
        });
        return tableOf(
          rows.map((row, i): RowCounts => [codes[i] ?? '', row.women, row.men, row.notStated]),
          { asked: people },
        );
      }),
    );

  it('leaves nothing to compute in tables of the same people', () => {
    fc.assert(
      fc.property(linked, k, (tables, limit) => {
        expect(disclosures(suppressLinked(tables, { k: limit }), limit)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('does not touch tables without small counts', () => {
    const safe = fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 60 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(safe, safe, safe), { minLength: 1, maxLength: 8 }),
        k,
        (rows, limit) => {
          const table = tableOf(rows.map((row, i): RowCounts => [codes[i] ?? '', ...row]));
          expect(suppress(table, { k: limit })).toEqual(table);
        },
      ),
    );
  });
});
