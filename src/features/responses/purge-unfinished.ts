import { purgeDrafts } from './purge-drafts';
import { purgeUploads } from './purge-uploads';
import { sweepUploadFolder } from './sweep-upload-folder';

/**
 * Removes what nobody finishes, once a day: answers, then the files that belonged to them, then
 * bytes without a row. Each step finds what a crash of the one before left.
 */
export async function purgeUnfinished(): Promise<void> {
  await purgeDrafts();
  await purgeUploads();
  await sweepUploadFolder();
}
