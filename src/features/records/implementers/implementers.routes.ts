import { Router, type Request } from 'express';
import { requireAccount, requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf, isTeam } from '../../../http/request-context';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { parseImplementer, parseImplementerCorrection } from './implementer.input';
import { implementerPage, implementersPage, newImplementerPage } from './implementers.view-model';
import { addImplementer, correctImplementer, removeImplementer } from './write-implementer';

/** Who carries the project out: organisers keep the records, overseers read their numbers by sex. */
export const implementersRoutes = Router();

const view = 'records/implementers/form';
const idOf = (req: Request): number => rowIdOf(req.params.id);
const bodyOf = (req: Request): Record<string, unknown> =>
  (req.body ?? {}) as Record<string, unknown>;

implementersRoutes.get(paths.implementers, requireAccount, async (req, res) => {
  await renderPage(req, res, 'records/implementers/list', await implementersPage(isTeam(req)));
});

implementersRoutes.get(paths.newImplementer, requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await newImplementerPage(req.query));
});

implementersRoutes.post(paths.implementers, requireOrganiser, async (req, res) => {
  const write = () => addImplementer(actorOf(req), parseImplementer(req.body));
  const locals = () => newImplementerPage({ person: bodyOf(req)['personId'] });
  if (!(await submitForm(req, res, write, { view, locals }))) return;
  leaveNotice(res, 'success', 'The record is saved.');
  res.redirect(303, paths.implementers);
});

implementersRoutes.get('/records/implementers/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await implementerPage(idOf(req)));
});

implementersRoutes.post('/records/implementers/:id', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const write = () => correctImplementer(actorOf(req), id, parseImplementerCorrection(req.body));
  if (!(await submitForm(req, res, write, { view, locals: () => implementerPage(id) }))) return;
  leaveNotice(res, 'success', 'The record is saved.');
  res.redirect(303, paths.implementers);
});

implementersRoutes.post('/records/implementers/:id/removal', requireOrganiser, async (req, res) => {
  await removeImplementer(actorOf(req), idOf(req));
  leaveNotice(res, 'success', 'The record was removed.');
  res.redirect(303, paths.implementers);
});
