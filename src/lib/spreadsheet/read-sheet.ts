import { detectFormat } from './detect-format';
import { readText } from './read-text';
import { readWorkbook } from './read-workbook';
import type { ReadOptions, SheetResult } from './sheet-result';
import { DEFAULT_LIMITS, Refusal } from './sheet-result';

/**
 * Reads the rows of an .xlsx workbook or of a text file with delimiters; what it is, its content
 * tells. Never throws for a bad file: the result says what is wrong in words for the person who
 * uploaded it. It computes on the calling thread, so the server calls `readSheetInWorker` instead.
 *
 * @param fileName as uploaded; a name that contradicts the content is no reason to refuse
 */
export async function readSheet(
  buffer: Buffer,
  fileName: string,
  options: ReadOptions = {},
): Promise<SheetResult> {
  const { encoding, ...given } = options;
  const limits = { ...DEFAULT_LIMITS, ...given };
  try {
    if (buffer.length > limits.bytes) {
      const most = Math.floor(limits.bytes / 1024 / 1024);
      throw new Refusal('too_large', `"${fileName}" is larger than ${most} MB.`);
    }
    if (detectFormat(buffer) === 'zip') return await readWorkbook(buffer, limits);
    return readText(buffer, limits, encoding);
  } catch (error) {
    if (error instanceof Refusal) return error.toResult();
    throw error;
  }
}
