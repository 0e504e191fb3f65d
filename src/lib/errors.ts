/** One message beside one field of a form; the key is the field's name. */
export type FieldErrors = Record<string, string>;

/**
 * The one family of expected errors. Handlers throw them; the error handler turns them into a
 * page or JSON with the status and the code. Anything else is a defect and becomes a 500.
 */
export class AppError extends Error {
  constructor(
    readonly status: number,
    /** Stable machine code, snake_case. */
    readonly code: string,
    /** Plain words for the person who reads the page. */
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** 422: the request was understood and refused; `fields` go beside the inputs. */
export class ValidationError extends AppError {
  constructor(
    readonly fields: FieldErrors,
    message = 'Please correct the marked fields.',
    code = 'invalid_input',
  ) {
    super(422, code, message, { fields });
  }
}

/** 404: no such record, or none that this person may know of. */
export class NotFoundError extends AppError {
  constructor(message = 'There is nothing at this address.', code = 'not_found') {
    super(404, code, message);
  }
}

/** 403: signed in, but not allowed. */
export class ForbiddenError extends AppError {
  constructor(message = 'Your account is not allowed to do this.', code = 'forbidden') {
    super(403, code, message);
  }
}

/** 409: the record changed, or exists already. */
export class ConflictError extends AppError {
  constructor(message: string, code = 'conflict', details: Record<string, unknown> = {}) {
    super(409, code, message, details);
  }
}

/**
 * Guards a form against what somebody else saved since it was opened.
 * @param what "this comment", as the message names it
 * @throws ConflictError `edited_meanwhile`
 */
export function requireRevision(current: number, seen: number, what: string): void {
  if (current === seen) return;
  throw new ConflictError(
    `Somebody else changed ${what} while you were editing. Open the page again and repeat your change.`,
    'edited_meanwhile',
  );
}

/** 410: the link was real once and is over (expired, used, closed). */
export class GoneError extends AppError {
  constructor(message: string, code = 'gone') {
    super(410, code, message);
  }
}
