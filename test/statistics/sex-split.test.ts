import { percent } from '../../src/statistics/percent';
import type { CategoryCount } from '../../src/statistics/sex-split';
import { tabulateBySex } from '../../src/statistics/sex-split';

const SECTORS = [
  { code: 'public', label: 'Public' },
  { code: 'private', label: 'Private' },
];

const shown = (n: number, share: number | null) => ({ n, percent: share, hidden: false });

describe('tabulateBySex', () => {
  const rows: CategoryCount[] = [
    { category: 'public', sex: 'female', count: 6 },
    { category: 'public', sex: 'male', count: 2 },
    { category: 'private', sex: 'female', count: 2 },
    { category: 'private', sex: 'prefer_not_to_say', count: 1 },
    { category: 'private', sex: null, count: 1 },
  ];

  it('counts women, men and not stated with their shares, total and share of women', () => {
    const table = tabulateBySex(rows, SECTORS);
    expect(table.categories).toEqual([
      {
        code: 'public',
        label: 'Public',
        women: shown(6, 75),
        men: shown(2, 100),
        notStated: shown(0, 0),
        total: shown(8, (8 * 100) / 12),
        shareOfWomen: 75,
      },
      {
        code: 'private',
        label: 'Private',
        women: shown(2, 25),
        men: shown(0, 0),
        notStated: shown(2, 100),
        total: shown(4, (4 * 100) / 12),
        shareOfWomen: 100,
      },
    ]);
    expect(table.base).toEqual({
      women: shown(8, 100),
      men: shown(2, 100),
      notStated: shown(2, 100),
      total: shown(12, 100),
    });
    expect(table.shareOfWomen).toBe(80);
  });

  it('shows who was asked and did not answer, and who was not asked', () => {
    const table = tabulateBySex(rows, SECTORS, {
      asked: { women: 10, men: 2, notStated: 2 },
      respondents: { women: 20, men: 7, notStated: 2 },
    });
    expect(table.itemNonResponse).toEqual({
      women: shown(2, 20),
      men: shown(0, 0),
      notStated: shown(0, 0),
      total: shown(2, (2 * 100) / 14),
    });
    expect(table.notAsked).toEqual({
      women: shown(10, 50),
      men: shown(5, (5 * 100) / 7),
      notStated: shown(0, 0),
      total: shown(15, (15 * 100) / 29),
    });
  });

  it('gives no percentage at all without responses', () => {
    const table = tabulateBySex([], SECTORS);
    const empty = shown(0, null);
    const row = { women: empty, men: empty, notStated: empty, total: empty, shareOfWomen: null };
    expect(table.categories).toEqual(SECTORS.map((sector) => ({ ...sector, ...row })));
    expect(table.base).toEqual({ women: empty, men: empty, notStated: empty, total: empty });
    expect(table.shareOfWomen).toBeNull();
  });

  it('is right for one response', () => {
    const table = tabulateBySex([{ category: 'public', sex: 'male', count: 1 }], SECTORS);
    expect(table.categories.map(({ women, men, total }) => [women, men, total])).toEqual([
      [shown(0, null), shown(1, 100), shown(1, 100)],
      [shown(0, null), shown(0, 0), shown(0, 0)],
    ]);
    expect(table.shareOfWomen).toBe(0);
  });

  it('keeps people apart when nobody stated a sex, and never guesses one', () => {
    const table = tabulateBySex([{ category: 'public', sex: null, count: 9 }], SECTORS);
    expect(table.base).toEqual({
      women: shown(0, null),
      men: shown(0, null),
      notStated: shown(9, 100),
      total: shown(9, 100),
    });
    expect(table.shareOfWomen).toBeNull();
  });

  it('gives 100 for women only', () => {
    const table = tabulateBySex([{ category: 'private', sex: 'female', count: 7 }], SECTORS);
    expect(table.categories.map((row) => row.shareOfWomen)).toEqual([null, 100]);
    expect(table.base.women).toEqual(shown(7, 100));
    expect(table.base.men).toEqual(shown(0, null));
  });

  it('takes the people who answered as the base of a multiple choice', () => {
    const table = tabulateBySex(
      [
        { category: 'public', sex: 'female', count: 8 },
        { category: 'private', sex: 'female', count: 6 },
      ],
      SECTORS,
      { multiple: true, base: { women: 10, men: 0, notStated: 0 } },
    );
    expect(table.categories.map(({ women }) => women)).toEqual([shown(8, 80), shown(6, 60)]);
    expect(table.base.women).toEqual(shown(10, 100));
  });

  it('keeps the people of a code that the list does not know, and falls back from a blank label', () => {
    const table = tabulateBySex(
      [{ category: 'abroad', sex: 'male', count: 3 }],
      [{ code: 'public', label: ' ' }],
    );
    expect(table.categories.map(({ code, label, men }) => [code, label, men.n])).toEqual([
      ['public', 'public', 0],
      ['abroad', 'abroad', 3],
    ]);
  });

  it.each<[string, CategoryCount[], Parameters<typeof tabulateBySex>[2], string]>([
    [
      'negative counts',
      [{ category: 'public', sex: 'male', count: -1 }],
      {},
      'The count of "public" is not a whole number of people.',
    ],
    [
      'a single choice that does not add up',
      [{ category: 'public', sex: 'male', count: 2 }],
      { base: { women: 0, men: 3, notStated: 0 } },
      'The rows of a single choice do not add up to its base.',
    ],
    [
      'a multiple choice without a base',
      [],
      { multiple: true },
      'A multiple choice needs the number of people who answered it.',
    ],
    [
      'a category larger than the base',
      [{ category: 'public', sex: 'male', count: 2 }],
      { multiple: true, base: { women: 0, men: 1, notStated: 0 } },
      'More people chose a category than answered the question.',
    ],
    [
      'a base with people who chose nothing',
      [{ category: 'public', sex: 'male', count: 2 }],
      { multiple: true, base: { women: 0, men: 3, notStated: 0 } },
      'The base counts people who chose no category at all.',
    ],
    [
      'more answers than people asked',
      [{ category: 'public', sex: 'male', count: 2 }],
      { asked: { women: 0, men: 1, notStated: 0 } },
      'More people answered than were asked.',
    ],
    [
      'more people asked than there are',
      [],
      {
        asked: { women: 0, men: 1, notStated: 0 },
        respondents: { women: 0, men: 0, notStated: 0 },
      },
      'More people were asked than took part.',
    ],
  ])('refuses %s', (_what, counts, options, message) => {
    expect(() => tabulateBySex(counts, SECTORS, options)).toThrow(new RangeError(message));
  });
});

describe('percent', () => {
  it('is unrounded', () => {
    expect(percent(16, 21)).toBe((16 * 100) / 21);
  });
  it('is exact where it is a whole number, so that a target of that number is met', () => {
    for (let n = 0; n <= 100; n += 1) expect(percent(n, 100)).toBe(n);
  });
  it('is null without a base, never 0', () => {
    expect(percent(0, 0)).toBeNull();
  });
});
