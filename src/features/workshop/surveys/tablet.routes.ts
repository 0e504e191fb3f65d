import { Router, type Request, type Response } from 'express';
import { formBody } from '../../../http/read-body';
import { protectFromForgery } from '../../../http/csrf';
import { limit } from '../../../http/rate-limit';
import { renderPage } from '../../../http/render';
import { AppError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { messagesFor, type Messages } from '../../../messages/messages';
import { paths } from '../../../paths';
import { markSharedBrowser } from '../../responses/own-answers-cookie';
import { languageOfVersion } from '../../surveys/survey-cache';
import { currentVersionId, findSurvey } from '../../surveys/surveys.queries';
import { beginOnTablet } from './begin-on-tablet';
import { onSiteForm } from './hand-out';
import { findTablet } from './tablets';
import { parseCode } from './workshop-surveys.input';

/** The start page of a shared tablet. Its link alone says that it may begin a questionnaire. */
export const tabletRoutes = Router();

const tokenOf = (req: Request): string => String(req.params.token);

/** A room that answers one after the other needs a few a minute; guessing codes needs billions. */
const codesATenMinutes = 120;

interface Shown {
  code?: string;
  problem?: string;
  thanks?: boolean;
  left?: boolean;
}

async function show(req: Request, res: Response, shown: Shown, status = 200): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  markSharedBrowser(res);
  const { title } = await findSurvey(onSiteForm);
  const language = await languageOfForm();
  const locals = { layout: 'plain', language, title, scripts: ['tablet.js'], ...shown };
  await renderPage(req, res, 'workshop/surveys/tablet', locals, status);
}

tabletRoutes.get('/tablet/:token', async (req, res) => {
  await findTablet(tokenOf(req));
  await show(req, res, {
    thanks: req.query.thanks !== undefined,
    left: req.query.left !== undefined,
  });
});

async function languageOfForm(): Promise<string> {
  const { id } = await findSurvey(onSiteForm);
  return languageOfVersion(await currentVersionId(id));
}

const form = [protectFromForgery, formBody({ limit: '10kb' })];

tabletRoutes.post('/tablet/:token', form, async (req: Request, res: Response) => {
  const token = tokenOf(req);
  const tablet = await findTablet(token);
  await limit(`tablet:${hashToken(token)}`, codesATenMinutes, 600);
  const words = messagesFor(await languageOfForm()).tablet;
  try {
    const code = parseCode(req.body, words.codeMissing);
    res.redirect(303, paths.answer(await beginOnTablet(tablet, code, words)));
  } catch (error) {
    if (!(error instanceof AppError) || ![403, 409, 410, 422].includes(error.status)) throw error;
    const { code } = req.body as Record<string, unknown>;
    const fields = 'fields' in error ? (error.fields as Record<string, string>) : {};
    const typed = typeof code === 'string' ? code : '';
    await show(
      req,
      res,
      { code: typed, problem: fields.code ?? problemOf(error, words) },
      error.status,
    );
  }
});

/** What others are told about a person, the person is told in other words. */
function problemOf({ code, message }: AppError, words: Messages['tablet']): string {
  if (code === 'answered') return words.answered;
  return code === 'gone' ? words.nobody : message;
}
