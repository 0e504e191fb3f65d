import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { parseDecision } from '../decision.input';
import { parseComment, parseCommentCorrection } from './comment.input';
import { commentPage, commentsPage } from './comments.view-model';
import { addComment, correctComment, decideComment, removeComment } from './write-comment';

/** Comments of economies on drafts (I05), for organisers. */
export const draftCommentsRoutes = Router();

const view = 'records/comments/form';
const idOf = (req: Request): number => rowIdOf(req.params.id);

draftCommentsRoutes.get(paths.draftComments, requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'records/comments/list', await commentsPage());
});

draftCommentsRoutes.get(paths.newDraftComment, requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await commentPage(null));
});

draftCommentsRoutes.post(paths.draftComments, requireOrganiser, async (req, res) => {
  let id = 0;
  const write = async (): Promise<void> => {
    id = await addComment(actorOf(req), parseComment(req.body));
  };
  if (!(await submitForm(req, res, write, { view, locals: () => commentPage(null) }))) return;
  leaveNotice(res, 'success', 'The comment is saved. Now decide whether it is substantial.');
  res.redirect(303, paths.draftComment(id));
});

draftCommentsRoutes.get('/records/comments/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await commentPage(idOf(req)));
});

draftCommentsRoutes.post('/records/comments/:id', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const write = () => correctComment(actorOf(req), id, parseCommentCorrection(req.body));
  if (!(await submitForm(req, res, write, { view, locals: () => commentPage(id) }))) return;
  leaveNotice(res, 'success', 'The comment is saved.');
  res.redirect(303, paths.draftComment(id));
});

draftCommentsRoutes.post('/records/comments/:id/decision', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const write = () => decideComment(actorOf(req), id, parseDecision(req.body));
  if (!(await submitForm(req, res, write, { view, locals: () => commentPage(id) }))) return;
  leaveNotice(res, 'success', 'The decision is saved.');
  res.redirect(303, paths.draftComments);
});

draftCommentsRoutes.post('/records/comments/:id/removal', requireOrganiser, async (req, res) => {
  await removeComment(actorOf(req), idOf(req));
  leaveNotice(res, 'success', 'The comment was removed.');
  res.redirect(303, paths.draftComments);
});
