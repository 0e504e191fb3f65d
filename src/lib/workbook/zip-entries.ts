import type { Readable } from 'node:stream';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/** The files of an archive of our own that is small enough to be held, by their paths in it. */
export async function zipEntries(zip: Buffer): Promise<Map<string, Buffer>> {
  const reader = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error, opened) => {
      if (error !== null) reject(error);
      else resolve(opened);
    });
  });
  const entries = new Map<string, Buffer>();
  for (;;) {
    const entry = await nextEntry(reader);
    if (entry === undefined) return entries;
    if (!entry.fileName.endsWith('/')) {
      entries.set(entry.fileName, await contentOf(reader, entry));
    }
  }
}

async function nextEntry(reader: ZipFile): Promise<Entry | undefined> {
  const entry = await new Promise<Entry | undefined>((resolve, reject) => {
    reader.once('entry', resolve);
    reader.once('end', () => {
      resolve(undefined);
    });
    reader.once('error', reject);
    reader.readEntry();
  });
  reader.removeAllListeners();
  return entry;
}

async function contentOf(reader: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    reader.openReadStream(entry, (error, opened) => {
      if (error !== null) reject(error);
      else resolve(opened);
    });
  });
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
