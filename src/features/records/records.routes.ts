import { Router } from 'express';
import { requireAccount } from '../../http/authorise';
import { paths } from '../../paths';
import { draftCommentsRoutes } from './comments/comments.routes';
import { implementersRoutes } from './implementers/implementers.routes';
import { initiativesRoutes } from './initiatives/initiatives.routes';
import { membersRoutes } from './members/members.routes';
import { milestonesRoutes } from './milestones/milestones.routes';
import { platformRegistrationsRoutes } from './platform/platform.routes';
import { risksRoutes } from './risks/risks.routes';

/** Records that neither answers nor the workshop yield: what indicators need, milestones, risks. */
export const recordsRoutes = Router();

recordsRoutes.get(paths.records, requireAccount, (_req, res) => {
  res.redirect(303, paths.milestones);
});
recordsRoutes.use(milestonesRoutes);
recordsRoutes.use(risksRoutes);
recordsRoutes.use(implementersRoutes);
recordsRoutes.use(draftCommentsRoutes);
recordsRoutes.use(initiativesRoutes);
recordsRoutes.use(membersRoutes);
recordsRoutes.use(platformRegistrationsRoutes);
