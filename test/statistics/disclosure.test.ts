import { disclosures } from '../../src/statistics/disclosure';
import type { Cell, SexTable } from '../../src/statistics/sex-split';
import { suppress } from '../../src/statistics/suppress';
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

  it('knows that those without an answer may be what made a number small', () => {
    const base = { women: 21, men: 3, notStated: 0 };
    const asked = { women: 21, men: 5, notStated: 0 };
    const rows: RowCounts[] = [
      ['a', 12, 0],
      ['b', 9, 3],
    ];
    const table = tableOf(rows, { multiple: true, base, asked, respondents: asked });
    const shown = suppress(table, { k: 3 });
    // Of five men in the base three chose b: two did not, which hides the split of b.
    expect(readable(shown)).toEqual([
      ['A', 12, 0, 0, 12],
      ['B', null, null, null, 12],
    ]);
    expect(disclosures([shown], 3)).toEqual([]);
  });
});
