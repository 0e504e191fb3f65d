import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { locationOf } from '../../db/connection';
import { db, inTransaction } from '../../db/transaction';
import { dataPath } from '../../lib/data-folder';
import { AppError } from '../../lib/errors';
import { LimitedWorker } from '../../lib/limited-worker';
import { logger } from '../../lib/logger';
import type { Survey } from '../../models';
import type { WorkbookOutcome, WorkbookTask } from './worker';

// 100,000 responses take well under a minute; ten times that is a fault, not a long export.
const worker = new LimitedWorker<WorkbookTask, WorkbookOutcome>('features/reports/worker.js', {
  seconds: 600,
  megabytes: 256,
  keepSeconds: 5,
});

/**
 * Makes the workbook of a form's responses as a finished, counted file, so that a download is
 * either whole or an error page. The caller removes the file after sending it.
 * @returns the path of the file in the data folder
 * @throws AppError 500 export_failed
 */
export async function makeResponsesWorkbook(actor: Actor, survey: Survey): Promise<string> {
  const file = dataPath('unfinished', `${randomUUID()}.xlsx`);
  try {
    const outcome = await worker.run({ location: locationOf(db()), surveyId: survey.id, file });
    if (!outcome.ok) throw new Error(outcome.message);
    await inTransaction((tx) =>
      recordAuditEvent(tx, actor, {
        action: 'responses.exported',
        subjectType: 'survey',
        subjectId: survey.form,
        changes: { responses: outcome.responses },
      }),
    );
    return file;
  } catch (error) {
    await rm(file, { force: true });
    logger.error({ err: error, form: survey.form }, 'export of responses failed');
    throw new AppError(
      500,
      'export_failed',
      'The workbook could not be made. Nothing was lost; the reason is in the log.',
    );
  }
}
