import { completionWorkbook } from '../../../../exports/completion';
import { writeWorkbook } from '../../../lib/workbook/write-workbook';
import { readCompletion } from '../../completion/read-completion';
import type { Audience } from '../../indicators/evidence';
import type { WritingTask } from '../answer-tasks';
import { inOneSnapshot } from '../in-one-snapshot';

export interface CompletionDetails {
  /** Others than the team are not told how many answers wait. */
  audience: Audience;
  /** Said in the file of data that is not real; null otherwise. */
  mark: string | null;
}

/** Writes the figures of the completion report as they stand now. */
export async function writeCompletionWorkbook({
  file,
  audience,
  mark,
}: WritingTask & CompletionDetails): Promise<null> {
  const completion = await inOneSnapshot(() => readCompletion(audience));
  await writeWorkbook(file, completionWorkbook({ completion, mark }));
  return null;
}
