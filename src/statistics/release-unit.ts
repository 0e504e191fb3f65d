import type { CountedAmong, PutToSome } from './shared-sums';
import type { MeansBySex } from './means';
import type { SexTable } from './sex-table';

/** One table of a question: its counts, and the same as it is published. */
export interface ReleasePart {
  /** The line of the question (row of a matrix, choice that was ranked); empty when it has one table. */
  item: string;
  counts: SexTable;
  shown: SexTable;
  /** As published; null where the question has no numbers. */
  means: MeansBySex | null;
}

/** What moves to a newer release as a whole: a question, the respondents, a split of an indicator. */
export interface ReleaseUnit {
  key: string;
  parts: readonly ReleasePart[];
  /** Undefined for respondents and splits of indicators. */
  question?: { question: string };
  /** Whom the question was put to; absent where everybody is asked. */
  putTo?: readonly PutToSome[];
  /** Of the split of an indicator whose row "counted" follows from answers to a question. */
  countedAmong?: CountedAmong;
}

/** A unit as it was released. */
export interface PastUnit extends ReleaseUnit {
  /** The table of all respondents as it was published at that time. */
  respondents: SexTable;
}

/**
 * - `moved`: the new counts are released.
 * - `unchanged`: they are what is released already.
 * - `too_few`: nothing of the table may be shown yet.
 * - `small_change`: together with an earlier release it would tell of fewer than k people.
 * - `shared_people`: the same, by another table of the same people or of some of them.
 * - `waits`: the table of all respondents stays, and all others with it.
 */
export type ReleaseDecision =
  'moved' | 'unchanged' | 'too_few' | 'small_change' | 'shared_people' | 'waits';

/** Key of the unit with the table of all respondents, which every other table of the form hangs on. */
export const respondentsKey = 'respondents';
