import type { ProblemList } from './answer-problems';
import type { Answers } from './answers';
import type { FieldGroup } from './compiled-survey';
import type { Scope } from './expressions';
import type { Conditions } from './visibility';

/** What the second half of a check works with. */
export interface CheckContext {
  conditions: Conditions;
  problems: ProblemList;
  /** Computed values as they were sent, by question, before the true ones took their place. */
  claimed: ReadonlyMap<string, unknown>;
  /**
   * Hidden values that are left out instead of refused: computed ones, and those inside repeated parts,
   * which SurveyJS clears only in part when a form is completed.
   */
  leftOut: { record: Answers; key: string }[];
  /** Checks the fields of one record of answers standing at `prefix` ('' for the whole form). */
  checkGroup(group: FieldGroup, answers: Answers, scope: Scope, prefix: string): void;
}
