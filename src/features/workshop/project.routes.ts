import { Router } from 'express';
import { requireAccount, requireOrganiser } from '../../http/authorise';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { renderPage, type PageLocals } from '../../http/render';
import { actorOf } from '../../http/request-context';
import { paths } from '../../paths';
import { correctProject } from './correct-project';
import { parseProject } from './project.input';
import { getProjectOverview } from './project.queries';
import { projectPage } from './project.view-model';

export const projectRoutes = Router();

projectRoutes.get(paths.project, requireAccount, async (req, res) => {
  const locals = projectPage(await getProjectOverview(), req.user?.role);
  await renderPage(req, res, 'workshop/project', locals);
});

projectRoutes.post(paths.project, requireOrganiser, async (req, res) => {
  const locals = async (): Promise<PageLocals> =>
    projectPage(await getProjectOverview(), req.user?.role);
  const done = await submitForm(
    req,
    res,
    () => correctProject(actorOf(req), parseProject(req.body)),
    { view: 'workshop/project', locals },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The project is saved.');
  res.redirect(303, paths.project);
});
