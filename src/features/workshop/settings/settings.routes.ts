import { Router, type Request, type Response } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { getProject, listWorkshopDays } from '../project.queries';
import { addRoom, correctRoom, removeRoom } from './change-rooms';
import { correctSettings } from './correct-settings';
import { parseRoom, parseSettings } from './settings.input';
import { settingsPage } from './settings.view-model';

export const settingsRoutes = Router();
const view = 'workshop/settings/settings';

settingsRoutes.get(paths.workshopSettings, requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await settingsPage());
});

settingsRoutes.post(paths.workshopSettings, requireOrganiser, async (req, res) => {
  const save = async (): Promise<void> => {
    const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
    const workshop = { timeZone: project.timeZone, days: days.length };
    await correctSettings(actorOf(req), parseSettings(req.body, workshop));
  };
  const done = await submitForm(req, res, save, { view, locals: () => settingsPage() });
  if (!done) return;
  leaveNotice(res, 'success', 'The settings are saved.');
  res.redirect(303, paths.workshopSettings);
});

settingsRoutes.post(paths.workshopRooms, requireOrganiser, async (req, res) => {
  await saveRoom(req, res, 0, () => addRoom(actorOf(req), parseRoom(req.body)));
});

settingsRoutes.post('/workshop/settings/rooms/:roomId', requireOrganiser, async (req, res) => {
  const roomId = Number(req.params.roomId);
  await saveRoom(req, res, roomId, () => correctRoom(actorOf(req), roomId, parseRoom(req.body)));
});

settingsRoutes.post(
  '/workshop/settings/rooms/:roomId/removal',
  requireOrganiser,
  async (req, res) => {
    await removeRoom(actorOf(req), Number(req.params.roomId));
    leaveNotice(res, 'success', 'The room is removed.');
    res.redirect(303, `${paths.workshopSettings}#rooms-title`);
  },
);

async function saveRoom(
  req: Request,
  res: Response,
  roomId: number,
  write: () => Promise<void>,
): Promise<void> {
  const done = await submitForm(req, res, write, { view, locals: () => settingsPage(roomId) });
  if (!done) return;
  leaveNotice(res, 'success', 'The rooms are saved.');
  res.redirect(303, `${paths.workshopSettings}#rooms-title`);
}
