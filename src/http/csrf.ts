import type { Request, RequestHandler } from 'express';
import { AppError } from '../lib/errors';
import { messagesFor } from '../messages/messages';
import { deriveToken, sameToken } from '../lib/tokens';
import { baseUrl } from '../lib/base-url';
import { secretKey } from '../lib/secret-key';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The token a signed-in person's forms carry; empty for visitors, who have no session to abuse. */
export function csrfToken(req: Request): string {
  return req.sessionHash === undefined ? '' : deriveToken(secretKey(), 'csrf', req.sessionHash);
}

function cameFromElsewhere(req: Request): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = req.get('origin');
  if (origin === undefined) return false;
  return (
    origin !== new URL(baseUrl()).origin && origin !== `${req.protocol}://${req.get('host') ?? ''}`
  );
}

function givenToken(req: Request): string {
  const body = req.body as Record<string, unknown> | undefined;
  // Multipart bodies are read after this check: their forms carry the token in the address.
  // Other forms must not, since addresses end up in logs and histories.
  const inAddress = req.is('multipart') === false ? undefined : req.query._csrf;
  const given = req.get('x-csrf-token') ?? body?._csrf ?? inAddress;
  return typeof given === 'string' ? given : '';
}

/** Refuses a change that another site may have caused: by origin for all, by token for accounts. */
export const protectFromForgery: RequestHandler = (req, _res, next) => {
  if (safeMethods.has(req.method)) {
    next();
    return;
  }
  const signedIn = req.user !== undefined;
  if (cameFromElsewhere(req) || (signedIn && !sameToken(givenToken(req), csrfToken(req)))) {
    throw new AppError(403, 'forged_request', messagesFor().errors.forged);
  }
  next();
};
