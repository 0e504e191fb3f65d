import { readdir, stat } from 'node:fs/promises';
import { Upload } from '../../models';
import { hideTime, removeUploadFiles, timeOfFiles, uploadFolder, uploadPath } from './upload-files';

/** Milliseconds: a file is in the folder some moments before its row is written. */
const rowComesWithin = 3_600_000;
const filesAtOnce = 500;
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Brings the folder of uploads in line with the database: removes bytes that a crash left without
 * a row, and takes the time from files that still bear their own.
 * @param patience milliseconds that bytes may be without a row
 * @returns how many files were removed
 */
export async function sweepUploadFolder(patience = rowComesWithin): Promise<number> {
  const names = (await namesInFolder()).filter((name) => isId.test(name));
  let removed = 0;
  for (let start = 0; start < names.length; start += filesAtOnce) {
    const some = names.slice(start, start + filesAtOnce);
    const rows = await Upload.findAll({ attributes: ['id'], where: { id: some } });
    const known = new Set(rows.map(({ id }) => id));
    for (const id of some) {
      const facts = await stat(uploadPath(id)).catch(ifMissing);
      if (facts === undefined) continue;
      if (known.has(id)) {
        if (facts.mtimeMs !== timeOfFiles.getTime()) await hideTime(uploadPath(id));
      } else if (facts.ctimeMs <= Date.now() - patience) {
        await removeUploadFiles([id]);
        removed += 1;
      }
    }
  }
  return removed;
}

async function namesInFolder(): Promise<string[]> {
  return (await readdir(uploadFolder()).catch(ifMissing)) ?? [];
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
