import { fileNameFor } from '../../lib/file-name';

/** What respondents may attach. */
export type MediaType = 'application/pdf' | 'image/png' | 'image/jpeg';

const signatures: [MediaType, number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
];

/** How many bytes detectType needs. */
export const signatureLength = 8;

/** The type of a file by its first bytes, whatever its name says; undefined for all others. */
export function detectType(start: Uint8Array): MediaType | undefined {
  return signatures.find(([, bytes]) => bytes.every((byte, at) => start[at] === byte))?.[0];
}

const endings: Record<MediaType, RegExp> = {
  'application/pdf': /\.pdf$/i,
  'image/png': /\.png$/i,
  'image/jpeg': /\.jpe?g$/i,
};
const ending: Record<MediaType, string> = {
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
};

/** The name under which a file of this type is shown and downloaded. */
export function safeFileName(name: string, type: MediaType): string {
  return fileNameFor(name, endings[type], ending[type]);
}
