import { Router } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { parseAction } from './action.input';
import { membersPage } from './members.view-model';
import { addAction, removeAction } from './write-action';

/** Members of PPSTI and what they did after the workshop (I17), for organisers. */
export const membersRoutes = Router();

const view = 'records/members/list';

membersRoutes.get(paths.ppstiMembers, requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await membersPage());
});

membersRoutes.post(paths.ppstiMembers, requireOrganiser, async (req, res) => {
  const write = () => addAction(actorOf(req), parseAction(req.body));
  if (!(await submitForm(req, res, write, { view, locals: membersPage }))) return;
  leaveNotice(res, 'success', 'The action is saved.');
  res.redirect(303, paths.ppstiMembers);
});

membersRoutes.post('/records/members/actions/:id/removal', requireOrganiser, async (req, res) => {
  await removeAction(actorOf(req), rowIdOf(req.params.id));
  leaveNotice(res, 'success', 'The action was removed.');
  res.redirect(303, paths.ppstiMembers);
});
