import QRCode from 'qrcode';

// Medium correction with a quiet zone of four modules: read from a poster with a crease in it.
const look = { errorCorrectionLevel: 'M', margin: 4 } as const;

/** The QR code of an address as SVG, black on white in any colour scheme, as readers expect it. */
export function codeAsSvg(address: string): Promise<string> {
  return QRCode.toString(address, { ...look, type: 'svg' });
}

/**
 * The same as PNG.
 * @param width in pixels; the usual one is large enough for a poster
 */
export function codeAsPng(address: string, width = 1024): Promise<Buffer> {
  return QRCode.toBuffer(address, { ...look, type: 'png', width });
}
