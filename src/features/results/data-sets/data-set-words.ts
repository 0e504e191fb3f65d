import { formatDateTime } from '../../../http/format';
import type { AdjustmentKind } from '../../../models/codes';
import type { DataChoice } from './data-sets.input';
import type { ListedDataSet } from './data-sets.queries';

export const dataSetNames: Record<DataChoice, string> = {
  preliminary: 'Preliminary, as presented on Day 1',
  adjusted: 'Adjusted, for the report',
  now: 'Answers of today',
};

export const adjustmentNames: Record<AdjustmentKind, string> = {
  not_valid: 'Marked as not valid',
  valid_again: 'Marked as valid again',
  corrected_by_respondent: 'Corrected by the respondent',
  corrected_by_staff: 'Corrected by the team',
  erased: 'Erased at the person’s request',
};

/** What a frozen set holds and what happened to it since, in sentences. */
export function aboutSet(set: ListedDataSet, timeZone: string): string[] {
  const answers = (n: number): string => (n === 1 ? '1 answer' : `${n} answers`);
  return [
    `Frozen on ${formatDateTime(set.frozenAt, timeZone)} by ${set.frozenBy}: ${answers(set.counted)}${
      set.leftOut === 0 ? '' : `; ${answers(set.leftOut)} not valid left out`
    }.`,
    ...(set.corrected === 0
      ? []
      : [`${answers(set.corrected)} corrected since; the set counts what they said then.`]),
    ...(set.erased === 0
      ? []
      : [
          `${answers(set.erased)} erased since at the request of the person; the counts still include them, the answers themselves are gone.`,
        ]),
  ];
}
