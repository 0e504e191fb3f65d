import type { ImplementerPart } from '../../../models/codes';
import { shareOfWomen, type SexCounts, type StoredSex } from '../../../statistics/sex-split';
import { addPeople, noOne, sumOf } from '../../indicators/measures';

export const partWords: Record<ImplementerPart, string> = {
  organising_team: 'Organising team',
  contractor: 'Contractors',
  expert: 'Experts of the project',
  other: 'Others who carry it out',
};

/** Somebody in one part, as they are counted. */
export interface CountedPerson {
  personId: number;
  sex: StoredSex;
}

export interface ImplementerRow extends SexCounts {
  label: string;
  total: number;
  /** Women and men: what the share of women is of. */
  base: number;
  /** 0 to 100; null where nobody's sex is stated. */
  shareOfWomen: number | null;
}

export interface ImplementerTable {
  parts: ImplementerRow[];
  /** Each person once, in however many parts. */
  implementers: ImplementerRow;
  /** Those whom I15 counts. */
  experts: ImplementerRow;
  everybody: ImplementerRow;
}

/**
 * Women, men and not stated among those who carry the project out, by part, and among the experts who
 * contributed to the workshop. In each row a person counts once. Null while there is nobody at all.
 */
export function implementerTable(
  implementers: readonly (CountedPerson & { part: ImplementerPart })[],
  experts: readonly CountedPerson[],
): ImplementerTable | null {
  if (implementers.length + experts.length === 0) return null;
  return {
    parts: (Object.entries(partWords) as [ImplementerPart, string][]).map(([part, label]) =>
      rowOf(
        label,
        implementers.filter((one) => one.part === part),
      ),
    ),
    implementers: rowOf('All who carry the project out, each counted once', implementers),
    experts: rowOf('Experts who contributed to the workshop (I15)', experts),
    everybody: rowOf('Experts and implementers, each counted once', [...implementers, ...experts]),
  };
}

function rowOf(label: string, people: readonly CountedPerson[]): ImplementerRow {
  const counts = noOne();
  const sexes = new Map(people.map(({ personId, sex }) => [personId, sex]));
  for (const sex of sexes.values()) addPeople(counts, sex, 1);
  return {
    label,
    ...counts,
    total: sumOf(counts),
    base: counts.women + counts.men,
    shareOfWomen: shareOfWomen(counts),
  };
}
