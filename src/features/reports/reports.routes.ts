import { rm } from 'node:fs/promises';
import { Router, type Response } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { actorOf } from '../../http/request-context';
import { dateIn } from '../../lib/clock';
import { findSurvey } from '../surveys/surveys.queries';
import { makeResponsesWorkbook } from './make-responses-workbook';

export const reportsRoutes = Router();

reportsRoutes.get('/surveys/:form/responses.xlsx', requireOrganiser, async (req, res) => {
  const survey = await findSurvey(String(req.params.form));
  const file = await makeResponsesWorkbook(actorOf(req), survey);
  await sendOnce(res, file, `${survey.form}-responses-${dateIn('UTC')}.xlsx`);
});

/** Sends a finished file as a download and removes it, whether the receiver stayed or not. */
async function sendOnce(res: Response, file: string, name: string): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  try {
    await new Promise<void>((resolve) => {
      res.download(file, name, () => {
        resolve();
      });
    });
  } finally {
    await rm(file, { force: true });
  }
}
