import { Router } from 'express';
import { requireAccount } from '../../../http/authorise';
import { renderPage } from '../../../http/render';
import { paths } from '../../../paths';
import { hubPage } from './hub.view-model';

export const hubRoutes = Router();

hubRoutes.get(paths.workshop, requireAccount, async (req, res) => {
  await renderPage(req, res, 'workshop/hub', await hubPage(req.user?.role !== 'overseer'));
});
