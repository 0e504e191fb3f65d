import { parse, serialize } from 'cookie';
import type { Request, Response } from 'express';
import { baseUrl } from '../lib/base-url';

function overHttps(): boolean {
  return baseUrl().startsWith('https://');
}

/**
 * Browsers take a "__Host-" cookie only from this very host over HTTPS, so that another site
 * under the same domain cannot plant a session of its own. Over plain HTTP they refuse the name.
 */
function nameInBrowser(name: string): string {
  return overHttps() ? `__Host-${name}` : name;
}

/** One cookie of the request; undefined when it is not there. */
export function readCookie(req: Request, name: string): string | undefined {
  const header = req.headers.cookie;
  return header === undefined ? undefined : parse(header)[nameInBrowser(name)];
}

/**
 * Sets an HttpOnly, same-site cookie for the whole site; maxAge in seconds, 0 deletes it. The
 * last value given to a name in one answer is the one that is sent.
 */
export function writeCookie(res: Response, name: string, value: string, maxAge: number): void {
  const cookie = serialize(nameInBrowser(name), value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: overHttps(),
    maxAge,
  });
  const prefix = `${nameInBrowser(name)}=`;
  const others = [res.getHeader('Set-Cookie') ?? []].flat().map(String);
  res.setHeader('Set-Cookie', [...others.filter((line) => !line.startsWith(prefix)), cookie]);
}
