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

declare module 'express-serve-static-core' {
  interface Request {
    requestId: string;
    /** undefined for visitors and respondents */
    user?: CurrentUser;
    /** Hash of the session's token; the CSRF token is derived from it. */
    sessionHash?: string;
  }
}

/** The account of a request behind requireRole. @throws ForbiddenError when there is none */
export function currentUser(req: Request): CurrentUser {
  if (req.user === undefined) throw new ForbiddenError();
  return req.user;
}

/** Who acts, for the audit trail. */
export function actorOf(req: Request): Actor {
  const user = currentUser(req);
  return { kind: 'user', userId: user.id, name: user.name, requestId: req.requestId };
}
