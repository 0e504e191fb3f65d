import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { parseDayNote, parseDayNoteCorrection, parseDone } from './day-note.input';
import { dayNotePage, dayNotesPage, firstDay } from './day-notes.view-model';
import { addDayNote, correctDayNote, markDone, removeDayNote } from './write-day-note';

/** What each day left: written by organisers at its end. */
export const dayNotesRoutes = Router();

const dayView = 'workshop/day-notes/day';
const noteView = 'workshop/day-notes/note';
const idOf = (req: Request): number => rowIdOf(req.params.id);
const dayOf = (req: Request): number => rowIdOf(req.params.day);

dayNotesRoutes.get(paths.dayNotes, requireOrganiser, async (_req, res) => {
  res.redirect(303, paths.dayNotesOf(await firstDay()));
});

dayNotesRoutes.get('/workshop/notes/days/:day', requireOrganiser, async (req, res) => {
  await renderPage(req, res, dayView, await dayNotesPage(dayOf(req)));
});

dayNotesRoutes.post('/workshop/notes/days/:day', requireOrganiser, async (req, res) => {
  const day = dayOf(req);
  const done = await submitForm(
    req,
    res,
    () => addDayNote(actorOf(req), day, parseDayNote(req.body)),
    { view: dayView, locals: () => dayNotesPage(day) },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The note is saved.');
  res.redirect(303, paths.dayNotesOf(day));
});

dayNotesRoutes.get('/workshop/notes/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, noteView, await dayNotePage(idOf(req)));
});

dayNotesRoutes.post('/workshop/notes/:id', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const done = await submitForm(
    req,
    res,
    () => correctDayNote(actorOf(req), id, parseDayNoteCorrection(req.body)),
    { view: noteView, locals: () => dayNotePage(id) },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The note is saved.');
  res.redirect(303, paths.dayNote(id));
});

dayNotesRoutes.post('/workshop/notes/:id/done', requireOrganiser, async (req, res) => {
  const { dayNumber } = await markDone(actorOf(req), idOf(req), parseDone(req.body));
  res.redirect(303, paths.dayNotesOf(dayNumber));
});

dayNotesRoutes.post('/workshop/notes/:id/removal', requireOrganiser, async (req, res) => {
  const day = await removeDayNote(actorOf(req), idOf(req));
  leaveNotice(res, 'success', 'The note was removed.');
  res.redirect(303, paths.dayNotesOf(day));
});
