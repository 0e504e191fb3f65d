import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { protectFromForgery } from '../../http/csrf';
import { LinkPace } from '../../http/link-pace';
import { AppError } from '../../lib/errors';
import { messagesFor } from '../../messages/messages';
import { parseDraft, parseSubmission } from './answering.input';
import { requireLink } from './answering.policy';
import { readAnswerState } from './answer-state';
import { findLink } from './find-link';
import { recordOpening } from './mark-invitation';
import { saveDraft } from './save-draft';
import { submitAnswers } from './submit-answers';
import {
  endSitting,
  findSitting,
  isSittingToken,
  personalTokenOf,
} from '../workshop/surveys/sittings';

/** What the answering page asks in the background. The link alone says who may. */
export const answeringDataRoutes = Router();

const pace = new LinkPace(240, () => messagesFor().refusals.savedTooOften);
const tokenOf = (req: Request): string => String(req.params.token);

const paced: RequestHandler = (req, res, next) => {
  pace.take(tokenOf(req));
  res.setHeader('Cache-Control', 'no-store');
  next();
};

const jsonOnly: RequestHandler = (req, _res, next) => {
  if (req.is('application/json') === false) {
    throw new AppError(415, 'json_expected', 'This address takes JSON.');
  }
  next();
};

const json = [protectFromForgery, jsonOnly, paced, express.json({ limit: '1mb' })];

answeringDataRoutes.get('/answer/:token/state', paced, async (req, res) => {
  res.json(await readAnswerState(requireLink(await findLink(await personalTokenOf(tokenOf(req))))));
});

answeringDataRoutes.post('/answer/:token/opening', json, async (req: Request, res: Response) => {
  await recordOpening(requireLink(await findLink(await personalTokenOf(tokenOf(req)))));
  res.status(204).end();
});

answeringDataRoutes.put('/answer/:token/draft', json, async (req: Request, res: Response) => {
  const token = await personalTokenOf(tokenOf(req), 'save');
  res.json(await saveDraft(token, parseDraft(req.body)));
});

answeringDataRoutes.post('/answer/:token/submission', json, async (req: Request, res: Response) => {
  const submission = parseSubmission(req.body);
  const token = await submittingToken(tokenOf(req), submission.submissionId);
  const receipt = await submitAnswers(token, submission);
  await endSitting(tokenOf(req));
  res.json(receipt);
});

/** At a tablet the sitting ends with the sending, whose answer may be lost: the same is sent again. */
async function submittingToken(shown: string, submissionId: string): Promise<string> {
  const sitting = isSittingToken(shown) ? await findSitting(shown) : null;
  if (sitting?.ended !== true) return personalTokenOf(shown);
  const link = await findLink(sitting.personalToken);
  if (link?.sent?.submissionId === submissionId) return sitting.personalToken;
  return personalTokenOf(shown);
}
