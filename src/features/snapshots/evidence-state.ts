/** Where the records behind indicators stand. In the database: never renamed. */
export type EvidenceOrigin =
  | 'questionnaire'
  | 'invitation'
  | 'story'
  | 'attendance'
  | 'speaker'
  | 'expert'
  | 'member'
  | 'comment'
  | 'initiative'
  | 'economy'
  | 'meeting';

/** What of a record a change is told of. Empty texts stand for nothing. */
export const facts = ['sex', 'sector', 'economy', 'cluster', 'days', 'mark'] as const;
export type Fact = (typeof facts)[number];

/** A record as it stands behind indicators: codes and numbers, never a name or words. */
export interface EvidenceState extends Record<Fact, string> {
  source: EvidenceOrigin;
  recordId: string;
  /** "I01 I02"; empty when it stands behind none any more. */
  indicators: string;
}

/** A record before and after; null where it stood behind no indicator. */
export interface RecordChange {
  before: EvidenceState | null;
  after: EvidenceState | null;
}

/** What happened to the records behind one indicator. */
export interface IndicatorRecords {
  added: EvidenceState[];
  removed: EvidenceState[];
  /** With the facts that changed and matter to this indicator. */
  changed: { before: EvidenceState; after: EvidenceState; facts: Fact[] }[];
}

// Of a fact that an indicator does not look at, a change does not move it.
const lookedAt: Record<string, readonly Fact[]> = {
  I01: ['economy', 'sex'],
  I02: ['cluster', 'sex'],
  I03: ['days', 'sex', 'sector'],
  I04: ['days', 'sex', 'economy'],
  I05: ['economy'],
  I07: ['cluster', 'sex'],
  I08: ['sex'],
  I09: ['sex'],
  I10: ['mark'],
  I11: ['days'],
  I12: ['days', 'sex'],
  I13: ['sex', 'cluster', 'mark'],
  I14: ['sex'],
  I15: ['sex'],
  I16: ['cluster', 'mark'],
  I17: ['sex'],
  I18: [],
  I19: [],
};

/** Of all changed records those that stood or stand behind one indicator. */
export function recordsOf(indicator: string, changes: readonly RecordChange[]): IndicatorRecords {
  const result: IndicatorRecords = { added: [], removed: [], changed: [] };
  const behind = (state: EvidenceState | null): EvidenceState | null =>
    state?.indicators.split(' ').includes(indicator) === true ? state : null;
  for (const change of changes) {
    const before = behind(change.before);
    const after = behind(change.after);
    if (before === null) {
      if (after !== null) result.added.push(after);
    } else if (after === null) {
      result.removed.push(before);
    } else {
      const differing = (lookedAt[indicator] ?? []).filter((fact) => before[fact] !== after[fact]);
      if (differing.length > 0) result.changed.push({ before, after, facts: differing });
    }
  }
  return result;
}
