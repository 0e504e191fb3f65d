import { Router } from 'express';
import { requireAccount } from '../../../http/authorise';
import { formatDate } from '../../../http/format';
import { renderPage } from '../../../http/render';
import { paths } from '../../../paths';
import { getProject, listWorkshopDays } from '../project.queries';

export const hubRoutes = Router();

hubRoutes.get(paths.workshop, requireAccount, async (req, res) => {
  const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
  await renderPage(req, res, 'workshop/hub', {
    title: 'Workshop',
    timeZone: project.timeZone,
    days,
    when: days.map((day) => formatDate(day.date)).join(', '),
  });
});
