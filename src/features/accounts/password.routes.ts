import { Router } from 'express';
import { requireAccount } from '../../http/authorise';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { limit } from '../../http/rate-limit';
import { renderPage } from '../../http/render';
import { actorOf, currentUser } from '../../http/request-context';
import { sendSessionCookie } from '../../http/session';
import { paths } from '../../paths';
import { parseName, parsePasswordChange } from './accounts.input';
import { changeName } from './change-name';
import { changePassword } from './change-password';
import type { NewSession } from './sessions';

export const passwordRoutes = Router();

const locals = { title: 'Your account' };

passwordRoutes.get(paths.password, requireAccount, async (req, res) => {
  await renderPage(req, res, 'accounts/password', locals);
});

passwordRoutes.post(paths.password, requireAccount, async (req, res) => {
  const user = currentUser(req);
  // By session: only who holds it is kept waiting, not the owner in another browser.
  await limit(`password:${req.sessionHash ?? ''}`, 10, 15 * 60);
  let session: NewSession | undefined;
  const done = await submitForm(
    req,
    res,
    async () => {
      const input = parsePasswordChange(req.body, user);
      session = await changePassword(actorOf(req), user.id, input);
    },
    { view: 'accounts/password', locals: () => locals },
  );
  if (!done || session === undefined) return;
  await sendSessionCookie(req, res, session);
  leaveNotice(res, 'success', 'Your password is changed. All other browsers are signed out.');
  res.redirect(303, paths.password);
});

passwordRoutes.post(paths.ownName, requireAccount, async (req, res) => {
  const done = await submitForm(
    req,
    res,
    () => changeName(actorOf(req), currentUser(req).id, parseName(req.body)),
    { view: 'accounts/password', locals: () => locals },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'Your name is changed.');
  res.redirect(303, paths.password);
});
