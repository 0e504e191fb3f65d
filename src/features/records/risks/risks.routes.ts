import { Router, type Request } from 'express';
import { requireAccount, requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { parseRisk, parseRiskUpdate } from './risk.input';
import { riskForm, riskPage, risksPage } from './risks.view-model';
import { addRisk, changeRisk, removeRisk } from './write-risk';

/** Risks of the project: organisers keep them, overseers read them with their history. */
export const risksRoutes = Router();

const view = 'records/risks/form';
const idOf = (req: Request): number => rowIdOf(req.params.id);

risksRoutes.get(paths.risks, requireAccount, async (req, res) => {
  await renderPage(req, res, 'records/risks/list', await risksPage());
});

risksRoutes.get(paths.newRisk, requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await riskForm(null));
});

risksRoutes.post(paths.risks, requireOrganiser, async (req, res) => {
  const write = () => addRisk(actorOf(req), parseRisk(req.body));
  if (!(await submitForm(req, res, write, { view, locals: () => riskForm(null) }))) return;
  leaveNotice(res, 'success', 'The risk is saved.');
  res.redirect(303, paths.risks);
});

risksRoutes.get('/records/risks/:id', requireAccount, async (req, res) => {
  await renderPage(req, res, 'records/risks/risk', await riskPage(idOf(req)));
});

risksRoutes.get('/records/risks/:id/edit', requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await riskForm(idOf(req)));
});

risksRoutes.post('/records/risks/:id/edit', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const write = () => changeRisk(actorOf(req), id, parseRiskUpdate(req.body));
  if (!(await submitForm(req, res, write, { view, locals: () => riskForm(id) }))) return;
  leaveNotice(res, 'success', 'The risk is saved.');
  res.redirect(303, paths.risk(id));
});

risksRoutes.post('/records/risks/:id/removal', requireOrganiser, async (req, res) => {
  await removeRisk(actorOf(req), idOf(req));
  leaveNotice(res, 'success', 'The risk was removed.');
  res.redirect(303, paths.risks);
});
