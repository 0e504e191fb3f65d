import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { demoMark } from '../../../lib/demo-mark';
import { LimitedWorker } from '../../../lib/limited-worker';
import type { WritingOutcome, WritingTask } from '../answer-tasks';
import { finishedFile } from '../finished-file';
import type { SlidesDetails } from './write-slides';

// It takes a few seconds; a chart is a small workbook of its own.
const worker = new LimitedWorker<WritingTask & SlidesDetails, WritingOutcome<number>>(
  'features/reports/slides/worker.js',
  { seconds: 120, megabytes: 256, keepSeconds: 5 },
);

/**
 * Makes the slides of the survey results and the indicators. The caller removes the file after
 * sending it.
 * @param isProtected hides small groups as overseers must see them
 * @returns the path of the file in the data folder
 * @throws AppError 500 export_failed
 */
export async function makeSlides(actor: Actor, isProtected: boolean): Promise<string> {
  const { file, result } = await finishedFile<SlidesDetails, number>(
    worker,
    { isProtected, mark: demoMark() },
    'pptx',
  );
  await inTransaction((tx) =>
    recordAuditEvent(tx, actor, {
      action: 'slides.exported',
      subjectType: 'project',
      subjectId: '1',
      changes: { slides: result, smallGroupsHidden: isProtected },
    }),
  );
  return file;
}
