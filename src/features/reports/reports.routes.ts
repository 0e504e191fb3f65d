import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Router, type Response } from 'express';
import { requireAccount, requireOrganiser } from '../../http/authorise';
import { actorOf, audienceOf } from '../../http/request-context';
import { dateIn } from '../../lib/clock';
import { demoMark } from '../../lib/demo-mark';
import { ForbiddenError } from '../../lib/errors';
import { paths } from '../../paths';
import { findSurvey } from '../surveys/surveys.queries';
import { mayDownload } from '../workshop/lists/lists.policy';
import { makeCompletionWorkbook } from './completion/make-completion-workbook';
import { makeIndicatorsWorkbook } from './indicators/make-indicators-workbook';
import { makeParticipantsWorkbook } from './participants/make-participants-workbook';
import { parseList, parseToPassOn } from './reports.input';
import { makeResponsesWorkbook } from './responses/make-responses-workbook';
import { makeSlides } from './slides/make-slides';

export const reportsRoutes = Router();

reportsRoutes.get('/surveys/:form/responses.xlsx', requireOrganiser, async (req, res) => {
  const survey = await findSurvey(String(req.params.form));
  const file = await makeResponsesWorkbook(actorOf(req), survey);
  await sendOnce(res, file, `${survey.form}-responses`);
});

/** Overseers get the version to pass on alone; organisers choose. */
reportsRoutes.get(paths.indicatorsWorkbook, requireAccount, async (req, res) => {
  const isProtected = parseToPassOn(req.query) || req.user?.role === 'overseer';
  const file = await makeIndicatorsWorkbook(actorOf(req), isProtected);
  await sendOnce(res, file, isProtected ? 'indicators' : 'indicators-for-organisers');
});

/** As the page shows them to whoever asks. */
reportsRoutes.get(paths.completionWorkbook, requireAccount, async (req, res) => {
  const file = await makeCompletionWorkbook(actorOf(req), audienceOf(req));
  await sendOnce(res, file, 'completion');
});

/** The same choice as for the workbook of the indicators. */
reportsRoutes.get(paths.slides, requireAccount, async (req, res) => {
  const isProtected = parseToPassOn(req.query) || req.user?.role === 'overseer';
  const file = await makeSlides(actorOf(req), isProtected);
  await sendOnce(res, file, isProtected ? 'slides' : 'slides-for-organisers');
});

/** Overseers get counts alone. */
reportsRoutes.get('/workshop/lists/:list.xlsx', requireAccount, async (req, res) => {
  const list = parseList(req.params);
  if (req.user === undefined || !mayDownload(req.user.role, list)) throw new ForbiddenError();
  const file = await makeParticipantsWorkbook(actorOf(req), list);
  await sendOnce(res, file, `workshop-${list}`);
});

/** Sends a finished file as a download and removes it, whether the receiver stayed or not. */
async function sendOnce(res: Response, file: string, name: string): Promise<void> {
  const mark = demoMark() === null ? '' : 'demo-';
  res.setHeader('Cache-Control', 'no-store');
  try {
    await new Promise<void>((resolve) => {
      res.download(file, `${mark}${name}-${dateIn('UTC')}${path.extname(file)}`, () => {
        resolve();
      });
    });
  } finally {
    await rm(file, { force: true });
  }
}
