import type { TargetConflict } from '../../src/features/indicators/indicator';
import type { RuleNumbers } from '../../src/features/indicators/rules/rules';
import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import type { SexTable } from '../../src/statistics/sex-split';
import type { IndicatorRecords } from './evidence/records';

/** Everything the workbook "indicators" is made of, read at one moment. */
export interface IndicatorsDocument {
  projectName: string;
  /** In which times are written. */
  timeZone: string;
  /** True when small groups are hidden, so that the file may be passed on. */
  isProtected: boolean;
  /** Groups smaller than this are small. */
  k: number;
  /** All of them, computed at one moment. */
  indicators: ProtectedIndicator[];
  /** Where the documents set different targets for the same thing. */
  conflicts: TargetConflict[];
  /** The numbers they were computed by. */
  rules: RuleNumbers;
  /** All days of the workshop; dates as YYYY-MM-DD. */
  days: { number: number; date: string }[];
  /** The name of the economy that hosts the workshop. */
  host: string;
  records: IndicatorRecords;
  /** The question on overall satisfaction; null before the evaluation form was published. */
  satisfaction: { title: string; table: SexTable } | null;
  /** Said on every sheet and every printed page, for data that is not real; null otherwise. */
  mark: string | null;
}
