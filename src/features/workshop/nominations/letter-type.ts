import { archiveEntries } from '../../../lib/archive-entries';
import { fileNameFor } from '../../../lib/file-name';
import { detectType, safeFileName, type MediaType } from '../../responses/file-type';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export type LetterType = MediaType | typeof docx;

/** What a letter is by its content, whatever its name says; undefined for all else. */
export async function letterTypeOf(content: Buffer): Promise<LetterType | undefined> {
  const type = detectType(content);
  if (type !== undefined) return type;
  const names = await archiveEntries(content);
  const isDocument = names?.has('word/document.xml') === true && names.has('[Content_Types].xml');
  // A document with macros could act on the machine of whoever opens it.
  return isDocument && !names.has('word/vbaProject.bin') ? docx : undefined;
}

/** The name under which a letter is shown and downloaded, with an ending that fits its content. */
export function letterName(name: string, type: LetterType): string {
  return type === docx ? fileNameFor(name, /\.docx$/i, '.docx') : safeFileName(name, type);
}

/** What a browser offers to choose from. */
export const letterEndings = '.pdf,.docx,.jpg,.jpeg,.png';
