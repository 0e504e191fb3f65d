import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import { AppError } from '../../lib/errors';
import { messagesFor } from '../../messages/messages';
import type { Answers } from '../../survey-engine/answers';
import { filesIn } from './stored-answers';

/**
 * Answers may only name files that were uploaded through the same link.
 * @throws AppError 422 `unknown_file`
 */
export async function requireOwnFiles(
  { accessKey, language }: { accessKey: string; language: string },
  answers: Answers,
  tx?: Tx,
): Promise<void> {
  const ids = [...new Set(filesIn(answers).map((file) => file.id))];
  if (ids.length === 0) return;
  const rows = await db().query<{ id: string }>(
    'SELECT id FROM uploads WHERE access_key = :accessKey AND id IN (:ids)',
    {
      type: QueryTypes.SELECT,
      replacements: { accessKey, ids },
      ...(tx === undefined ? {} : { transaction: tx }),
    },
  );
  if (rows.length < ids.length) {
    throw new AppError(422, 'unknown_file', messagesFor(language).fileRefusals.unknown);
  }
}
