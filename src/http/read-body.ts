import express, { type RequestHandler } from 'express';
import { AppError, NotFoundError } from '../lib/errors';
import { messagesFor } from '../messages/messages';

// Nobody types the character NUL, PostgreSQL cannot store it, and a statement of SQLite ends at it.

/** A text without NUL: of fields beside a file, which come one by one while the file is written. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '');

/** No record has NUL in its address. */
export const refuseNulInAddress: RequestHandler = (req, _res, next) => {
  if (req.url.includes('%00')) throw new NotFoundError();
  next();
};

/**
 * Reads what a form sends.
 * @param limits the most bytes, as "10kb", and the most fields, 1,000 when left out
 */
export function formBody(limits: { limit: string; parameterLimit?: number }): RequestHandler {
  const verify = refuseWhatHolds(/%00|\0/);
  return express.urlencoded({ extended: false, ...limits, verify });
}

/** Reads JSON of the team's pages. */
export function jsonBody(limit: string): RequestHandler {
  // A backslash before the escape makes it six letters that mean themselves.
  return express.json({ limit, verify: refuseWhatHolds(/(?<!\\)(?:\\\\)*\\u0000/) });
}

function refuseWhatHolds(nul: RegExp) {
  return (_req: unknown, _res: unknown, body: Buffer): void => {
    if (!nul.test(body.toString('latin1'))) return;
    throw new AppError(400, 'bad_characters', messagesFor().errors.badCharacters);
  };
}
