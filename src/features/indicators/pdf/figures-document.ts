/** Everything that is printed of the figures. Texts are ready to be shown. */
export interface FiguresDocument {
  projectName: string;
  /** "22 Nov 2026, 09:15 (Asia/Tokyo)" */
  asOf: string;
  /** What the reader must know of period and protection, in sentences. */
  remarks: string[];
  /** For data that is not real; '' otherwise. */
  mark: string;
  counts: { status: StatusMark; count: number }[];
  groups: { title: string; lead: string; indicators: PrintedIndicator[] }[];
  conflicts: {
    title: string;
    explanation: string;
    status: StatusMark;
    lines: {
      id: string;
      title: string;
      target: string;
      isStrictest: boolean;
      status: StatusMark;
    }[];
  }[];
  /** The documents that set the indicators. */
  sources: string[];
}

export interface StatusMark {
  label: string;
  tone: 'good' | 'bad' | 'none';
}

export interface PrintedIndicator {
  id: string;
  title: string;
  value: string;
  /** As it follows the value; may be empty. */
  unit: string;
  status: StatusMark;
  targets: string[];
  days: { name: string; date: string; value: string; status: StatusMark }[];
  /** What must be said beside the value, one paragraph each. */
  lines: string[];
}
