import { Router } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { parseBadgeFilter, parsePrinted } from './badges.input';
import { badgeSheetPage, badgesPage } from './badges.view-model';
import { markBadgesPrinted } from './mark-badges-printed';

export const badgesRoutes = Router();

badgesRoutes.get(paths.badges, requireOrganiser, async (req, res) => {
  const page = await badgesPage(parseBadgeFilter(req.query));
  await renderPage(req, res, 'workshop/attendance/badges', page);
});

badgesRoutes.get(paths.badgeSheet, requireOrganiser, async (req, res) => {
  const page = await badgeSheetPage(parseBadgeFilter(req.query));
  await renderPage(req, res, 'workshop/attendance/badge-sheet', page);
});

badgesRoutes.post(paths.badgePrints, requireOrganiser, async (req, res) => {
  const count = await markBadgesPrinted(actorOf(req), parsePrinted(req.body));
  leaveNotice(res, 'success', `${count} badges are marked as printed.`);
  res.redirect(303, paths.badges);
});
