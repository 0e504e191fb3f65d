import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import QRCode from 'qrcode';

const width = 640;
const height = 480;
const grey = 0x70;
const white = 0xe8;
const black = 0x18;

/** The brightness of each pixel: a badge with this code before a grey wall; no badge for null. */
function picture(code: string | null): Buffer {
  const pixels = Buffer.alloc(width * height, grey);
  if (code === null) return pixels;
  const { modules } = QRCode.create(code, { errorCorrectionLevel: 'M' });
  const quiet = 4;
  const scale = Math.floor(300 / (modules.size + 2 * quiet));
  const side = scale * (modules.size + 2 * quiet);
  const left = Math.floor((width - side) / 2);
  const top = Math.floor((height - side) / 2);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const column = Math.floor(x / scale) - quiet;
      const row = Math.floor(y / scale) - quiet;
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
      const dark = inside && modules.get(row, column) === 1;
      pixels[(top + y) * width + left + x] = dark ? black : white;
    }
  }
  return pixels;
}

/**
 * Writes what a camera sees as plain frames (YUV4MPEG2, ten a second): for each code, nothing for
 * a second and then the badge for two. Chromium plays it over and over in place of a camera.
 */
export async function writeCameraVideo(file: string, codes: string[]): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  const colourless = Buffer.alloc((width * height) / 2, 0x80);
  const show = (pixels: Buffer, frames: number): void => {
    for (let frame = 0; frame < frames; frame += 1) {
      stream.write('FRAME\n');
      stream.write(pixels);
      stream.write(colourless);
    }
  };
  for (const code of codes) {
    show(picture(null), 10);
    show(picture(code), 20);
  }
  stream.end();
  await finished(stream);
}

/** What makes Chromium take this file for its camera, and not ask whether it may use it. */
export function cameraFlags(file: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}
