import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { parseInterview, parseInterviewCorrection } from './interview.input';
import { interviewPage, interviewsPage } from './interviews.view-model';
import { addInterview, correctInterview, removeInterview } from './write-interview';

/** Records of interviews, for organisers only. */
export const interviewsRoutes = Router();

const view = 'workshop/interviews/form';
const idOf = (req: Request): number => rowIdOf(req.params.id);

interviewsRoutes.get(paths.interviews, requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'workshop/interviews/list', await interviewsPage());
});

interviewsRoutes.get(paths.newInterview, requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await interviewPage(null));
});

interviewsRoutes.post(paths.interviews, requireOrganiser, async (req, res) => {
  const done = await submitForm(
    req,
    res,
    () => addInterview(actorOf(req), parseInterview(req.body)),
    { view, locals: () => interviewPage(null) },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The interview is saved.');
  res.redirect(303, paths.interviews);
});

interviewsRoutes.get('/workshop/interviews/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await interviewPage(idOf(req)));
});

interviewsRoutes.post('/workshop/interviews/:id', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const done = await submitForm(
    req,
    res,
    () => correctInterview(actorOf(req), id, parseInterviewCorrection(req.body)),
    { view, locals: () => interviewPage(id) },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The interview is saved.');
  res.redirect(303, paths.interview(id));
});

interviewsRoutes.post('/workshop/interviews/:id/removal', requireOrganiser, async (req, res) => {
  await removeInterview(actorOf(req), idOf(req));
  leaveNotice(res, 'success', 'The interview was removed.');
  res.redirect(303, paths.interviews);
});
