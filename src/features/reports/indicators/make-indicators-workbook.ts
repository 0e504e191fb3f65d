import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { demoMark } from '../../../lib/demo-mark';
import { LimitedWorker } from '../../../lib/limited-worker';
import type { WritingOutcome, WritingTask } from '../answer-tasks';
import { finishedFile } from '../finished-file';
import type { IndicatorsDetails } from './write-indicators-workbook';

// It takes a second or two; drawing is the longest part.
const worker = new LimitedWorker<WritingTask & IndicatorsDetails, WritingOutcome<null>>(
  'features/reports/indicators/worker.js',
  { seconds: 120, megabytes: 256, keepSeconds: 5 },
);

/**
 * Makes the workbook of the indicators. The caller removes the file after sending it.
 * @param isProtected hides small groups as overseers must see them
 * @returns the path of the file in the data folder
 * @throws AppError 500 export_failed
 */
export async function makeIndicatorsWorkbook(actor: Actor, isProtected: boolean): Promise<string> {
  const { file } = await finishedFile<IndicatorsDetails, null>(worker, {
    isProtected,
    mark: demoMark(),
  });
  await inTransaction((tx) =>
    recordAuditEvent(tx, actor, {
      action: 'indicators.exported',
      subjectType: 'project',
      subjectId: '1',
      changes: { smallGroupsHidden: isProtected },
    }),
  );
  return file;
}
