import type { SexCounts, StoredSex } from '../../statistics/sex-split';
import type { CountedAmong } from '../../statistics/shared-sums';
import { columnOf, sexOf } from '../../statistics/sex-split';

/** What the records say about one indicator. */
export interface Measure {
  /** Null while there is no record at all: "no data yet", never 0. */
  value: number | null;
  /** Records behind the value, by the sex of those who sent them, or the people themselves. */
  counted: SexCounts;
  /** All valid records of the source, counted or not, by sex. */
  all: SexCounts;
  /** Measures that targets name besides the value itself, by their names. */
  others?: ReadonlyMap<string, number | null>;
  /** Each day of the workshop, where every day must meet the target. */
  days?: DayFigure[];
  /** For shares whose base is not all records: what is divided by what. */
  ratio?: Ratio;
  /** Answers one of which everybody counted gave; a published split tells of these, too. */
  countedAmong?: CountedAmong;
  /** What must be said beside the value, in sentences. */
  notes?: string[];
  /** Besides wherever the value itself is shown. */
  valueNotes?: string[];
  /** Besides for the team alone: live counts of forms, which others get as they were released. */
  teamNotes?: string[];
}

export interface Ratio {
  counted: number;
  of: number;
}

/** One day of the workshop as one indicator counts it. */
export interface DayFigure {
  /** 1 is the first day. */
  number: number;
  /** YYYY-MM-DD */
  date: string;
  /** Null before anybody was checked in, and for shares while nobody stated their sex. */
  value: number | null;
  /** Whether anybody was checked in, counted here or not. */
  hasPeople: boolean;
  /** Everybody the day's figure is about. */
  people: SexCounts;
  /** The same people in parts. */
  parts: DayPart[];
}

export interface DayPart {
  label: string;
  people: SexCounts;
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
