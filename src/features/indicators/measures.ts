import type { SexCounts, StoredSex } from '../../statistics/sex-split';
import { columnOf, sexOf } from '../../statistics/sex-split';

/** What SQL found for one indicator. */
export interface Measure {
  /** Null while there is no record at all: "no data yet", never 0. */
  value: number | null;
  /** Records behind the value, by the sex of those who sent them. */
  counted: SexCounts;
  /** All valid records of the form, counted or not, by sex. */
  all: SexCounts;
}

export function noOne(): SexCounts {
  return { women: 0, men: 0, notStated: 0 };
}

/** Adds people to the column of their sex; null and "prefer not to say" are not stated. */
export function addPeople(counts: SexCounts, sex: StoredSex, people: number): void {
  counts[columnOf(sexOf(sex))] += people;
}

export function sumOf({ women, men, notStated }: SexCounts): number {
  return women + men + notStated;
}
