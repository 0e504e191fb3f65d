import { recordAuditEvent } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { AppError, NotFoundError, ValidationError } from '../../../lib/errors';
import { NominationLetter } from '../../../models';
import { openForNominations } from './focal-link';
import { removeLetterFiles, writeLetter } from './letter-files';
import { letterName, letterTypeOf } from './letter-type';

/** Bytes of one letter: enough for a scan of several pages. */
export const largestLetter = 10 * 1024 * 1024;

const mostLetters = 5;

/**
 * Keeps a letter of nomination sent through a focal point's link.
 * @throws ValidationError on `file` for what is no letter or one too many; ConflictError after
 *   the deadline; NotFoundError, GoneError for the link; AppError when the disk takes nothing
 */
export async function receiveLetter(
  token: string,
  file: { fileName: string; content: Buffer },
): Promise<NominationLetter> {
  const type = await letterTypeOf(file.content);
  if (type === undefined) {
    throw new ValidationError({
      file: 'This file is no letter that can be kept: please send a PDF document, a Word document (.docx) or a picture (JPEG or PNG).',
    });
  }
  const fileName = letterName(file.fileName, type);
  const id = await writeLetter(file.content);
  try {
    return await inTransaction(async (tx) => {
      const { link, rules, actor } = await openForNominations(tx, token);
      const economyCode = rules.economy.code;
      const kept = await NominationLetter.count({ where: { economyCode }, transaction: tx });
      if (kept >= mostLetters) {
        throw new ValidationError({
          file: `There are ${mostLetters} letters already. Please remove one first.`,
        });
      }
      const letter = await NominationLetter.create(
        {
          id,
          economyCode,
          focalPointId: link.id,
          fileName,
          mediaType: type,
          bytes: file.content.length,
          createdAt: now(),
        },
        { transaction: tx },
      );
      await recordAuditEvent(tx, actor, {
        action: 'nomination.letter_added',
        subjectType: 'nomination_letter',
        subjectId: id,
        changes: { economyCode, bytes: file.content.length },
      });
      return letter;
    });
  } catch (error) {
    // When the connection broke at the commit, nobody knows whether the row stands: bytes without
    // a row are swept up later, a row without its bytes would be a loss.
    const unknown = error instanceof AppError && error.code === 'database_unreachable';
    if (!unknown) await removeLetterFiles([id]);
    throw error;
  }
}

/** Takes a letter back before the deadline. @throws as receiveLetter does */
export async function removeLetter(token: string, letterId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { rules, actor } = await openForNominations(tx, token);
    const economyCode = rules.economy.code;
    const removed = await NominationLetter.destroy({
      where: { id: letterId, economyCode },
      transaction: tx,
    });
    if (removed === 0) throw new NotFoundError('There is no such letter.');
    await recordAuditEvent(tx, actor, {
      action: 'nomination.letter_removed',
      subjectType: 'nomination_letter',
      subjectId: letterId,
      changes: { economyCode },
    });
  });
  await removeLetterFiles([letterId]);
}
