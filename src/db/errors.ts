import {
  BaseError,
  ConnectionError,
  DatabaseError,
  ForeignKeyConstraintError,
  UniqueConstraintError,
  type ValidationErrorItem,
} from 'sequelize';
import { AppError, ConflictError } from '../lib/errors';

/** Which columns a unique violation names, without table prefixes, sorted and joined by "+". */
export function violatedColumns(error: UniqueConstraintError): string {
  return error.errors
    .map((item: ValidationErrorItem) => (item.path ?? '').split('.').at(-1) ?? '')
    .sort()
    .join('+');
}

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** PostgreSQL's own code: 53100 is a full disk, 25006 a database that only reads. */
function postgresCode(error: BaseError): string | undefined {
  if (!(error instanceof DatabaseError)) return undefined;
  return (error.original as Error & { code?: string }).code;
}

/**
 * The one translation of database errors to errors of the application. Features that can say
 * something better about a certain unique key catch ConflictError and look at details.columns.
 */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof UniqueConstraintError) {
    return new ConflictError('This record exists already.', 'already_exists', {
      columns: violatedColumns(error),
    });
  }
  if (error instanceof ForeignKeyConstraintError) {
    return new ConflictError(
      'Another record still refers to this one, or the one it refers to is gone.',
      'reference_broken',
    );
  }
  if (!(error instanceof BaseError)) return error;
  const text = causeOf(error);
  const code = postgresCode(error);
  if (/SQLITE_BUSY|database is locked/.test(text)) {
    return new AppError(
      503,
      'database_busy',
      'The database is in use by another program. Nothing was changed; please try again.',
    );
  }
  if (code === '53100' || /SQLITE_FULL|database or disk is full|ENOSPC/.test(text)) {
    return new AppError(507, 'disk_full', 'The disk is full. Nothing was changed.');
  }
  if (/SQLITE_READONLY|readonly database|SQLITE_CANTOPEN|SQLITE_IOERR/.test(text)) {
    return new AppError(
      503,
      'database_not_writable',
      'The data folder cannot be written. Nothing was changed.',
    );
  }
  if (code === '25006') {
    return new AppError(
      503,
      'database_read_only',
      'The database takes no changes now. Nothing was changed.',
    );
  }
  if (error instanceof ConnectionError) {
    return new AppError(503, 'database_unreachable', 'The database does not answer.');
  }
  return error;
}
