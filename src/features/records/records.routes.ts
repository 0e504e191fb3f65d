import { Router } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { paths } from '../../paths';
import { draftCommentsRoutes } from './comments/comments.routes';
import { initiativesRoutes } from './initiatives/initiatives.routes';
import { membersRoutes } from './members/members.routes';
import { platformRegistrationsRoutes } from './platform/platform.routes';

/** Records that indicators need and that neither answers nor the workshop yield. */
export const recordsRoutes = Router();

recordsRoutes.get(paths.records, requireOrganiser, (_req, res) => {
  res.redirect(303, paths.draftComments);
});
recordsRoutes.use(draftCommentsRoutes);
recordsRoutes.use(initiativesRoutes);
recordsRoutes.use(membersRoutes);
recordsRoutes.use(platformRegistrationsRoutes);
