import type { RequestHandler } from 'express';
import { ForbiddenError } from '../lib/errors';
import type { Role } from '../models/codes';
import { paths } from '../paths';

/**
 * Lets only these roles through. A visitor is sent to sign in and comes back afterwards (pages),
 * or gets 403 (anything that is not a page or changes something).
 */
export function requireRole(...allowed: Role[]): RequestHandler {
  return (req, res, next) => {
    if (req.user === undefined) {
      if (req.method === 'GET' && req.accepts(['html', 'json']) === 'html') {
        res.redirect(`${paths.signIn}?next=${encodeURIComponent(req.originalUrl)}`);
        return;
      }
      throw new ForbiddenError('Please sign in first.', 'not_signed_in');
    }
    if (!allowed.includes(req.user.role)) throw new ForbiddenError();
    next();
  };
}

/** Those who work with people and answers. */
export const requireOrganiser = requireRole('administrator', 'organiser');

/** Everyone with an account; overseers read figures, never personal answers. */
export const requireAccount = requireRole('administrator', 'organiser', 'overseer');
