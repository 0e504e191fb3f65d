import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import type { FormResults } from '../../src/features/results/tabulate';

/** Everything the slides are made of, read at one moment. */
export interface SlidesDocument {
  projectName: string;
  /** In which times are written. */
  timeZone: string;
  /** True when small groups are hidden, so that the file may be passed on. */
  isProtected: boolean;
  /** Groups smaller than this are small. */
  k: number;
  survey: {
    title: string;
    /** Null while nothing is published, or nothing is released to readers outside the team. */
    results: FormResults | null;
    /** The date of the results, "12 May 2020", where they are released from time to time. */
    releasedOn: string | null;
  };
  indicators: ProtectedIndicator[];
  /** Said on every slide of data that is not real; null otherwise. */
  mark: string | null;
}
