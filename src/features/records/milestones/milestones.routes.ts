import { Router, type Request } from 'express';
import { requireAccount, requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { parseMilestone, parseMilestoneCorrection, parseReached } from './milestone.input';
import { milestonePage, milestonesPage } from './milestones.view-model';
import { reachMilestone } from './reach-milestone';
import {
  addMilestone,
  addUsualMilestones,
  correctMilestone,
  removeMilestone,
} from './write-milestone';

/** Milestones of the project: organisers keep them, overseers read the list. */
export const milestonesRoutes = Router();

const view = 'records/milestones/form';
const idOf = (req: Request): number => rowIdOf(req.params.id);

milestonesRoutes.get(paths.milestones, requireAccount, async (req, res) => {
  await renderPage(req, res, 'records/milestones/list', await milestonesPage());
});

milestonesRoutes.get(paths.newMilestone, requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await milestonePage(null));
});

milestonesRoutes.post(paths.milestones, requireOrganiser, async (req, res) => {
  const write = () => addMilestone(actorOf(req), parseMilestone(req.body));
  if (!(await submitForm(req, res, write, { view, locals: () => milestonePage(null) }))) return;
  leaveNotice(res, 'success', 'The milestone is saved.');
  res.redirect(303, paths.milestones);
});

milestonesRoutes.post(paths.usualMilestones, requireOrganiser, async (req, res) => {
  await addUsualMilestones(actorOf(req));
  leaveNotice(res, 'success', 'The usual milestones are added. Correct what is different here.');
  res.redirect(303, paths.milestones);
});

milestonesRoutes.get('/records/milestones/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await milestonePage(idOf(req)));
});

milestonesRoutes.post('/records/milestones/:id', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const write = () => correctMilestone(actorOf(req), id, parseMilestoneCorrection(req.body));
  if (!(await submitForm(req, res, write, { view, locals: () => milestonePage(id) }))) return;
  leaveNotice(res, 'success', 'The milestone is saved.');
  res.redirect(303, paths.milestones);
});

milestonesRoutes.post('/records/milestones/:id/reached', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const write = () => reachMilestone(actorOf(req), id, parseReached(req.body));
  if (!(await submitForm(req, res, write, { view, locals: () => milestonePage(id) }))) return;
  leaveNotice(res, 'success', 'The milestone is saved.');
  res.redirect(303, paths.milestones);
});

milestonesRoutes.post('/records/milestones/:id/removal', requireOrganiser, async (req, res) => {
  await removeMilestone(actorOf(req), idOf(req));
  leaveNotice(res, 'success', 'The milestone was removed.');
  res.redirect(303, paths.milestones);
});
