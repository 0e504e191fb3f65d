import type { Request } from 'express';
import type { Actor } from '../audit/record-audit-event';
import { ForbiddenError } from '../lib/errors';
import type { Role } from '../models/codes';

/** The signed-in account, as the pages and policies see it. */
export interface CurrentUser {
  id: number;
  name: string;
  email: string;
  role: Role;
}

/** Who reads by a read-only link, without an account. */
export interface Reader {
  linkId: number;
  name: string;
  /** The last day on which the link opens, YYYY-MM-DD. */
  lastDay: string;
}

declare module 'express-serve-static-core' {
  interface Request {
    requestId: string;
    /** undefined for visitors and respondents */
    user?: CurrentUser;
    /** Set only for visitors who opened a read-only link. */
    reader?: Reader;
    /** Hash of the session's token; the CSRF token is derived from it. */
    sessionHash?: string;
  }
}

/** The account of a request behind requireRole. @throws ForbiddenError when there is none */
export function currentUser(req: Request): CurrentUser {
  if (req.user === undefined) throw new ForbiddenError();
  return req.user;
}

/** Whether a request comes from the team, who see names and answers; never a reader of a link. */
export function isTeam(req: Request): boolean {
  return req.user?.role === 'organiser' || req.user?.role === 'administrator';
}

/** For whom a page of figures is made. Everybody but the team gets what overseers get. */
export function audienceOf(req: Request): 'team' | 'overseer' {
  return isTeam(req) ? 'team' : 'overseer';
}

/** Who acts, for the audit trail. */
export function actorOf(req: Request): Actor {
  const user = currentUser(req);
  return { kind: 'user', userId: user.id, name: user.name, requestId: req.requestId };
}
