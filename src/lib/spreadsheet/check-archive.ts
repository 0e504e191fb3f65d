import type { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { fromBuffer } from 'yauzl';
import { refuseOtherArchives } from './detect-format';
import { Refusal } from './sheet-result';

/** A workbook has a few dozen parts; one with many pictures some hundreds. */
const MOST_ENTRIES = 2_000;

const MEDIA_TYPE_LENGTH = 200;

/**
 * Unpacks every entry and counts what comes out, keeping nothing, before anything else opens the
 * archive: what an archive says of its own sizes can be wrong. Takes no more time and memory than
 * unpacking `unpackedBytes` does.
 *
 * @throws Refusal for a broken, locked or oversized archive, or one that is no .xlsx workbook.
 */
export async function checkArchive(buffer: Buffer, unpackedBytes: number): Promise<void> {
  try {
    await inspect(await open(buffer), unpackedBytes);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      'broken_workbook',
      'The workbook is damaged or incomplete. Open it in a spreadsheet program, save it again and upload that file.',
    );
  }
}

function open(buffer: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

async function inspect(zip: ZipFile, unpackedBytes: number): Promise<void> {
  const tooLarge = new Refusal(
    'unpacks_too_large',
    `The workbook grows beyond ${Math.floor(unpackedBytes / 1024 / 1024)} MB when it is unpacked, so it is not read. Please remove pictures and empty formatted rows, or save it as .csv.`,
  );
  if (zip.entryCount > MOST_ENTRIES) throw tooLarge;
  const names = new Set<string>();
  let mediaType = '';
  let left = unpackedBytes;
  for (let entry = await next(zip); entry; entry = await next(zip)) {
    if (entry.isEncrypted()) {
      throw new Refusal('encrypted', 'The workbook is locked with a password. Please remove it.');
    }
    names.add(entry.fileName);
    for await (const chunk of await contents(zip, entry)) {
      const bytes = chunk as Buffer;
      left -= bytes.length;
      if (left < 0) throw tooLarge;
      if (entry.fileName === 'mimetype' && mediaType.length < MEDIA_TYPE_LENGTH) {
        mediaType += bytes.toString('latin1');
      }
    }
  }
  refuseOtherArchives(names, mediaType);
}

function next(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
      act();
    };
    zip.once('entry', (entry: Entry) => {
      settle(() => {
        resolve(entry);
      });
    });
    zip.once('end', () => {
      settle(() => {
        resolve(null);
      });
    });
    zip.once('error', (error: Error) => {
      settle(() => {
        reject(error);
      });
    });
    zip.readEntry();
  });
}

function contents(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
}
