import { Router, type Request, type Response } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { platformEconomyPage, platformPage } from './platform.view-model';
import { parsePlatformRegistration } from './registration.input';
import { savePlatformRegistration } from './save-registration';
import { parseTakingBack, parseVerification } from './verification.input';
import { takeVerificationBack, verifyFocalPoint } from './verify-focal-point';

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
  const facts = () => parsePlatformRegistration(req.body);
  await save(req, res, 'Saved.', () => savePlatformRegistration(actorOf(req), code, facts()));
});

platformRegistrationsRoutes.post(
  '/records/platform/:code/verifications',
  requireOrganiser,
  async (req, res) => {
    await save(req, res, 'The verification is saved.', () =>
      verifyFocalPoint(actorOf(req), codeOf(req), parseVerification(req.body)),
    );
  },
);

platformRegistrationsRoutes.post(
  '/records/platform/:code/verifications/taken-back',
  requireOrganiser,
  async (req, res) => {
    await save(req, res, 'The verification is taken back.', () =>
      takeVerificationBack(actorOf(req), codeOf(req), parseTakingBack(req.body)),
    );
  },
);

async function save(
  req: Request,
  res: Response,
  notice: string,
  write: () => Promise<void>,
): Promise<void> {
  const code = codeOf(req);
  const locals = () => platformEconomyPage(code);
  if (!(await submitForm(req, res, async () => write(), { view, locals }))) return;
  leaveNotice(res, 'success', notice);
  res.redirect(303, paths.platformRegistration(code));
}
