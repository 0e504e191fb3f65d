import type { ParticipantListKey } from '../../../../exports/participants/lists';
import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { demoMark } from '../../../lib/demo-mark';
import { LimitedWorker } from '../../../lib/limited-worker';
import type { WritingOutcome, WritingTask } from '../answer-tasks';
import { finishedFile } from '../finished-file';
import type { ParticipantsDetails } from './write-participants-workbook';

const worker = new LimitedWorker<WritingTask & ParticipantsDetails, WritingOutcome<number>>(
  'features/reports/participants/worker.js',
  { seconds: 120, megabytes: 256, keepSeconds: 5 },
);

/**
 * Makes the workbook of one list of the workshop's people; whoever took it is in the audit trail. The
 * caller removes the file after sending it.
 * @returns the path of the file in the data folder
 * @throws AppError 500 export_failed
 */
export async function makeParticipantsWorkbook(
  actor: Actor,
  list: ParticipantListKey,
): Promise<string> {
  const { file, result } = await finishedFile<ParticipantsDetails, number>(worker, {
    list,
    mark: demoMark(),
  });
  await inTransaction((tx) =>
    recordAuditEvent(tx, actor, {
      action: 'participants.exported',
      subjectType: 'workshop',
      subjectId: list,
      changes: { list, people: result },
    }),
  );
  return file;
}
