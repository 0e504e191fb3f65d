import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { demoMark } from '../../../lib/demo-mark';
import { LimitedWorker } from '../../../lib/limited-worker';
import type { Audience } from '../../indicators/evidence';
import type { WritingOutcome, WritingTask } from '../answer-tasks';
import { finishedFile } from '../finished-file';
import type { CompletionDetails } from './write-completion-workbook';

const worker = new LimitedWorker<WritingTask & CompletionDetails, WritingOutcome<null>>(
  'features/reports/completion/worker.js',
  { seconds: 120, megabytes: 256, keepSeconds: 5 },
);

/**
 * Makes the workbook of the completion figures, as the page shows them to its reader. The caller
 * removes the file after sending it.
 * @returns the path of the file in the data folder
 * @throws AppError 500 export_failed
 */
export async function makeCompletionWorkbook(actor: Actor, audience: Audience): Promise<string> {
  const { file } = await finishedFile<CompletionDetails, null>(worker, {
    audience,
    mark: demoMark(),
  });
  await inTransaction((tx) =>
    recordAuditEvent(tx, actor, {
      action: 'completion.exported',
      subjectType: 'project',
      subjectId: '1',
      changes: {},
    }),
  );
  return file;
}
