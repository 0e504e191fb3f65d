import type { Encoding } from './sheet-result';
import { Refusal } from './sheet-result';

export interface DecodedText {
  text: string;
  encoding: Encoding;
  guessed: boolean;
}

/**
 * The text of a file: by its byte order mark, else as UTF-8 when it is valid UTF-8, else by a guess
 * between the two encodings that Excel writes most often (Western European, Cyrillic), told as such.
 *
 * @param chosen what a person chose instead; then nothing is guessed
 * @throws Refusal when the file does not fit the chosen encoding
 */
export function decodeText(buffer: Buffer, chosen?: Encoding): DecodedText {
  const encoding = chosen ?? byMark(buffer) ?? (isUtf8(buffer) ? 'utf-8' : undefined);
  if (!encoding) {
    const guess = looksCyrillic(buffer) ? 'windows-1251' : 'windows-1252';
    return { text: decode(buffer, guess), encoding: guess, guessed: true };
  }
  try {
    return { text: decode(buffer, encoding), encoding, guessed: false };
  } catch {
    throw new Refusal(
      'wrong_encoding',
      `The file is not encoded as ${encoding}. Please choose another encoding, or save it as CSV UTF-8.`,
    );
  }
}

function byMark(buffer: Buffer): Encoding | undefined {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le';
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf-16be';
  return undefined;
}

function isUtf8(buffer: Buffer): boolean {
  try {
    decode(buffer, 'utf-8');
    return true;
  } catch {
    return false;
  }
}

function decode(buffer: Buffer, encoding: Encoding): string {
  if (encoding === 'windows-1252') return decodeWestern(buffer);
  return new TextDecoder(encoding, { fatal: true }).decode(buffer);
}

/** Bytes 0x80 to 0x9f of windows-1252; Node 20's decoder reads them as control characters. */
const WESTERN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeWestern(buffer: Buffer): string {
  return buffer
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => WESTERN[character.charCodeAt(0) - 0x80] ?? '');
}

/**
 * In Cyrillic text the letters above ASCII stand together; in Western European text they stand alone
 * among plain letters.
 */
function looksCyrillic(buffer: Buffer): boolean {
  const text = buffer.toString('latin1');
  const together = text.match(/[\u00a8\u00b8\u00c0-\u00ff](?=[\u00a8\u00b8\u00c0-\u00ff])/g);
  const alone = text.match(/[A-Za-z][\u00c0-\u00ff]|[\u00c0-\u00ff](?=[A-Za-z])/g);
  return (together?.length ?? 0) > (alone?.length ?? 0);
}
