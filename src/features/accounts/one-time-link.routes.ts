import { Router } from 'express';
import { clientAddress } from '../../http/client-address';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { limit } from '../../http/rate-limit';
import { renderPage, type PageLocals } from '../../http/render';
import { sendSessionCookie } from '../../http/session';
import { ConflictError, ValidationError } from '../../lib/errors';
import type { OneTimeLink } from '../../models';
import { paths } from '../../paths';
import { acceptFirstAdministrator } from './accept-first-administrator';
import { parseFirstAdministrator, parseNewPassword } from './accounts.input';
import { findOneTimeLink } from './one-time-links';
import type { NewSession } from './sessions';
import { accountOfLink, setPassword } from './set-password';

export const oneTimeLinkRoutes = Router();

const address = decodeURIComponent(paths.oneTimeLink(':token'));

async function pageOf(link: OneTimeLink): Promise<{ view: string; locals: PageLocals }> {
  const common = { layout: 'plain' };
  if (link.purpose === 'first_administrator') {
    return {
      view: 'accounts/first-administrator',
      locals: { ...common, title: 'Become administrator' },
    };
  }
  const { name, email } = await accountOfLink(link);
  return {
    view: 'accounts/set-password',
    locals: { ...common, title: 'Set your password', name, email },
  };
}

async function accept(link: OneTimeLink, body: unknown, requestId: string): Promise<NewSession> {
  if (link.purpose === 'set_password') {
    const password = parseNewPassword(body, await accountOfLink(link));
    return setPassword(link, password, requestId);
  }
  const input = parseFirstAdministrator(body);
  try {
    return await acceptFirstAdministrator(link, input, requestId);
  } catch (error) {
    if (!(error instanceof ConflictError) || error.code !== 'address_taken') throw error;
    throw new ValidationError({ email: error.message });
  }
}

oneTimeLinkRoutes.get(address, async (req, res) => {
  const { view, locals } = await pageOf(await findOneTimeLink(String(req.params.token)));
  await renderPage(req, res, view, locals);
});

oneTimeLinkRoutes.post(address, async (req, res) => {
  // Each try that gets this far costs a hashed password.
  await limit(`welcome:${clientAddress(req)}`, 100, 15 * 60);
  const link = await findOneTimeLink(String(req.params.token));
  const { view, locals } = await pageOf(link);
  let session: NewSession | undefined;
  const done = await submitForm(
    req,
    res,
    async () => {
      session = await accept(link, req.body, req.requestId);
    },
    { view, locals: () => locals },
  );
  if (!done || session === undefined) return;
  await sendSessionCookie(req, res, session);
  leaveNotice(res, 'success', 'Your password is set, and you are signed in.');
  res.redirect(303, paths.home);
});
