import { Router, type Request } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { renderPage, type PageLocals } from '../../http/render';
import { actorOf, currentUser } from '../../http/request-context';
import { NotFoundError } from '../../lib/errors';
import { Upload } from '../../models';
import { paths } from '../../paths';
import { findSurvey } from '../surveys/surveys.queries';
import { loadVersion } from '../surveys/survey-cache';
import { getProject } from '../workshop/project.queries';
import { sendUpload } from './answer-files.routes';
import { correctResponse } from './correct-response';
import { parseCorrection, parseCorrectionPlace } from './correction.input';
import { requireCorrectable } from './correction.policy';
import { correctionPage } from './correction.view-model';
import { getResponse, hasDraft, listResponses } from './responses.queries';
import { responsePage, responsesPage } from './responses.view-model';
import { parseReview } from './review.input';
import { reviewResponse } from './review-response';
import { filesIn, parseAnswers } from './stored-answers';

/** Single answers are for organisers only; overseers read tables. */
export const responsesRoutes = Router();

responsesRoutes.get('/surveys/:form/responses', requireOrganiser, async (req: Request, res) => {
  const survey = await findSurvey(String(req.params.form));
  const page = Math.min(100_000, Math.max(1, Math.trunc(Number(req.query.page)) || 1));
  const [list, { timeZone }] = await Promise.all([listResponses(survey, page), getProject()]);
  await renderPage(req, res, 'responses/list', responsesPage(survey, list, page, timeZone));
});

async function localsOf(responseId: string): Promise<PageLocals> {
  const whole = await getResponse(responseId);
  const [version, { timeZone }] = await Promise.all([
    loadVersion(whole.response.versionId),
    getProject(),
  ]);
  return responsePage(whole, version, timeZone);
}

responsesRoutes.get('/responses/:id', requireOrganiser, async (req: Request, res) => {
  await renderPage(req, res, 'responses/response', await localsOf(String(req.params.id)));
});

responsesRoutes.post('/responses/:id/review', requireOrganiser, async (req: Request, res) => {
  const id = String(req.params.id);
  const actor = { ...actorOf(req), userId: currentUser(req).id };
  const done = await submitForm(req, res, () => reviewResponse(actor, id, parseReview(req.body)), {
    view: 'responses/response',
    locals: () => localsOf(id),
  });
  if (!done) return;
  leaveNotice(res, 'success', 'The decision is noted.');
  res.redirect(303, paths.response(id));
});

responsesRoutes.get('/responses/:id/correction', requireOrganiser, async (req: Request, res) => {
  const whole = await getResponse(String(req.params.id));
  const { response, survey } = whole;
  requireCorrectable({ anonymous: survey.anonymous, accessKey: response.accessKey });
  const [version, isBeingCorrected] = await Promise.all([
    loadVersion(response.versionId),
    hasDraft(response),
  ]);
  const { question } = parseCorrectionPlace(req.query);
  const page = correctionPage({ whole, version, question, isBeingCorrected });
  await renderPage(req, res, 'responses/correction', page);
});

responsesRoutes.post('/responses/:id/correction', requireOrganiser, async (req: Request, res) => {
  const id = String(req.params.id);
  const actor = { ...actorOf(req), userId: currentUser(req).id };
  await correctResponse(actor, id, parseCorrection(req.body));
  leaveNotice(res, 'success', 'The answers are corrected.');
  res.json({ next: paths.response(id) });
});

responsesRoutes.get('/responses/:id/files/:fileId', requireOrganiser, async (req: Request, res) => {
  const { response } = await getResponse(String(req.params.id));
  const fileId = String(req.params.fileId);
  const named = filesIn(parseAnswers(response.answers)).some(({ id }) => id === fileId);
  const upload = named ? await Upload.findByPk(fileId) : null;
  if (upload?.accessKey !== response.accessKey) throw new NotFoundError('There is no such file.');
  sendUpload(res, upload);
});
