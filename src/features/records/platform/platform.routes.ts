import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { platformEconomyPage, platformPage } from './platform.view-model';
import { parsePlatformRegistration } from './registration.input';
import { savePlatformRegistration } from './save-registration';

/** Economies registered at the platform (I18), for organisers. */
export const platformRegistrationsRoutes = Router();

const view = 'records/platform/form';
const codeOf = (req: Request): string => String(req.params.code);

platformRegistrationsRoutes.get(paths.platformRegistrations, requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'records/platform/list', await platformPage());
});

platformRegistrationsRoutes.get('/records/platform/:code', requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await platformEconomyPage(codeOf(req)));
});

platformRegistrationsRoutes.post('/records/platform/:code', requireOrganiser, async (req, res) => {
  const code = codeOf(req);
  const write = () =>
    savePlatformRegistration(actorOf(req), code, parsePlatformRegistration(req.body));
  const locals = () => platformEconomyPage(code);
  if (!(await submitForm(req, res, write, { view, locals }))) return;
  leaveNotice(res, 'success', 'Saved.');
  res.redirect(303, paths.platformRegistrations);
});
