import { Router } from 'express';
import { requireAccount, requireOrganiser } from '../../http/authorise';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { renderPage, type PageLocals } from '../../http/render';
import { actorOf } from '../../http/request-context';
import { paths } from '../../paths';
import { correctProject } from './correct-project';
import { parseProject, parseTravelEligibility } from './project.input';
import { getProjectOverview } from './project.queries';
import { projectPage } from './project.view-model';
import { setTravelEligibility } from './set-travel-eligibility';

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

projectRoutes.post(paths.travelEligibility, requireOrganiser, async (req, res) => {
  const done = await submitForm(
    req,
    res,
    () => setTravelEligibility(actorOf(req), parseTravelEligibility(req.body)),
    {
      view: 'workshop/project',
      locals: async () => projectPage(await getProjectOverview(), req.user?.role),
    },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The list of travel-eligible economies is saved.');
  res.redirect(303, paths.project);
});
