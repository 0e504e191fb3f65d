import { suppress, suppressLinked } from '../../src/statistics/suppress';
import { readable, readableBase, tableOf } from './tables';

const k = 5;

describe('suppress', () => {
  it('merges the small category of the worked example and keeps all totals', () => {
    const table = suppress(
      tableOf([
        ['public', 7, 6],
        ['private', 3, 9],
        ['academia', 8, 5],
        ['other', 2, 1],
      ]),
      { k },
    );
    expect(readable(table)).toEqual([
      ['Public', 7, 6, 0, 13],
      ['Private or Other', 5, 10, 0, 15],
      ['Academia', 8, 5, 0, 13],
    ]);
    expect(readableBase(table)).toEqual([20, 21, 0, 41]);
    expect(table.categories[1]?.mergedFrom).toEqual([
      { code: 'private', label: 'Private' },
      { code: 'other', label: 'Other' },
    ]);
    expect(table.categories[1]?.women.percent).toBe(25);
    expect(table.categories[1]?.shareOfWomen).toBe((5 * 100) / 15);
    expect(table.notes).toEqual(['Small categories are shown together.']);
  });

  it('leaves a table without small counts as it is', () => {
    const table = tableOf([
      ['public', 7, 6],
      ['private', 0, 9],
      ['academia', 8, 0],
    ]);
    expect(suppress(table, { k })).toEqual(table);
  });

  it('leaves a table of women alone and a table without responses as they are', () => {
    for (const rows of [[['public', 7, 0] as const], [['public', 0, 0] as const]]) {
      const table = tableOf([...rows, ['private', 0, 0]]);
      expect(suppress(table, { k })).toEqual(table);
    }
  });

  it('merges neighbours only in a scale', () => {
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
    expect(readable(table)).toEqual([
      ['1 or 2', 11, 13, 0, 24],
      ['3', 8, 6, 0, 14],
      ['4 or 5', 13, 11, 0, 24],
    ]);
  });

  it('hides the split of both rows when two categories are all there is', () => {
    const table = suppress(
      tableOf([
        ['yes', 20, 15],
        ['no', 3, 10],
      ]),
      { k },
    );
    expect(readable(table)).toEqual([
      ['Yes', null, null, null, 35],
      ['No', null, null, null, 13],
    ]);
    expect(readableBase(table)).toEqual([23, 25, 0, 48]);
    expect(table.categories.map((row) => row.shareOfWomen)).toEqual([null, null]);
    expect(table.shareOfWomen).toBe((23 * 100) / 48);
  });

  it('hides a small group of not stated with the total that would tell it', () => {
    const table = suppress(
      tableOf([
        ['yes', 20, 15, 1],
        ['no', 8, 10, 1],
      ]),
      { k },
    );
    expect(readable(table)).toEqual([
      ['Yes', 20, 15, null, 35],
      ['No', 8, 10, null, 18],
    ]);
    expect(readableBase(table)).toEqual([28, 25, null, 53]);
    expect(table.totalCovers).toBe('stated');
  });

  it('shows how many did not state their sex when they are at least 2k', () => {
    const table = suppress(
      tableOf([
        ['yes', 20, 15, 9],
        ['no', 8, 10, 1],
      ]),
      { k },
    );
    expect(readable(table)).toEqual([
      ['Yes', 20, 15, null, 35],
      ['No', 8, 10, null, 18],
    ]);
    expect(readableBase(table)).toEqual([28, 25, 10, 53]);
  });

  it('shows totals only when one sex is a small group', () => {
    const table = suppress(
      tableOf([
        ['yes', 20, 1],
        ['no', 8, 2],
      ]),
      { k },
    );
    expect(readable(table)).toEqual([
      ['Yes', null, null, null, 21],
      ['No', null, null, null, 10],
    ]);
    expect(readableBase(table)).toEqual([null, null, null, 31]);
    expect(table.shareOfWomen).toBeNull();
  });

  it('hides a table of fewer than k answers as a whole and says why', () => {
    const table = suppress(
      tableOf([
        ['yes', 2, 1],
        ['no', 0, 1],
      ]),
      { k },
    );
    expect(readable(table)).toEqual([
      ['Yes', null, null, null, null],
      ['No', null, null, null, null],
    ]);
    expect(readableBase(table)).toEqual([null, null, null, null]);
    expect(table.hiddenReason).toBe(
      'There are too few answers to show this table without showing single people.',
    );
  });

  it('counts a single person without an answer into the base', () => {
    const table = suppress(
      tableOf(
        [
          ['yes', 20, 15],
          ['no', 8, 10],
        ],
        { asked: { women: 29, men: 25, notStated: 0 } },
      ),
      { k },
    );
    expect(readable(table)).toEqual([
      ['Yes', 20, 15, 0, 35],
      ['No or No answer', 9, 10, 0, 19],
    ]);
    expect(readableBase(table)).toEqual([29, 25, 0, 54]);
    expect(table.itemNonResponse.women).toEqual({ n: null, percent: null, hidden: true });
    expect(table.baseOf).toBe('asked');
  });

  it('hides a category of a multiple choice that all but a few chose', () => {
    const table = suppress(
      tableOf(
        [
          ['trade', 18, 12],
          ['training', 10, 9],
          ['research', 11, 8],
        ],
        { multiple: true, base: { women: 20, men: 20, notStated: 0 } },
      ),
      { k },
    );
    expect(readable(table)).toEqual([
      ['Trade', null, null, null, 30],
      ['Training', 10, 9, 0, 19],
      ['Research', 11, 8, 0, 19],
    ]);
  });

  it.each([2, 4.5, Number.NaN])('refuses k = %p', (wrong) => {
    expect(() => suppress(tableOf([['yes', 9, 9]]), { k: wrong })).toThrow(
      new RangeError('k must be a whole number of at least 3.'),
    );
  });

  it('refuses a table that is suppressed already', () => {
    const once = suppress(tableOf([['yes', 2, 1]]), { k });
    expect(() => suppress(once, { k })).toThrow(
      new RangeError('Only a table with all its counts can be suppressed.'),
    );
  });
});

describe('suppressLinked', () => {
  it('hides the not stated in every table of the survey when one table would need it', () => {
    const tables = suppressLinked(
      [
        tableOf([
          ['yes', 9, 8, 6],
          ['no', 7, 8, 0],
        ]),
        tableOf([
          ['trade', 9, 8, 3],
          ['training', 7, 8, 3],
        ]),
      ],
      { k },
    );
    expect(tables.map(readableBase)).toEqual([
      [16, 16, null, 32],
      [16, 16, null, 32],
    ]);
  });

  it('refuses tables of different people', () => {
    expect(() =>
      suppressLinked([tableOf([['yes', 9, 8]]), tableOf([['yes', 9, 9]])], { k }),
    ).toThrow(new RangeError('Tables of one survey must have the same respondents by sex.'));
  });
});
