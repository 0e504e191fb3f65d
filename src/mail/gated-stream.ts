import { PassThrough, type Readable } from 'node:stream';

/**
 * The same bytes, but the source is left alone until the reader asks for the first byte and
 * `gate` then resolves. When it rejects, the stream breaks without having given a byte.
 */
export function afterFirstRead(source: Readable, gate: () => Promise<void>): Readable {
  return new GatedStream(source, gate);
}

class GatedStream extends PassThrough {
  private asked = false;

  constructor(
    private readonly source: Readable,
    private readonly gate: () => Promise<void>,
  ) {
    super();
  }

  override _read(size: number): void {
    if (!this.asked) {
      this.asked = true;
      this.gate().then(
        () => {
          this.source.on('error', (error) => this.destroy(error));
          this.source.pipe(this);
        },
        (error: unknown) => {
          this.destroy(error instanceof Error ? error : new Error(String(error)));
        },
      );
    }
    super._read(size);
  }
}
