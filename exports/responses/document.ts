import type { Column } from '../../src/survey-engine/columns';
import type { Answers } from '../../src/survey-engine/answers';

export interface PublishedColumns {
  version: number;
  columns: Column[];
}

/** One response as read from the database; dates as text, moments as Date (UTC). */
export interface ResponseRow {
  receipt: string;
  version: number;
  submittedOn: string;
  submittedAt: Date | null;
  economy: string | null;
  economyCode: string | null;
  sex: string | null;
  sector: string | null;
  cluster: string | null;
  origin: string;
  corrections: number;
  valid: boolean;
  review: string;
  answers: Answers;
}

export interface ResponsesDocument {
  title: string;
  projectName: string;
  /** Said of data that is not real; null otherwise. */
  mark: string | null;
  anonymous: boolean;
  madeAt: Date;
  /** Number of responses the sheets must hold. */
  responses: number;
  versions: PublishedColumns[];
  /** Read once, for all sheets. */
  rows: () => AsyncIterable<ResponseRow>;
}
