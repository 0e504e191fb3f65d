import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { addSlots, removeSlot, setTables } from './change-slots';
import { orShowConflict } from './conflict-notice';
import { getMatchmaking } from './matchmaking.queries';
import { parseRevision, parseSlotSeries, parseTables } from './slots.input';
import { slotsPage } from './slots.view-model';

/** When meetings can take place, and at how many tables. */
export const slotsRoutes = Router();

const idOf = (req: Request): number => Number(req.params.id);
const page = {
  view: 'workshop/matchmaking/slots',
  locals: async (): Promise<PageLocals> => slotsPage(await getMatchmaking()),
};

slotsRoutes.get(paths.meetingSlots, requireOrganiser, async (req, res) => {
  await renderPage(req, res, page.view, await page.locals());
});

slotsRoutes.post(paths.meetingSlots, requireOrganiser, async (req, res) => {
  let count = 0;
  const done = await submitForm(
    req,
    res,
    async () => {
      count = await addSlots(actorOf(req), parseSlotSeries(req.body));
    },
    page,
  );
  if (!done) return;
  leaveNotice(res, 'success', count === 1 ? 'The slot is added.' : `${count} slots are added.`);
  res.redirect(303, paths.meetingSlots);
});

slotsRoutes.post('/workshop/matchmaking/slots/:id/tables', requireOrganiser, async (req, res) => {
  const done = await orShowConflict(res, paths.meetingSlots, () =>
    submitForm(req, res, () => setTables(actorOf(req), idOf(req), parseTables(req.body)), {
      ...page,
      locals: async () => ({ ...(await page.locals()), changedSlot: idOf(req) }),
    }),
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The number of tables is saved.');
  res.redirect(303, paths.meetingSlots);
});

slotsRoutes.post('/workshop/matchmaking/slots/:id/removal', requireOrganiser, async (req, res) => {
  const revision = parseRevision(req.body);
  const removed = await orShowConflict(res, paths.meetingSlots, () =>
    removeSlot(actorOf(req), idOf(req), revision),
  );
  if (!removed) return;
  leaveNotice(res, 'success', 'The slot is removed.');
  res.redirect(303, paths.meetingSlots);
});
