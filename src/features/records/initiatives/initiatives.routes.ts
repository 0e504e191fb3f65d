import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { parseDecision } from '../decision.input';
import { parseInitiative, parseInitiativeCorrection } from './initiative.input';
import { initiativePage, initiativesPage } from './initiatives.view-model';
import {
  addInitiative,
  correctInitiative,
  decideInitiative,
  removeInitiative,
} from './write-initiative';

/** Cluster-related initiatives within PPSTI (I10), for organisers. */
export const initiativesRoutes = Router();

const view = 'records/initiatives/form';
const idOf = (req: Request): number => rowIdOf(req.params.id);

initiativesRoutes.get(paths.initiatives, requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'records/initiatives/list', await initiativesPage());
});

initiativesRoutes.get(paths.newInitiative, requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await initiativePage(null));
});

initiativesRoutes.post(paths.initiatives, requireOrganiser, async (req, res) => {
  let id = 0;
  const write = async (): Promise<void> => {
    id = await addInitiative(actorOf(req), parseInitiative(req.body));
  };
  if (!(await submitForm(req, res, write, { view, locals: () => initiativePage(null) }))) return;
  leaveNotice(res, 'success', 'The initiative is saved.');
  res.redirect(303, paths.initiative(id));
});

initiativesRoutes.get('/records/initiatives/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await initiativePage(idOf(req)));
});

initiativesRoutes.post('/records/initiatives/:id', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const write = () => correctInitiative(actorOf(req), id, parseInitiativeCorrection(req.body));
  if (!(await submitForm(req, res, write, { view, locals: () => initiativePage(id) }))) return;
  leaveNotice(res, 'success', 'The initiative is saved.');
  res.redirect(303, paths.initiative(id));
});

initiativesRoutes.post('/records/initiatives/:id/decision', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const write = () => decideInitiative(actorOf(req), id, parseDecision(req.body));
  if (!(await submitForm(req, res, write, { view, locals: () => initiativePage(id) }))) return;
  leaveNotice(res, 'success', 'The decision is saved.');
  res.redirect(303, paths.initiatives);
});

initiativesRoutes.post('/records/initiatives/:id/removal', requireOrganiser, async (req, res) => {
  await removeInitiative(actorOf(req), idOf(req));
  leaveNotice(res, 'success', 'The initiative was removed.');
  res.redirect(303, paths.initiatives);
});
