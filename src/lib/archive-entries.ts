import { fromBuffer, type Entry } from 'yauzl';

/**
 * The names in a zip archive, from its own list: nothing is unpacked.
 * @param most an archive with more entries counts as none
 * @returns undefined for bytes that are no zip archive, or a damaged one
 */
export function archiveEntries(buffer: Buffer, most = 2_000): Promise<Set<string> | undefined> {
  return new Promise((resolve) => {
    fromBuffer(buffer, { lazyEntries: false }, (error, zip) => {
      if (error || zip.entryCount > most) {
        resolve(undefined);
        return;
      }
      const names = new Set<string>();
      zip.on('entry', (entry: Entry) => names.add(entry.fileName));
      zip.on('error', () => {
        resolve(undefined);
      });
      zip.on('end', () => {
        resolve(names);
      });
    });
  });
}
