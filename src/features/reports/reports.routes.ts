import { rm } from 'node:fs/promises';
import { Router, type Response } from 'express';
import { requireAccount, requireOrganiser } from '../../http/authorise';
import { actorOf } from '../../http/request-context';
import { dateIn } from '../../lib/clock';
import { demoMark } from '../../lib/demo-mark';
import { paths } from '../../paths';
import { findSurvey } from '../surveys/surveys.queries';
import { makeIndicatorsWorkbook } from './indicators/make-indicators-workbook';
import { parseToPassOn } from './reports.input';
import { makeResponsesWorkbook } from './responses/make-responses-workbook';

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

/** Sends a finished file as a download and removes it, whether the receiver stayed or not. */
async function sendOnce(res: Response, file: string, name: string): Promise<void> {
  const mark = demoMark() === null ? '' : 'demo-';
  res.setHeader('Cache-Control', 'no-store');
  try {
    await new Promise<void>((resolve) => {
      res.download(file, `${mark}${name}-${dateIn('UTC')}.xlsx`, () => {
        resolve();
      });
    });
  } finally {
    await rm(file, { force: true });
  }
}
