import { Router } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { requireReader } from '../../../http/reader-session';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf, currentUser } from '../../../http/request-context';
import { paths } from '../../../paths';
import { getProject, listWorkshopDays } from '../../workshop/project.queries';
import { changeRules } from './change-rules';
import { parseRules } from './rules.input';
import { listRuleVersions } from './rules.queries';
import { rulesPage } from './rules.view-model';
import { listSettingChanges } from './setting-changes.queries';

/** Targets and rules of the indicators: organisers change them, everybody who reads indicators sees them. */
export const rulesRoutes = Router();

const view = 'indicators/rules/rules';

async function locals(): Promise<PageLocals> {
  const [versions, settings, project, days] = await Promise.all([
    listRuleVersions(),
    listSettingChanges(),
    getProject(),
    listWorkshopDays(),
  ]);
  const { timeZone, suppressionK } = project;
  return rulesPage(versions, settings, { timeZone, suppressionK, days: days.length });
}

rulesRoutes.get(paths.indicatorRules, requireReader, async (req, res) => {
  await renderPage(req, res, view, await locals());
});

rulesRoutes.post(paths.indicatorRules, requireOrganiser, async (req, res) => {
  const decider = { ...actorOf(req), userId: currentUser(req).id };
  const done = await submitForm(req, res, () => changeRules(decider, parseRules(req.body)), {
    view,
    locals,
  });
  if (!done) return;
  leaveNotice(res, 'success', 'The rules are changed. They hold from now on.');
  res.redirect(303, paths.indicatorRules);
});
