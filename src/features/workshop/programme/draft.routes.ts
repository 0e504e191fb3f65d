import { Router } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { draftPage, newSessionPage, sessionPage } from './draft.view-model';
import { addSessionPerson, removeSessionPerson } from './seat-people';
import { parseRemoval, parseSession, parseSessionPerson } from './session.input';
import { addSession, correctSession, removeSession } from './write-session';

/** The programme as organisers work on it. Nothing of it is public before it is published. */
export const programmeDraftRoutes = Router();
programmeDraftRoutes.use(paths.programmeDraft, requireOrganiser);

const sessionAddress = '/workshop/programme/sessions/:sessionId';
const view = 'workshop/programme/session';

programmeDraftRoutes.get(paths.programmeDraft, async (req, res) => {
  await renderPage(req, res, 'workshop/programme/draft', await draftPage());
});

programmeDraftRoutes.get(paths.newProgrammeSession, async (req, res) => {
  await renderPage(req, res, view, await newSessionPage(Number(req.query.day)));
});

programmeDraftRoutes.post(paths.programmeSessions, async (req, res) => {
  let sessionId = 0;
  const add = async (): Promise<void> => {
    sessionId = await addSession(actorOf(req), parseSession(req.body));
  };
  if (!(await submitForm(req, res, add, { view, locals: () => newSessionPage(1) }))) return;
  leaveNotice(res, 'success', 'The session is added to the draft. You can name its people now.');
  res.redirect(303, paths.programmeSession(sessionId));
});

programmeDraftRoutes.get(sessionAddress, async (req, res) => {
  const search = typeof req.query.search === 'string' ? req.query.search : '';
  await renderPage(req, res, view, await sessionPage(Number(req.params.sessionId), search));
});

programmeDraftRoutes.post(sessionAddress, async (req, res) => {
  const sessionId = Number(req.params.sessionId);
  const save = (): Promise<void> => correctSession(actorOf(req), sessionId, parseSession(req.body));
  if (!(await submitForm(req, res, save, { view, locals: () => sessionPage(sessionId, '') }))) {
    return;
  }
  leaveNotice(res, 'success', 'The session is saved in the draft.');
  res.redirect(303, paths.programmeDraft);
});

programmeDraftRoutes.post(`${sessionAddress}/removal`, async (req, res) => {
  const { revision } = parseRemoval(req.body);
  await removeSession(actorOf(req), Number(req.params.sessionId), revision);
  leaveNotice(res, 'success', 'The session is removed from the draft.');
  res.redirect(303, paths.programmeDraft);
});

programmeDraftRoutes.post(`${sessionAddress}/people`, async (req, res) => {
  const sessionId = Number(req.params.sessionId);
  const { search } = req.body as { search?: unknown };
  const add = (): Promise<void> =>
    addSessionPerson(actorOf(req), sessionId, parseSessionPerson(req.body));
  const locals = () => sessionPage(sessionId, typeof search === 'string' ? search : '');
  if (!(await submitForm(req, res, add, { view, locals }))) return;
  leaveNotice(res, 'success', 'The person is named in the session.');
  res.redirect(303, `${paths.programmeSession(sessionId)}#people-title`);
});

programmeDraftRoutes.post(`${sessionAddress}/people/:entryId/removal`, async (req, res) => {
  const sessionId = Number(req.params.sessionId);
  await removeSessionPerson(actorOf(req), sessionId, Number(req.params.entryId));
  leaveNotice(res, 'success', 'The person is no longer named in the session.');
  res.redirect(303, `${paths.programmeSession(sessionId)}#people-title`);
});
