import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { demoMark } from '../../../lib/demo-mark';
import { LimitedWorker } from '../../../lib/limited-worker';
import type { Survey } from '../../../models';
import type { WritingOutcome, WritingTask } from '../answer-tasks';
import { finishedFile } from '../finished-file';
import type { ResponsesDetails } from './write-responses-workbook';

// 100,000 responses take well under a minute; ten times that is a fault, not a long export.
const worker = new LimitedWorker<WritingTask & ResponsesDetails, WritingOutcome<number>>(
  'features/reports/responses/worker.js',
  { seconds: 600, megabytes: 256, keepSeconds: 5 },
);

/**
 * Makes the workbook of a form's responses. The caller removes the file after sending it.
 * @returns the path of the file in the data folder
 * @throws AppError 500 export_failed
 */
export async function makeResponsesWorkbook(actor: Actor, survey: Survey): Promise<string> {
  const { file, result } = await finishedFile<ResponsesDetails, number>(worker, {
    surveyId: survey.id,
    mark: demoMark(),
  });
  await inTransaction((tx) =>
    recordAuditEvent(tx, actor, {
      action: 'responses.exported',
      subjectType: 'survey',
      subjectId: survey.form,
      changes: { responses: result },
    }),
  );
  return file;
}
