import { rm } from 'node:fs/promises';
import path from 'node:path';
import { dataPath } from '../../lib/data-folder';
import { mailFileName, mailFolder } from '../../mail/file-transport';
import { removeUploadFiles } from '../responses/upload-files';

/**
 * Removes what an erased person left in the data folder: uploaded files, and mails kept as files
 * where there is no mail server. Called after the commit, since files know no transaction.
 */
export async function removeErasedFiles(erased: {
  uploadIds: string[];
  messageIds: number[];
}): Promise<void> {
  const folder = mailFolder(dataPath());
  await removeUploadFiles(erased.uploadIds);
  for (const id of erased.messageIds) {
    await rm(path.join(folder, mailFileName(id)), { force: true });
  }
}
