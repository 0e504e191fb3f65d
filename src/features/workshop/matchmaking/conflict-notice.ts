import type { Response } from 'express';
import { leaveNotice } from '../../../http/notices';
import { ConflictError } from '../../../lib/errors';

/**
 * Runs a write that others may have been quicker with: the page shows what they did, with the
 * reason on top, so that one can choose anew.
 * @param write false: an answer has been sent already
 * @returns whether the write was done and the caller goes on to redirect
 */
export async function orShowConflict(
  res: Response,
  back: string,
  write: () => Promise<unknown>,
): Promise<boolean> {
  try {
    return (await write()) !== false;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    leaveNotice(res, 'danger', error.message);
    res.redirect(303, back);
    return false;
  }
}
