import { part } from './element';

interface QrDetector {
  detect: (image: ImageBitmapSource) => Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: ['qr_code'] }) => QrDetector;

/** The browser's own reader where it has one; else the decoder in a file of its own, loaded now. */
async function makeDetector(readerAddress: string): Promise<QrDetector> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass & Formats }).BarcodeDetector;
  const formats = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  if (own !== undefined && formats.includes('qr_code')) return new own({ formats: ['qr_code'] });
  const reader = (await import(readerAddress)) as { QrReader: DetectorClass };
  return new reader.QrReader({ formats: ['qr_code'] });
}
interface Formats {
  getSupportedFormats: () => Promise<string[]>;
}

/** The same badge held to the camera is one scan. */
const sameCodePause = 5000;
const between = 150;

/** Reads codes from the device's camera until it is closed. */
export class Camera {
  private stream: MediaStream | undefined;
  private last = { code: '', at: 0 };
  private readonly video = part('desk-video', HTMLVideoElement);
  private readonly panel = part('desk-camera', HTMLElement);

  constructor(
    private readonly readerAddress: string,
    private readonly scanned: (code: string) => void,
    private readonly failed: (words: string) => void,
  ) {}

  get open(): boolean {
    return this.stream !== undefined;
  }

  async start(): Promise<void> {
    // Missing outside secure contexts, whatever the types say.
    const devices = (navigator as Partial<Navigator>).mediaDevices;
    if (devices === undefined) {
      this.failed('The camera needs a page with HTTPS. Scanners and typed names work without.');
      return;
    }
    try {
      const stream = await devices.getUserMedia({ video: { facingMode: 'environment' } });
      this.stream = stream;
      this.panel.hidden = false;
      this.video.srcObject = stream;
      await this.video.play();
      const detector = await makeDetector(this.readerAddress);
      void this.watch(detector, stream);
    } catch (error) {
      this.stop();
      const refused = error instanceof DOMException && error.name === 'NotAllowedError';
      this.failed(
        refused
          ? 'The browser may not use the camera. Allow it for this site, or type the name.'
          : 'No camera could be opened on this device. Scanners and typed names work without.',
      );
    }
  }

  stop(): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
    this.video.srcObject = null;
    this.panel.hidden = true;
  }

  private async watch(detector: QrDetector, stream: MediaStream): Promise<void> {
    while (this.stream === stream) {
      // A frame that cannot be read is followed by the next one.
      const found = await detector.detect(this.video).catch(() => []);
      const code = found[0]?.rawValue;
      if (code !== undefined && code !== '') this.take(code);
      await new Promise((resolve) => setTimeout(resolve, between));
    }
  }

  private take(code: string): void {
    const at = Date.now();
    const same = code === this.last.code && at - this.last.at < sameCodePause;
    this.last = { code, at };
    if (!same) this.scanned(code);
  }
}
