import { QueryTypes } from 'sequelize';
import { db, isPostgres, type Tx } from '../../db/transaction';
import { AppError } from '../../lib/errors';
import { messagesFor } from '../../messages/messages';
import type { AnsweringLink } from './find-link';

const mostFilesALink = 40;
const megabyte = 1_000_000;

/**
 * Bytes that one set of answers may hold, replaced files included. Behind an open link may stand
 * anybody, so five of the largest files must do there; who was invited by name is known.
 */
const mostBytes = { invited: 200 * megabyte, open: 50 * megabyte };

/**
 * Anybody can begin answers behind an open link as often as they like, so a form as a whole takes
 * no more files there once it holds this much: enough for forty full sets of answers, and no
 * disk is filled by a stranger. Invited people are not held up by it.
 */
const mostBytesOfFormByOpenLink = 2000 * megabyte;

/**
 * Whether files of these answers find room. Holds under uploads side by side only in the
 * transaction that adds the file and behind lockLink; without one it spares a hopeless upload.
 *
 * @param bytes size of the file to be added; 1 when it is not known yet
 * @throws AppError 409 `too_many_files`, `files_too_large_together`, `no_room_for_files`
 */
export async function requireRoom(link: AnsweringLink, bytes: number, tx?: Tx): Promise<void> {
  const open = link.invitation === null;
  if (open && tx !== undefined) await lockOpenUploads(tx, link.surveyId);
  const words = messagesFor(link.language).fileRefusals;
  const held = await readHeld(link, tx);
  if (held.files >= mostFilesALink) {
    throw new AppError(409, 'too_many_files', words.tooMany);
  }
  const most = open ? mostBytes.open : mostBytes.invited;
  if (held.bytes + bytes > most) {
    throw new AppError(409, 'files_too_large_together', words.tooLargeTogether(most / megabyte));
  }
  if (open && held.bytesOfForm + bytes > mostBytesOfFormByOpenLink) {
    throw new AppError(409, 'no_room_for_files', words.noRoom);
  }
}

// Any number; tells these locks from others.
const openUploadsLock = 32_2020;

/** Open uploads to one form are counted one after the other. On SQLite writers queue anyway. */
async function lockOpenUploads(tx: Tx, surveyId: number): Promise<void> {
  if (!isPostgres()) return;
  await db().query('SELECT pg_advisory_xact_lock(:lock, :surveyId)', {
    type: QueryTypes.SELECT,
    replacements: { lock: openUploadsLock, surveyId },
    transaction: tx,
  });
}

interface Held {
  files: number;
  bytes: number;
  bytesOfForm: number;
}

/** Sums are counted as DOUBLE PRECISION: bytes of a form go beyond what an INTEGER holds. */
async function readHeld({ accessKey, surveyId }: AnsweringLink, tx?: Tx): Promise<Held> {
  const [row] = await db().query<{ files: number; bytes: number; form: number }>(
    `SELECT CAST(COALESCE(SUM(bytes), 0) AS DOUBLE PRECISION) AS form,
       CAST(COALESCE(SUM(CASE WHEN access_key = :accessKey THEN bytes END), 0)
         AS DOUBLE PRECISION) AS bytes,
       CAST(COUNT(CASE WHEN access_key = :accessKey THEN 1 END) AS INTEGER) AS files
     FROM uploads WHERE survey_id = :surveyId`,
    {
      type: QueryTypes.SELECT,
      replacements: { accessKey, surveyId },
      ...(tx === undefined ? {} : { transaction: tx }),
    },
  );
  return { files: row?.files ?? 0, bytes: row?.bytes ?? 0, bytesOfForm: row?.form ?? 0 };
}
