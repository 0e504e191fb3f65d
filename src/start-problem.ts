import { ConfigError } from './config';
import { translateDatabaseError } from './db/errors';
import { AppError } from './lib/errors';

const folderCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT']);

/**
 * Why the server or a command could not start, in words for the person who started it, with the
 * variable to look at. What is not known here keeps its own message.
 */
export function startProblem(error: unknown): string {
  if (error instanceof ConfigError || error instanceof AppError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `The port is in use by another program. Set PORT to another. (${message})`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no such address. Look at HOST. (${message})`;
  if (code === 'ENOSPC') return `The disk is full. (${message})`;
  if (folderCodes.has(code)) {
    return `The data folder cannot be used. Set DATA_DIR to a folder that this account may write to. (${message})`;
  }
  if (/SQLITE_NOTADB/.test(message)) {
    return 'The file pec.sqlite in the data folder is no database, or is damaged. Restore it from a backup.';
  }
  const translated = translateDatabaseError(error);
  if (translated instanceof AppError) {
    return `${translated.message} Look at DATABASE_URL, or at the data folder. (${message})`;
  }
  return message;
}
