import { Router } from 'express';
import { requireAccount, requireOrganiser } from '../../http/authorise';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { renderPage } from '../../http/render';
import { actorOf, currentUser, isTeam } from '../../http/request-context';
import { paths } from '../../paths';
import { rowIdOf } from '../people/row-id';
import { parseLink, parseSubscription } from './links.input';
import { makeOversightLink, withdrawOversightLink } from './make-link';
import { linkPage, newLinkPage, oversightPage } from './oversight.view-model';
import { setOwnSubscription } from './subscribe';

/** Who reads along: links without an account (organisers), and one's own mails (every account). */
export const oversightRoutes = Router();

oversightRoutes.get(paths.oversight, requireAccount, async (req, res) => {
  const locals = await oversightPage(currentUser(req), isTeam(req));
  await renderPage(req, res, 'oversight/overview', locals);
});

oversightRoutes.post(paths.ownSubscription, requireAccount, async (req, res) => {
  const user = currentUser(req);
  const write = () =>
    setOwnSubscription({ ...actorOf(req), userId: user.id }, parseSubscription(req.body));
  const page = { view: 'oversight/overview', locals: () => oversightPage(user, isTeam(req)) };
  if (!(await submitForm(req, res, write, page))) return;
  leaveNotice(res, 'success', 'Your choice is saved.');
  res.redirect(303, paths.oversight);
});

oversightRoutes.get(paths.newOversightLink, requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'oversight/new-link', await newLinkPage());
});

oversightRoutes.post(paths.oversightLinks, requireOrganiser, async (req, res) => {
  let id = 0;
  const write = async (): Promise<void> => {
    id = await makeOversightLink(actorOf(req), parseLink(req.body));
  };
  if (!(await submitForm(req, res, write, { view: 'oversight/new-link', locals: newLinkPage }))) {
    return;
  }
  leaveNotice(
    res,
    'success',
    'The link is made. Give its address to the reader and to nobody else.',
  );
  res.redirect(303, paths.oversightLink(id));
});

oversightRoutes.get('/oversight/links/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'oversight/link', await linkPage(rowIdOf(req.params.id)));
});

oversightRoutes.post('/oversight/links/:id/withdrawal', requireOrganiser, async (req, res) => {
  await withdrawOversightLink(actorOf(req), rowIdOf(req.params.id));
  leaveNotice(res, 'success', 'The link opens nothing any more.');
  res.redirect(303, paths.oversight);
});
