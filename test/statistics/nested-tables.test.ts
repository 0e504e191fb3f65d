import { nestingTells, type InnerTable } from '../../src/statistics/nested-tables';
import { suppressLinked } from '../../src/statistics/suppress';
import type { SexTable } from '../../src/statistics/sex-table';
import { tableOf, type RowCounts } from './tables';

const k = 5;
type Counts = readonly [women: number, men: number];

/** Tables as they are published: everybody, who they are, and a question put to some of them. */
function published(
  rows: readonly RowCounts[],
  asked: readonly RowCounts[],
  blank: Counts = [0, 0],
): { respondents: SexTable; outer: SexTable; inner: SexTable } {
  const counts = (list: readonly RowCounts[], more: Counts = [0, 0]) => ({
    women: list.reduce((sum, [, women]) => sum + women, more[0]),
    men: list.reduce((sum, [, , men]) => sum + men, more[1]),
    notStated: 0,
  });
  const all = counts(rows);
  const tables = suppressLinked(
    [
      tableOf([['answered', all.women, all.men]]),
      tableOf(rows),
      tableOf(asked, { asked: counts(asked, blank), respondents: all }),
    ],
    { k },
  );
  const [respondents, outer, inner] = tables;
  if (!respondents || !outer || !inner) throw new Error('Three tables give three.');
  return { respondents, outer, inner };
}

function tells(
  tables: ReturnType<typeof published>,
  codes: readonly string[],
  exact = true,
): boolean {
  const inner: InnerTable = { table: tables.inner, codes, exact };
  return nestingTells(tables.outer, [inner], tables.respondents, k);
}

const many: RowCounts = ['manager', 20, 20];
const yesNo: RowCounts[] = [
  ['yes', 5, 6],
  ['no', 5, 6],
];

test('a question put to one of two merged rows tells of the other', () => {
  const tables = published([many, ['member', 10, 12], ['agency', 2, 8]], yesNo);
  expect(tables.outer.categories.some(({ mergedFrom }) => mergedFrom !== undefined)).toBe(true);
  expect(tables.inner.hiddenReason).toBeNull();
  expect(tells(tables, ['member'])).toBe(true);
});

test('a question put to rows that are shown, or to a merged row as a whole, tells nothing new', () => {
  const shown = published([many, ['member', 10, 12], ['agency', 7, 8]], yesNo);
  expect(tells(shown, ['member'])).toBe(false);
  const merged = published([many, ['member', 8, 4], ['agency', 2, 8]], yesNo);
  expect(merged.outer.categories.find(({ mergedFrom }) => mergedFrom)?.women.n).toBe(10);
  expect(tells(merged, ['member', 'agency'])).toBe(false);
});

test('a further condition that leaves a few of a shown row out tells of these', () => {
  const rows: RowCounts[] = [many, ['member', 12, 12], ['agency', 7, 8]];
  expect(tells(published(rows, yesNo), ['member'], false)).toBe(true);
  const half: RowCounts[] = [['yes', 6, 6]];
  expect(tells(published(rows, half), ['member'], false)).toBe(false);
});

test('conditions that answers do not keep to tell nothing', () => {
  const tables = published([many, ['member', 10, 12], ['agency', 2, 8]], [['yes', 20, 19]]);
  expect(tells(tables, ['member'])).toBe(false);
});
