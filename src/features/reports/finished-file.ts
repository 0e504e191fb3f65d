import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { locationOf } from '../../db/connection';
import { db } from '../../db/transaction';
import { dataPath } from '../../lib/data-folder';
import { diskFull } from '../../lib/disk-errors';
import { AppError } from '../../lib/errors';
import type { LimitedWorker } from '../../lib/limited-worker';
import { logger } from '../../lib/logger';
import type { WritingOutcome, WritingTask } from './answer-tasks';

const types = {
  xlsx: { name: 'The workbook', notMade: 'The workbook was not made.' },
  pptx: { name: 'The slides', notMade: 'The slides were not made.' },
};

/**
 * Lets a worker write a document as a finished file, so that a download is either whole or an error
 * page. The caller removes the file after sending it.
 * @param details what the task holds besides the database and the file
 * @param type by which programs know the file
 * @returns the path of the file in the data folder, and what the worker says about it
 * @throws AppError 500 export_failed; 507 disk_full; 503 when too many documents are waiting to be written
 */
export async function finishedFile<D extends object, R>(
  worker: LimitedWorker<WritingTask & D, WritingOutcome<R>>,
  details: D,
  type: keyof typeof types = 'xlsx',
): Promise<{ file: string; result: R }> {
  const file = dataPath('unfinished', `${randomUUID()}.${type}`);
  const { name, notMade } = types[type];
  try {
    const outcome = await worker.run({ ...details, location: locationOf(db()), file });
    if (outcome.ok) return { file, result: outcome.result };
    throw outcome.full ? diskFull(notMade) : new Error(outcome.message);
  } catch (error) {
    await rm(file, { force: true });
    if (error instanceof AppError) throw error;
    logger.error({ err: error, details }, 'a document could not be made');
    throw new AppError(
      500,
      'export_failed',
      `${name} could not be made. Nothing was lost; the reason is in the log.`,
    );
  }
}
