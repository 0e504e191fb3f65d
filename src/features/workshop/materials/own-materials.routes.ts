import { Router, type Request } from 'express';
import { formBody } from '../../../http/read-body';
import { protectFromForgery } from '../../../http/csrf';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { limit } from '../../../http/rate-limit';
import { renderPage } from '../../../http/render';
import { sendDownload } from '../../../http/send-file';
import { ForbiddenError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { findOwnRegistration } from '../registrations/find-own-registration';
import { ownActor, requireComing } from '../speakers/own-link';
import { ownKinds } from '../speakers/own-kinds';
import { addMaterial } from './add-material';
import { materialPath } from './material-files';
import { parseMaterialFacts } from './material.input';
import { getMaterial } from './materials.queries';
import { receiveSlides } from './materials.routes';
import { ownMaterialsPage, publicMaterialsPage } from './materials.view-model';
import { removeMaterial } from './remove-material';

/**
 * Materials for those who come by a personal link, and for the public. Stands before the
 * session: a link is enough.
 */
export const ownMaterialsRoutes = Router();

const view = 'workshop/materials/own';
const tokenOf = (req: Request): string => String(req.params.token);
const idOf = (req: Request): number => rowIdOf(req.params.id);

ownMaterialsRoutes.get('/workshop/me/:token/materials', async (req, res) => {
  const { registration } = await findOwnRegistration(tokenOf(req));
  await renderPage(req, res, view, await ownMaterialsPage(tokenOf(req), registration));
});

ownMaterialsRoutes.post('/workshop/me/:token/materials', protectFromForgery, async (req, res) => {
  const token = tokenOf(req);
  const { registration } = await findOwnRegistration(token);
  requireComing(registration);
  if ((await ownKinds(registration)).length === 0) {
    throw new ForbiddenError('Slides are collected from speakers and experts.', 'no_speaker');
  }
  await limit(`own-materials:${hashToken(token)}`, 30, 3600);
  const add = async (): Promise<void> => {
    const owner = { personId: registration.personId, ownSessionsOnly: true };
    await receiveSlides(req, (file) =>
      addMaterial(ownActor(), owner, parseMaterialFacts(req.body), file),
    );
  };
  const page = { view, locals: () => ownMaterialsPage(token, registration) };
  if (!(await submitForm(req, res, add, page))) return;
  leaveNotice(res, 'success', 'Your file has arrived. The organisers decide who will see it.');
  res.redirect(303, paths.ownMaterials(token));
});

ownMaterialsRoutes.get('/workshop/me/:token/materials/:id', async (req, res) => {
  const { personId, status } = (await findOwnRegistration(tokenOf(req))).registration;
  const { fileKey, fileName, mediaType } = await getMaterial(idOf(req), {
    releases: status === 'registered' ? ['participants', 'public'] : ['public'],
    personId,
  });
  sendDownload(res, { path: materialPath(fileKey), name: fileName, mediaType });
});

ownMaterialsRoutes.post(
  '/workshop/me/:token/materials/:id/removal',
  formBody({ limit: '10kb' }),
  protectFromForgery,
  async (req, res) => {
    const { personId } = (await findOwnRegistration(tokenOf(req))).registration;
    await removeMaterial(ownActor(), idOf(req), personId);
    leaveNotice(res, 'success', 'The file was removed.');
    res.redirect(303, paths.ownMaterials(tokenOf(req)));
  },
);

ownMaterialsRoutes.get(paths.publicMaterials, async (req, res) => {
  await renderPage(req, res, 'workshop/materials/public', await publicMaterialsPage());
});

ownMaterialsRoutes.get('/programme/materials/:id', async (req, res) => {
  const { fileKey, fileName, mediaType } = await getMaterial(idOf(req), { releases: ['public'] });
  sendDownload(res, { path: materialPath(fileKey), name: fileName, mediaType });
});
