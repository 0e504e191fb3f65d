import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { translateDatabaseError } from '../db/errors';
import { AppError, NotFoundError } from '../lib/errors';
import { logger } from '../lib/logger';
import { defaultLanguage, messagesFor, type Messages } from '../messages/messages';
import { renderPage } from './render';

/** Body parsers and the router throw errors that carry a status of their own. */
function fromFramework(error: unknown): AppError | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const { status } = error;
  if (status === 413) {
    return new AppError(413, 'too_large', messagesFor().errors.tooLarge);
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError(status, 'bad_request', messagesFor().errors.unreadable);
  }
  return undefined;
}

function asAppError(error: unknown, req: Request): AppError {
  const translated = translateDatabaseError(error);
  if (translated instanceof AppError) {
    if (translated.status >= 500) {
      logger.error({ err: error, requestId: req.requestId }, translated.code);
    }
    return translated;
  }
  const known = fromFramework(translated);
  if (known !== undefined) return known;
  logger.error({ err: error, requestId: req.requestId }, 'unexpected error');
  return new AppError(500, 'internal', messagesFor().errors.internal);
}

function wantsJson(req: Request): boolean {
  // req.is gives null for a request without a body, which says nothing about the answer.
  return req.is('json') === 'json' || req.accepts(['html', 'json']) === 'json';
}

/** What a handler said about the answer it could not finish is not true of the error. */
const headersOfTheAnswer = [
  'Cache-Control',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Length',
  'Content-Range',
  'ETag',
  'Last-Modified',
];

/** The one place where an error becomes a response: a page or JSON, with the request's id. */
// Express knows an error handler by its four parameters.
// eslint-disable-next-line @typescript-eslint/no-unused-vars
export const handleErrors: ErrorRequestHandler = async (error: unknown, req, res, _next) => {
  if (res.headersSent) {
    // A download that breaks must break for the receiver too, not end as a short file.
    logger.error({ err: error, requestId: req.requestId }, 'error after the response began');
    res.destroy();
    return;
  }
  const appError = asAppError(error, req);
  for (const header of headersOfTheAnswer) res.removeHeader(header);
  const { retryAfter } = appError.details;
  if (typeof retryAfter === 'number') res.setHeader('Retry-After', String(retryAfter));
  try {
    await sendError(req, res, appError);
  } catch (failure) {
    // Express's own last resort would show the stack to the reader.
    logger.error({ err: failure, requestId: req.requestId }, 'the error page failed');
    res.status(500).type('text').send(`Something went wrong. Request ${req.requestId}\n`);
  }
};

async function sendError(req: Request, res: Response, error: AppError): Promise<void> {
  if (wantsJson(req)) {
    res.setHeader('Cache-Control', 'no-store');
    res.status(error.status).json({
      error: { code: error.code, message: error.message, ...error.details },
      requestId: req.requestId,
    });
    return;
  }
  const layout = req.user === undefined ? 'plain' : 'staff';
  const language = languageOf(res);
  const words = messagesFor(language);
  const ofTheServer = layout === 'plain' && /^(?:database|disk)_/.test(error.code);
  await renderPage(
    req,
    res,
    'layout/error',
    {
      title: titleOf(error.status, words.errorPage.titles),
      layout,
      language,
      message: ofTheServer ? words.errors.notNow : error.message,
      requestId: req.requestId,
    },
    error.status,
  );
}

/** Of the form that the request is about; set by routes of respondents once they know it. */
function languageOf(res: Response): string {
  const language: unknown = res.locals.language;
  return typeof language === 'string' ? language : defaultLanguage;
}

function titleOf(status: number, titles: Messages['errorPage']['titles']): string {
  if (status === 404) return titles.notFound;
  if (status === 403) return titles.notAllowed;
  if (status === 410) return titles.over;
  if (status === 413) return titles.tooLarge;
  if (status === 429) return titles.tooMany;
  return status >= 500 ? titles.failed : titles.refused;
}

export const nothingHere: RequestHandler = () => {
  throw new NotFoundError(messagesFor().errors.nothingHere);
};
