import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { constants, crc32, createDeflateRaw } from 'node:zlib';
import type { DeflatedEntry } from './zip-file';

/** An entry of an archive that grows in a file of its own, at the pace of the disk. */
export class DeflatedFile {
  // A sheet shrinks to a tenth at the first level; the next ones save little and take far longer.
  private readonly deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  private readonly output: WriteStream;
  private readonly writing: Promise<void>;
  private ready: Promise<unknown> = Promise.resolve();
  private size = 0;
  private crc = 0;

  constructor(
    private readonly name: string,
    private readonly file: string,
  ) {
    this.output = createWriteStream(file);
    this.writing = pipeline(this.deflate, this.output);
    // The next write or the end reports it.
    this.writing.catch(() => undefined);
  }

  /**
   * Resolves when the text before this one is deflated, so that the next can be made meanwhile.
   * @throws what the disk says
   */
  async write(text: string): Promise<void> {
    await this.ready;
    const bytes = Buffer.from(text);
    this.crc = crc32(bytes, this.crc);
    this.size += bytes.length;
    if (this.deflate.write(bytes)) return;
    this.ready = Promise.race([once(this.deflate, 'drain'), this.writing]);
    this.ready.catch(() => undefined);
  }

  /** @throws what the disk says */
  async end(): Promise<DeflatedEntry> {
    this.deflate.end();
    await this.writing;
    const { name, crc, size, file } = this;
    return { name, crc, size, deflatedSize: this.output.bytesWritten, content: { file } };
  }

  /** Gives the entry up; afterwards nothing writes to the file any more. */
  async abandon(): Promise<void> {
    this.deflate.destroy();
    this.output.destroy();
    if (!this.output.closed) await once(this.output, 'close');
  }
}
