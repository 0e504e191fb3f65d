import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

/** An entry that is deflated already, so that entries can be made side by side. */
export interface DeflatedEntry {
  /** Path inside the archive, in ASCII. */
  name: string;
  crc: number;
  /** Bytes before and after deflating. */
  size: number;
  deflatedSize: number;
  /** The deflated bytes, or the file that holds them. */
  content: Buffer | { file: string };
}

const compress = promisify(deflateRaw);

/** An entry of something small. */
export async function deflated(name: string, bytes: Buffer): Promise<DeflatedEntry> {
  const content = await compress(bytes);
  return {
    name,
    crc: crc32(bytes),
    size: bytes.length,
    deflatedSize: content.length,
    content,
  };
}

// What the fields of 32 bits cannot say stands in fields of 64 bits; the limit is itself the mark.
const largest = 0xffff_ffff;

/**
 * Writes a zip archive of entries that are deflated already (PKWARE APPNOTE 6.3, with the 64 bit
 * fields where sizes or offsets need them).
 * @param longFrom the size from which the 64 bit fields are used; tests lower it
 * @throws Error when an entry does not hold as many bytes as it says; what the disk says
 */
export async function writeZip(
  file: string,
  entries: readonly DeflatedEntry[],
  longFrom = largest,
): Promise<void> {
  const output = createWriteStream(file);
  try {
    await pipeline(zipBytes(entries, longFrom), output);
  } finally {
    // After a failure the file may still be about to be made: who removes it must come later.
    if (!output.closed) await once(output, 'close');
  }
}

async function* zipBytes(
  entries: readonly DeflatedEntry[],
  longFrom: number,
): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const head = localHeader(entry, longFrom);
    directory.push(directoryRecord(entry, offset, longFrom));
    yield head;
    let bytes = 0;
    for await (const chunk of contentOf(entry)) {
      bytes += chunk.length;
      yield chunk;
    }
    if (bytes !== entry.deflatedSize) {
      throw new Error(`${entry.name} has ${bytes} of ${entry.deflatedSize} bytes.`);
    }
    offset += head.length + bytes;
  }
  const records = Buffer.concat(directory);
  yield records;
  yield endOfDirectory({ entries: entries.length, size: records.length, offset, longFrom });
}

async function* contentOf({ content }: DeflatedEntry): AsyncGenerator<Buffer> {
  if (Buffer.isBuffer(content)) yield content;
  else for await (const chunk of createReadStream(content.file)) yield chunk as Buffer;
}

const deflateMethod = 8;
/** 1 January 1980, the first day the format knows: what is inside says when it was made. */
const firstDay = 0x0021;

/** What both headers of an entry begin with, after their signatures. */
function facts({ crc, name }: DeflatedEntry, sizes: [number, number], long: boolean): Buffer {
  const fields = Buffer.alloc(24);
  fields.writeUInt16LE(long ? 45 : 20, 0);
  fields.writeUInt16LE(deflateMethod, 4);
  fields.writeUInt16LE(firstDay, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(long ? largest : sizes[0], 14);
  fields.writeUInt32LE(long ? largest : sizes[1], 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function longFields(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, index) => field.writeBigUInt64LE(BigInt(value), 4 + 8 * index));
  return field;
}

function localHeader(entry: DeflatedEntry, longFrom: number): Buffer {
  const { name, size, deflatedSize } = entry;
  const long = Math.max(size, deflatedSize) >= longFrom;
  const extra = long ? longFields([size, deflatedSize]) : Buffer.alloc(0);
  const extraLength = Buffer.alloc(2);
  extraLength.writeUInt16LE(extra.length);
  return Buffer.concat([
    Buffer.from('PK\u0003\u0004'),
    facts(entry, [deflatedSize, size], long),
    extraLength,
    Buffer.from(name),
    extra,
  ]);
}

function directoryRecord(entry: DeflatedEntry, offset: number, longFrom: number): Buffer {
  const { name, size, deflatedSize } = entry;
  const long = Math.max(size, deflatedSize, offset) >= longFrom;
  const extra = long ? longFields([size, deflatedSize, offset]) : Buffer.alloc(0);
  const rest = Buffer.alloc(16);
  rest.writeUInt16LE(extra.length, 0);
  rest.writeUInt32LE(long ? largest : offset, 12);
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(45);
  return Buffer.concat([
    Buffer.from('PK\u0001\u0002'),
    madeBy,
    facts(entry, [deflatedSize, size], long),
    rest,
    Buffer.from(name),
    extra,
  ]);
}

function endOfDirectory({
  entries,
  size,
  offset,
  longFrom,
}: {
  entries: number;
  size: number;
  offset: number;
  longFrom: number;
}): Buffer {
  const long = offset >= longFrom;
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(long ? largest : offset, 16);
  if (!long) return end;
  const longEnd = Buffer.alloc(56);
  longEnd.write('PK\u0006\u0006', 0);
  longEnd.writeBigUInt64LE(44n, 4);
  longEnd.writeUInt16LE(45, 12);
  longEnd.writeUInt16LE(45, 14);
  longEnd.writeBigUInt64LE(BigInt(entries), 24);
  longEnd.writeBigUInt64LE(BigInt(entries), 32);
  longEnd.writeBigUInt64LE(BigInt(size), 40);
  longEnd.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\u0006\u0007', 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([longEnd, locator, end]);
}
