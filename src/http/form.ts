import type { Request, Response } from 'express';
import { ValidationError } from '../lib/errors';
import { renderPage, type PageLocals } from './render';

/**
 * Runs the write behind a form. When the input is refused, the same page comes back (422) with
 * the values kept (`values`) and each message beside its field (`errors`). Other errors pass.
 *
 * @returns true when the write was done and the caller goes on to redirect
 */
export async function submitForm(
  req: Request,
  res: Response,
  write: () => Promise<unknown>,
  page: { view: string; locals: () => Promise<PageLocals> | PageLocals },
): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const locals = await page.locals();
    await renderPage(
      req,
      res,
      page.view,
      {
        ...locals,
        values: { ...(req.body as object) },
        errors: error.fields,
        problem: error.message,
      },
      error.status,
    );
    return false;
  }
}
