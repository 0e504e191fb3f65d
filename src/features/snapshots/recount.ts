/** What an indicator of the past is under the rules and settings of today. */
export interface CountedAnew {
  value: number | null;
  /** By the number of the day, where each day has its own figure. */
  days?: ReadonlyMap<number, number | null>;
  /** How it was counted, in a sentence. */
  how: string;
}

/** Or why the records of that time do not tell, in sentences. */
export type Recount = CountedAnew | { why: string };
