import type { Completion } from '../../src/features/completion/read-completion';

/** Everything the workbook "completion" is made of, read at one moment. */
export interface CompletionDocument {
  completion: Completion;
  /** Said on every sheet of data that is not real; null otherwise. */
  mark: string | null;
}
