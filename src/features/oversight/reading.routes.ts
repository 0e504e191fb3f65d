import { Router, type Request, type RequestHandler, type Response } from 'express';
import { clientAddress } from '../../http/client-address';
import { limit } from '../../http/rate-limit';
import { beginReading, endReading, requireReader } from '../../http/reader-session';
import { renderPage } from '../../http/render';
import { GoneError, NotFoundError } from '../../lib/errors';
import { paths } from '../../paths';
import { getProject } from '../workshop/project.queries';
import { requireOversightLink } from './links.queries';
import { noticePage, releasedResultsPage, welcomePage } from './reading.view-model';

/** What a reader without an account opens by a link, besides the pages made for overseers. */
export const readingRoutes = Router();

/** Tokens cannot be guessed; this keeps a leaked or broken link from keeping the server busy. */
const opensATenMinutes = 60;

const guarded: RequestHandler = async (req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('X-Robots-Tag', 'noindex, nofollow');
  await limit(`read:${clientAddress(req)}`, opensATenMinutes, 600);
  next();
};

const tokenOf = (req: Request): string => String(req.params.token);

/** A link that opens nothing (any more) says so on a page of its own. */
function forHolders(work: (req: Request, res: Response) => Promise<void>): RequestHandler {
  return async (req, res) => {
    try {
      await work(req, res);
    } catch (error) {
      if (!(error instanceof GoneError || error instanceof NotFoundError)) throw error;
      const locals = noticePage(error, await getProject());
      await renderPage(req, res, 'oversight/notice', locals, error.status);
    }
  };
}

// Opening the link begins nothing and counts nothing: programs that check mails open every link.
readingRoutes.get(
  '/read/:token',
  guarded,
  forHolders(async (req, res) => {
    const link = await requireOversightLink(tokenOf(req));
    await renderPage(
      req,
      res,
      'oversight/welcome',
      welcomePage(link, tokenOf(req), await getProject()),
    );
  }),
);

readingRoutes.post(
  '/read/:token/opening',
  guarded,
  forHolders(async (req, res) => {
    const { id } = await requireOversightLink(tokenOf(req));
    await beginReading(req, res, id);
    res.redirect(303, paths.indicators);
  }),
);

readingRoutes.get(paths.reading, requireReader, async (req, res) => {
  await renderPage(req, res, 'oversight/results', await releasedResultsPage());
});

readingRoutes.post(paths.readingEnd, async (req, res) => {
  await endReading(req, res);
  res.redirect(303, paths.signIn);
});
