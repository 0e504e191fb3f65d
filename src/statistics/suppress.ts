import { hideInMultiple, hideInSingle, showTotalsOnly } from './hide-cells';
import type { DraftTable, NotStated } from './protected-table';
import { addCounts, draftOf, publish, respondentsOf, totalOf } from './protected-table';
import type { SexColumn, SexCounts, SexTable } from './sex-table';
import { SEX_COLUMNS } from './sex-table';
import { isSmall, smallCounts } from './small-counts';

/** No configuration may go below this. */
export const LOWEST_K = 3;

const STATED: readonly SexColumn[] = ['women', 'men'];

const HIDDEN_TABLE = 'There are too few answers to show this table without showing single people.';

const TELLING_TABLE =
  'Beside other tables this one would show single people: it was put to some of their people only.';

/**
 * The table as anyone but an organiser may see it: no count from 1 to k - 1 can be read from it or
 * computed with its margins, percentages and shares, even when k and these rules are known. A table
 * without such counts comes back unchanged.
 *
 * In this order: the column "not stated" is hidden as a whole when it holds a small count (the total
 * then covers the stated, else it would give the column away); a small count of people without an
 * answer is counted into the base; small categories are merged; when that would lose more than half
 * of the categories, the split by sex of as many rows as needed is hidden; else the whole table.
 *
 * @throws RangeError when k is not a whole number of at least 3, or the table is suppressed already.
 */
export function suppress(table: SexTable, options: { k: number }): SexTable {
  const [only] = suppressLinked([table], options);
  if (!only) throw new Error('One table gives one table.');
  return only;
}

/**
 * The same for all tables of one survey that are published together. Their respondents are the same
 * people, so a margin hidden in one table must not be readable from another.
 *
 * @throws RangeError also when the tables do not have the same respondents by sex.
 */
export function suppressLinked(tables: readonly SexTable[], options: { k: number }): SexTable[] {
  const { k } = options;
  if (!Number.isSafeInteger(k) || k < LOWEST_K) {
    throw new RangeError(`k must be a whole number of at least ${LOWEST_K}.`);
  }
  const drafts = tables.map(draftOf);
  const [first] = drafts;
  if (!first) return [];
  const respondents = respondentsOf(first);
  if (drafts.some((draft) => !sameCounts(respondentsOf(draft), respondents))) {
    throw new RangeError('Tables of one survey must have the same respondents by sex.');
  }
  const splitShown = !isSmall(respondents.women, k) && !isSmall(respondents.men, k);
  const notStated = splitShown ? notStatedIn(drafts, respondents, k) : 'shown';
  return drafts.map((draft) => {
    const columns = notStated === 'shown' ? SEX_COLUMNS : STATED;
    return protect({ ...draft, notStated, columns }, k, splitShown);
  });
}

function sameCounts(a: SexCounts, b: SexCounts): boolean {
  return SEX_COLUMNS.every((column) => a[column] === b[column]);
}

/**
 * Decided for all tables at once: a column of not stated that is hidden in one table could be computed
 * from the margin shown in another. Below 2k its size is hidden too, for hidden parts of it would
 * otherwise lie in a range narrower than k.
 */
function notStatedIn(drafts: DraftTable[], respondents: SexCounts, k: number): NotStated {
  const small =
    isSmall(respondents.notStated, k) ||
    drafts.some((draft) => smallCounts(draft, ['notStated'], k).length > 0);
  if (!small) return 'shown';
  return respondents.notStated < 2 * k ? 'hidden' : 'base_only';
}

function protect(draft: DraftTable, k: number, splitShown: boolean): SexTable {
  const answered = totalOf(draft.base, draft.columns);
  if (isSmall(answered, k)) return hideAll(draft);
  const inTotals = !splitShown || draft.columns.some((column) => isSmall(draft.base[column], k));
  const folded = countOutsideIn(draft, k, inTotals);
  const decided = inTotals
    ? showTotalsOnly(folded, k, splitShown)
    : draft.source.multiple
      ? hideInMultiple(folded, k)
      : hideInSingle(folded, k);
  if (!decided) return hideAll(draft);
  return publish(decided, HIDDEN_TABLE, notesOn(decided));
}

/**
 * A table that may be shown by itself, hidden as a whole for what it would tell beside another.
 * @param counts the table with all its counts
 * @param shown the same as `suppressLinked` left it
 */
export function hideWhole(counts: SexTable, shown: SexTable): SexTable {
  const columns = shown.totalCovers === 'everyone' ? SEX_COLUMNS : STATED;
  const draft: DraftTable = { ...draftOf(counts), columns, show: 'nothing' };
  return publish(draft, TELLING_TABLE, []);
}

function hideAll(draft: DraftTable): SexTable {
  return publish({ ...draft, show: 'nothing' }, HIDDEN_TABLE, []);
}

/**
 * A base that misses one or two of the respondents tells how many did not answer. So a small number
 * without an answer, or not asked, is counted into the base, and in a single choice as a row of its own.
 */
function countOutsideIn(draft: DraftTable, k: number, inTotals: boolean): DraftTable {
  const shown = (counts: SexCounts): number[] =>
    inTotals ? [] : draft.columns.map((column) => counts[column]);
  const small = (counts: SexCounts): boolean =>
    [...shown(counts), totalOf(counts, draft.columns)].some((n) => isSmall(n, k));
  const notAskedToo = small(draft.notAsked);
  if (!notAskedToo && !small(draft.noAnswer)) return draft;
  const added = [
    { code: 'no_answer', label: 'No answer', counts: draft.noAnswer },
    { code: 'not_asked', label: 'Not asked', counts: draft.notAsked },
  ].slice(0, notAskedToo ? 2 : 1);
  const rows = added
    .filter(({ counts }) => totalOf(counts, draft.columns) > 0)
    .map(({ code, label, counts }) => ({
      code,
      label,
      parts: [{ code, label }],
      counts,
      hiding: 'none' as const,
      outside: true,
    }));
  return {
    ...draft,
    rows: draft.source.multiple ? draft.rows : [...draft.rows, ...rows],
    base: addCounts(draft.base, ...added.map(({ counts }) => counts)),
    baseOf: notAskedToo ? 'respondents' : 'asked',
  };
}

function notesOn(draft: DraftTable): string[] {
  const notes: string[] = [];
  if (draft.rows.some(({ parts }) => parts.length > 1)) {
    notes.push('Small categories are shown together.');
  }
  if (draft.show === 'totals') {
    notes.push('Totals only: the split by sex would show small groups.');
  } else if (draft.rows.some(({ hiding }) => hiding !== 'none')) {
    notes.push('Some figures are hidden to protect small groups.');
  }
  if (!draft.columns.includes('notStated')) {
    notes.push(
      'People whose sex is not stated are too few to be shown by category; totals leave them out.',
    );
  }
  if (draft.baseOf === 'asked') notes.push('The base includes people who gave no answer.');
  if (draft.baseOf === 'respondents') {
    notes.push('The base includes people who were not asked or gave no answer.');
  }
  return notes;
}
