import { columnOf, sexOf, type StoredSex } from '../../../../statistics/sex-split';

/** The sex of a record as the sheets of evidence say it, and as their formulas ask for it. */
export const sexWords = { women: 'Female', men: 'Male', notStated: 'Not stated' } as const;

export function sexWord(sex: StoredSex): string {
  return sexWords[columnOf(sexOf(sex))];
}
