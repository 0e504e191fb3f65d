import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dataPath } from '../../../lib/data-folder';
import { diskFull, isDiskFull, isNotWritable } from '../../../lib/disk-errors';
import { AppError } from '../../../lib/errors';
import { NominationLetter } from '../../../models';

/** Where the bytes of a letter are: in the data folder, which is never served. */
export function letterPath(id: string): string {
  return dataPath('letters', id);
}

/**
 * Writes the bytes of a letter, whole or not at all.
 * @returns the id that its row is to have
 * @throws AppError 507 or 503 when the disk takes nothing
 */
export async function writeLetter(content: Buffer): Promise<string> {
  const id = randomUUID();
  const part = dataPath('unfinished', id);
  try {
    await mkdir(dataPath('letters'), { recursive: true });
    await writeFile(part, content, { flag: 'wx', mode: 0o600 });
    await rename(part, letterPath(id));
    return id;
  } catch (error) {
    await rm(part, { force: true });
    if (isDiskFull(error)) throw diskFull('The letter was not kept.');
    if (isNotWritable(error)) {
      throw new AppError(
        503,
        'not_writable',
        'Files cannot be stored now. Please try again later.',
      );
    }
    throw error;
  }
}

/** Removes bytes whose rows are gone. Always after the commit: a row must never lead nowhere. */
export async function removeLetterFiles(ids: string[]): Promise<void> {
  for (const id of ids) await rm(letterPath(id), { force: true });
}

/** Milliseconds: a file is there some moments before its row is written. */
const rowComesWithin = 3_600_000;

/**
 * Removes bytes that a crash left without a row.
 * @param patience milliseconds that bytes may be without a row
 */
export async function sweepLetters(patience = rowComesWithin): Promise<void> {
  for (const id of await namesInFolder()) {
    const { ctimeMs } = await stat(letterPath(id));
    if (ctimeMs > Date.now() - patience) continue;
    if ((await NominationLetter.count({ where: { id } })) > 0) continue;
    await removeLetterFiles([id]);
  }
}

async function namesInFolder(): Promise<string[]> {
  try {
    return await readdir(dataPath('letters'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
