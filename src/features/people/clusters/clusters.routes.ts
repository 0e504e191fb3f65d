import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { rowIdOf } from '../row-id';
import { parseMerge, parseRename } from './cluster.input';
import { clusterPage, clustersPage, mergePage } from './clusters.view-model';
import { mergeClusters } from './merge-clusters';
import { renameCluster } from './rename-cluster';

/** Clusters as organisers put them right: one name, and each but once. */
export const clustersRoutes = Router();

const idOf = (req: Request): number => rowIdOf(req.params.id);

clustersRoutes.get(paths.clusters, requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'people/clusters/list', await clustersPage(req.query));
});

clustersRoutes.get('/people/clusters/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'people/clusters/cluster', await clusterPage(idOf(req)));
});

clustersRoutes.post('/people/clusters/:id/name', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const write = () => renameCluster(actorOf(req), id, parseRename(req.body));
  const page = { view: 'people/clusters/cluster', locals: () => clusterPage(id) };
  if (!(await submitForm(req, res, write, page))) return;
  leaveNotice(res, 'success', 'The cluster has its new name.');
  res.redirect(303, paths.cluster(id));
});

clustersRoutes.get('/people/clusters/:id/merge', requireOrganiser, async (req, res) => {
  const locals = await mergePage(idOf(req), rowIdOf(req.query.from));
  await renderPage(req, res, 'people/clusters/merge', locals);
});

clustersRoutes.post('/people/clusters/:id/merge', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const { from } = req.body as { from?: unknown };
  const write = () => mergeClusters(actorOf(req), id, parseMerge(req.body));
  const page = { view: 'people/clusters/merge', locals: () => mergePage(id, rowIdOf(from)) };
  if (!(await submitForm(req, res, write, page))) return;
  leaveNotice(res, 'success', 'The two are one cluster now.');
  res.redirect(303, paths.cluster(id));
});
