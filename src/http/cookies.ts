import { parse, serialize } from 'cookie';
import type { Request, Response } from 'express';
import { baseUrl } from '../lib/base-url';

/** One cookie of the request; undefined when it is not there. */
export function readCookie(req: Request, name: string): string | undefined {
  const header = req.headers.cookie;
  return header === undefined ? undefined : parse(header)[name];
}

/** Sets an HttpOnly, same-site cookie for the whole site; maxAge in seconds, 0 deletes it. */
export function writeCookie(res: Response, name: string, value: string, maxAge: number): void {
  res.append(
    'Set-Cookie',
    serialize(name, value, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: baseUrl().startsWith('https://'),
      maxAge,
    }),
  );
}
