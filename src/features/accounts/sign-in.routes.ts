import { Router, type Request } from 'express';
import { clientAddress } from '../../http/client-address';
import { readCookie, writeCookie } from '../../http/cookies';
import { renderPage, type PageLocals } from '../../http/render';
import { endSession, sendSessionCookie } from '../../http/session';
import { countSignIn, knownBrowserFor } from '../../http/sign-in-throttle';
import { AppError } from '../../lib/errors';
import { paths } from '../../paths';
import { parseSignIn } from './accounts.input';
import { localPath } from './local-path';
import { recordRefusedSignIn } from './record-refused-sign-in';
import { signIn } from './sign-in';

export const signInRoutes = Router();

const knownBrowser = 'pec_known';
const year = 365 * 24 * 3600;

function signInPage(next: string | undefined): PageLocals {
  return { title: 'Sign in', layout: 'plain', next };
}

signInRoutes.get(paths.signIn, async (req, res) => {
  const next = localPath(req.query.next);
  if (req.user !== undefined) {
    res.redirect(next ?? paths.home);
    return;
  }
  await renderPage(req, res, 'accounts/sign-in', signInPage(next));
});

signInRoutes.post(paths.signIn, async (req, res) => {
  const input = parseSignIn(req.body);
  const next = localPath(nextOf(req));
  const known = readCookie(req, knownBrowser);
  const address = clientAddress(req);
  const refused = { email: input.email, address, requestId: req.requestId };
  const forgetTries = await countSignIn(input.email, address, known).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 429) {
      res.once('finish', () => void recordRefusedSignIn({ ...refused, why: 'throttled' }));
    }
    throw error;
  });
  const session = await signIn(input, req.requestId);
  if (session === undefined) {
    res.once('finish', () => void recordRefusedSignIn({ ...refused, why: 'wrong' }));
    const problem = 'The e-mail address and the password do not go together.';
    await renderPage(
      req,
      res,
      'accounts/sign-in',
      { ...signInPage(next), values: { email: input.email }, problem },
      422,
    );
    return;
  }
  await forgetTries();
  await sendSessionCookie(req, res, session);
  writeCookie(res, knownBrowser, knownBrowserFor(input.email), year);
  res.redirect(303, next ?? paths.home);
});

function nextOf(req: Request): unknown {
  return (req.body as Record<string, unknown> | undefined)?.next;
}

signInRoutes.post(paths.signOut, async (req, res) => {
  await endSession(req, res);
  res.redirect(303, paths.signIn);
});
