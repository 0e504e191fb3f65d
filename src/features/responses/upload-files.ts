import { rm, utimes } from 'node:fs/promises';
import { dataPath } from '../../lib/data-folder';

/** The folder of all uploads. Never below a folder that is served. */
export function uploadFolder(): string {
  return dataPath('uploads');
}

/** Where the bytes of an upload are. */
export function uploadPath(id: string): string {
  return dataPath('uploads', id);
}

/**
 * The time that every uploaded file bears: its own would tell when somebody answered a form that
 * keeps no times, also in a copy of the folder.
 */
export const timeOfFiles = new Date('2000-01-01T00:00:00Z');

export async function hideTime(file: string): Promise<void> {
  await utimes(file, timeOfFiles, timeOfFiles);
}

/** Removes bytes whose row is gone. Always after the commit: a row must never lead nowhere. */
export async function removeUploadFiles(ids: string[]): Promise<void> {
  for (const id of ids) await rm(uploadPath(id), { force: true });
}
