import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Names the request in the log, in the audit trail and on error pages. */
export const requestId: RequestHandler = (req, res, next) => {
  req.requestId = randomUUID();
  res.setHeader('X-Request-Id', req.requestId);
  next();
};
