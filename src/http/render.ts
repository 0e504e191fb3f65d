import path from 'node:path';
import ejs from 'ejs';
import type { Request, Response } from 'express';
import { demoMark } from '../lib/demo-mark';
import { rootDir } from '../lib/root';
import { defaultLanguage, messagesFor } from '../messages/messages';
import { wordsToLookAt } from '../messages/nomenclature';
import { paths } from '../paths';
import { asset } from './assets';
import { csrfToken } from './csrf';
import { formatDate, formatDateTime, formatMoment, formatNumber, formatPercent } from './format';
import { navigationFor } from './navigation';
import { takeNotice } from './notices';
import { isTeam } from './request-context';

const viewsDir = path.join(rootDir, 'views');

export interface PageLocals {
  /** Shown in the tab and, unless the view has its own, as the h1. */
  title: string;
  /** BCP 47 tag of what is on the page; English when left out. */
  language?: string;
  [name: string]: unknown;
}

/** What every view can use besides its own locals. */
function sharedLocals(req: Request, res: Response): Record<string, unknown> {
  const token = csrfToken(req);
  return {
    paths,
    asset,
    formatNumber,
    formatPercent,
    formatDate,
    formatDateTime,
    formatMoment,
    user: req.user,
    reader: req.reader,
    isTeam: isTeam(req),
    navigation: navigationFor(req.reader === undefined ? req.user?.role : 'reader', req.path),
    csrfToken: token,
    csrfField: `<input type="hidden" name="_csrf" value="${token}">`,
    notice: takeNotice(req, res),
    scripts: [],
    layout: 'staff',
    demoMark: demoMark(),
    wordsToLookAt,
    errors: {},
    values: {},
  };
}

/** Fills one template; `view` is a path under views/ without the ending. */
export async function fillTemplate(view: string, locals: object): Promise<string> {
  return ejs.renderFile(path.join(viewsDir, `${view}.ejs`), locals, {
    cache: true,
    root: viewsDir,
  });
}

/**
 * Sends a page: the view inside the layout named by locals.layout ("staff" has the navigation,
 * "plain" is for visitors and respondents).
 */
export async function renderPage(
  req: Request,
  res: Response,
  view: string,
  locals: PageLocals,
  status = 200,
): Promise<void> {
  const { language = defaultLanguage } = locals;
  const texts = messagesFor(language);
  const all: Record<string, unknown> = {
    ...sharedLocals(req, res),
    ...locals,
    language,
    texts,
  };
  const body = await fillTemplate(view, all);
  const html = await fillTemplate(`layout/${String(all['layout'])}`, { ...all, body });
  res.status(status).type('html');
  // Pages of an account must not be shown again from the cache after signing out.
  if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'no-store');
  res.send(html);
}
