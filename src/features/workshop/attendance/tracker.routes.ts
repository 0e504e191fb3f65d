import { Router } from 'express';
import { requireAccount } from '../../../http/authorise';
import { fillTemplate, renderPage } from '../../../http/render';
import { formatDate, formatNumber, formatPercent } from '../../../http/format';
import { paths } from '../../../paths';
import { parseDeskQuestion } from './desk.input';
import { trackerPage } from './tracker.view-model';

export const trackerRoutes = Router();

trackerRoutes.get(paths.tracker, requireAccount, async (req, res) => {
  const page = await trackerPage(parseDeskQuestion(req.query).day);
  await renderPage(req, res, 'workshop/attendance/tracker', page);
});

/** The figures alone, which the page asks for again and again. */
trackerRoutes.get(paths.trackerFigures, requireAccount, async (req, res) => {
  const page = await trackerPage(parseDeskQuestion(req.query).day);
  const formats = { formatDate, formatNumber, formatPercent };
  res
    .type('html')
    .send(await fillTemplate('workshop/attendance/tracker-figures', { ...page, ...formats }));
});
