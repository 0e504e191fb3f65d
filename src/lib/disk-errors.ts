import { AppError } from './errors';

/** No space, no quota left, or the limit that was set on the size of files. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const closedCodes = new Set(['EROFS', 'EACCES', 'EPERM']);

function codeOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? '') : '';
}

/** Whether a file could not be written because there is no room for it. */
export function isDiskFull(error: unknown): boolean {
  return fullCodes.has(codeOf(error));
}

/** Whether a file could not be written because the folder may not be written to. */
export function isNotWritable(error: unknown): boolean {
  return closedCodes.has(codeOf(error));
}

/** @param consequence what that means to the reader, e.g. "The file was not kept." */
export function diskFull(consequence: string): AppError {
  return new AppError(507, 'disk_full', `The disk is full. ${consequence}`);
}
