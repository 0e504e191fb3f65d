import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dataPath } from '../../../lib/data-folder';
import { diskFull, isDiskFull, isNotWritable } from '../../../lib/disk-errors';
import { AppError } from '../../../lib/errors';
import { Material } from '../../../models';

/** Where the bytes of slides are: in the data folder, which is never served. */
export function materialPath(fileKey: string): string {
  return dataPath('materials', fileKey);
}

/** Where they are while they arrive and are looked at. */
export function arrivingPath(fileKey: string): string {
  return dataPath('unfinished', fileKey);
}

/** Takes looked-at bytes over, whole. */
export async function settleFile(fileKey: string): Promise<void> {
  await mkdir(dataPath('materials'), { recursive: true });
  await rename(arrivingPath(fileKey), materialPath(fileKey));
}

/** The first bytes of a file. */
export async function startOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const start = new Uint8Array(8);
    await handle.read(start, 0, 8, 0);
    return start;
  } finally {
    await handle.close();
  }
}

/** Removes bytes whose rows are gone. Always after the commit: a row must never lead nowhere. */
export async function removeMaterialFiles(fileKeys: string[]): Promise<void> {
  for (const key of fileKeys) await rm(materialPath(key), { force: true });
}

/** A clear error when the disk takes nothing; other errors as they are. */
export function diskError(error: unknown): unknown {
  if (isDiskFull(error)) return diskFull('The file was not kept.');
  if (isNotWritable(error)) {
    return new AppError(503, 'not_writable', 'Files cannot be stored now. Please try again later.');
  }
  return error;
}

/** Milliseconds: a file is there some moments before its row is written. */
const rowComesWithin = 3_600_000;

/** Removes bytes that a crash left without a row. @param patience milliseconds */
export async function sweepMaterials(patience = rowComesWithin): Promise<void> {
  for (const key of await keysInFolder()) {
    const { ctimeMs } = await stat(materialPath(key));
    if (ctimeMs > Date.now() - patience) continue;
    if ((await Material.count({ where: { fileKey: key } })) > 0) continue;
    await removeMaterialFiles([key]);
  }
}

async function keysInFolder(): Promise<string[]> {
  try {
    return await readdir(dataPath('materials'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
