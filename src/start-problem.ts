import { ConfigError } from './config';
import { translateDatabaseError } from './db/errors';
import { isDiskFull } from './lib/disk-errors';
import { AppError } from './lib/errors';

const folderCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT']);

/** By the code of the error that a write at the start ends in. */
const adviceFor = {
  disk_full:
    'The disk of the data folder is full. Make room there, or set DATA_DIR to a folder on another disk.',
  database_not_writable:
    'The data folder cannot be used. Set DATA_DIR to a folder that this account may write to.',
  database_read_only:
    'The database takes no changes now. Look at DATABASE_URL, and at the rights of its account.',
};

/**
 * Why the server or a command could not start, in words for the person who started it, with the
 * variable to look at. What is not known here keeps its own message.
 */
export function startProblem(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof AppError) return adviceOn(error);
  if (!(error instanceof Error)) return String(error);
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `The port is in use by another program. Set PORT to another. (${message})`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no such address. Look at HOST. (${message})`;
  if (isDiskFull(error) || /SQLITE_FULL/.test(message)) {
    return `${adviceFor.disk_full} (${message})`;
  }
  if (folderCodes.has(code) || /SQLITE_(READONLY|CANTOPEN|IOERR)/.test(message)) {
    return `${adviceFor.database_not_writable} (${message})`;
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

function adviceOn({ code, message }: AppError): string {
  return Object.entries(adviceFor).find(([known]) => known === code)?.[1] ?? message;
}
