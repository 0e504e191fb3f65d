import { QueryTypes } from 'sequelize';
import { recordAuditEvent, systemActor } from '../../audit/record-audit-event';
import { db, inTransaction, type Tx } from '../../db/transaction';
import { dateIn, now } from '../../lib/clock';
import { Survey, Upload } from '../../models';
import { getProject } from '../workshop/project.queries';
import { lockLink } from './lock-link';
import { removeUploadFiles } from './upload-files';

/** Days that a file is kept which belongs to no answers: time enough for them to be saved. */
const looseFilesKeptDays = 2;

const day = 24 * 3_600_000;
const filesAtOnce = 100;

/** Behind its link stand no answers in progress, and none that were sent with it. */
const isLoose = `uploads.created_on < :before
  AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.access_key = uploads.access_key)
  AND NOT EXISTS (SELECT 1 FROM responses r WHERE r.access_key = uploads.access_key
    AND r.answers LIKE '%file:' || uploads.id || '%')`;

/**
 * Removes files that belong neither to answers in progress nor to answers sent: those replaced
 * before the sending, and those of answers that were given up. Rows go first, then bytes: a crash
 * between leaves bytes that sweepUploadFolder finds.
 * @returns how many were removed
 */
export async function purgeUploads(): Promise<number> {
  const { timeZone } = await getProject();
  const before = dateIn(timeZone, new Date(now().getTime() - looseFilesKeptDays * day));
  let removed = 0;
  for (const survey of await Survey.findAll({ order: ['id'] })) {
    const loose = await findLoose(survey.id, before);
    for (let start = 0; start < loose.length; start += filesAtOnce) {
      const ids = await removeRows(survey, loose.slice(start, start + filesAtOnce), before);
      await removeUploadFiles(ids);
      removed += ids.length;
    }
  }
  return removed;
}

interface LooseFile {
  id: string;
  access_key: string;
}

function findLoose(surveyId: number, before: string): Promise<LooseFile[]> {
  return db().query<LooseFile>(
    `SELECT id, access_key FROM uploads WHERE survey_id = :surveyId AND ${isLoose}
     ORDER BY access_key`,
    { type: QueryTypes.SELECT, replacements: { surveyId, before } },
  );
}

function removeRows(survey: Survey, loose: LooseFile[], before: string): Promise<string[]> {
  return inTransaction(async (tx) => {
    for (const key of new Set(loose.map((file) => file.access_key))) await lockLink(tx, key);
    const ids = await stillLoose(tx, loose, before);
    if (ids.length === 0) return ids;
    await Upload.destroy({ where: { id: ids }, transaction: tx });
    await recordAuditEvent(tx, systemActor, {
      action: 'survey.loose_files_removed',
      subjectType: 'survey',
      subjectId: survey.id,
      changes: { form: survey.form, files: ids.length },
    });
    return ids;
  });
}

/** Behind the locks of their links: meanwhile the answers may have been saved or sent. */
async function stillLoose(tx: Tx, loose: LooseFile[], before: string): Promise<string[]> {
  const rows = await db().query<{ id: string }>(
    `SELECT id FROM uploads WHERE id IN (:ids) AND ${isLoose}`,
    {
      type: QueryTypes.SELECT,
      replacements: { ids: loose.map(({ id }) => id), before },
      transaction: tx,
    },
  );
  return rows.map(({ id }) => id);
}
