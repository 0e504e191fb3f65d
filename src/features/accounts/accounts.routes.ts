import { Router, type Request } from 'express';
import { requireRole } from '../../http/authorise';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { renderPage, type PageLocals } from '../../http/render';
import { actorOf, currentUser } from '../../http/request-context';
import { NotFoundError } from '../../lib/errors';
import type { User } from '../../models';
import { paths } from '../../paths';
import { getProject } from '../workshop/project.queries';
import { parseInvitation, parseName, parseRole, parseState } from './accounts.input';
import { getAccount, listAccounts } from './accounts.queries';
import { accountPage, accountsPage, newLinkPage } from './accounts.view-model';
import { changeName } from './change-name';
import { changeRole } from './change-role';
import { disableAccount, enableAccount } from './change-state';
import { inviteAccount } from './invite-account';
import { renewPasswordLink } from './renew-password-link';

export const accountsRoutes = Router();

const requireAdministrator = requireRole('administrator');

async function listPage(): Promise<PageLocals> {
  const [users, { timeZone }] = await Promise.all([listAccounts(), getProject()]);
  return accountsPage(users, timeZone);
}

async function pageOf(req: Request, userId: number): Promise<PageLocals> {
  const [user, { timeZone }] = await Promise.all([getAccount(userId), getProject()]);
  return accountPage(user, currentUser(req).id, timeZone);
}

function idOf(req: Request): number {
  const { userId } = req.params;
  if (typeof userId !== 'string' || !/^\d{1,9}$/.test(userId)) throw new NotFoundError();
  return Number(userId);
}

accountsRoutes.get(paths.accounts, requireAdministrator, async (req, res) => {
  await renderPage(req, res, 'accounts/accounts', await listPage());
});

accountsRoutes.post(paths.accounts, requireAdministrator, async (req, res) => {
  let made: { user: User; link: string } | undefined;
  const done = await submitForm(
    req,
    res,
    async () => {
      made = await inviteAccount(actorOf(req), parseInvitation(req.body));
    },
    { view: 'accounts/accounts', locals: listPage },
  );
  if (!done || made === undefined) return;
  // Shown in the answer itself: a redirect would have to carry the link somewhere.
  await renderPage(req, res, 'accounts/new-link', newLinkPage(made.user, made.link), 201);
});

accountsRoutes.get(`${paths.accounts}/:userId`, requireAdministrator, async (req, res) => {
  await renderPage(req, res, 'accounts/account', await pageOf(req, idOf(req)));
});

accountsRoutes.post(`${paths.accounts}/:userId/name`, requireAdministrator, async (req, res) => {
  const userId = idOf(req);
  const done = await submitForm(
    req,
    res,
    () => changeName(actorOf(req), userId, parseName(req.body)),
    { view: 'accounts/account', locals: () => pageOf(req, userId) },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The name is changed.');
  res.redirect(303, paths.account(userId));
});

accountsRoutes.post(`${paths.accounts}/:userId/role`, requireAdministrator, async (req, res) => {
  const userId = idOf(req);
  const done = await submitForm(
    req,
    res,
    () => changeRole(actorOf(req), userId, parseRole(req.body)),
    { view: 'accounts/account', locals: () => pageOf(req, userId) },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The role is changed.');
  res.redirect(303, backFrom(req, userId));
});

accountsRoutes.post(`${paths.accounts}/:userId/state`, requireAdministrator, async (req, res) => {
  const userId = idOf(req);
  if (parseState(req.body) === 'disabled') {
    await disableAccount(actorOf(req), userId);
    leaveNotice(res, 'success', 'The account is disabled and signed out everywhere.');
  } else {
    await enableAccount(actorOf(req), userId);
    leaveNotice(res, 'success', 'The account can sign in again.');
  }
  res.redirect(303, backFrom(req, userId));
});

accountsRoutes.post(`${paths.accounts}/:userId/link`, requireAdministrator, async (req, res) => {
  const { user, link } = await renewPasswordLink(actorOf(req), idOf(req));
  await renderPage(req, res, 'accounts/new-link', newLinkPage(user, link), 201);
});

/** Who changed their own account may not be allowed to see the accounts any more. */
function backFrom(req: Request, userId: number): string {
  return currentUser(req).id === userId ? paths.home : paths.account(userId);
}
