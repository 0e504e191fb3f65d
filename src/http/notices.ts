import type { Request, Response } from 'express';
import { wordingNote } from '../messages/nomenclature';
import { readCookie, writeCookie } from './cookies';

export interface Notice {
  tone: 'success' | 'warning' | 'danger';
  text: string;
}

const cookieName = 'pec_notice';
const tones: Notice['tone'][] = ['success', 'warning', 'danger'];

/**
 * Says something on the next page this browser sees: after a write, before the redirect. Texts
 * that others will read are saved as they were written; the notice names what APEC words otherwise.
 */
export function leaveNotice(res: Response, tone: Notice['tone'], text: string): void {
  const said = tone === 'success' ? text + wordingNote(...wordedTexts(res.req)) : text;
  writeCookie(res, cookieName, JSON.stringify([tone, said]), 60);
}

/** The texts that the form marked (see layout/wording.ejs). */
function wordedTexts(req: Request): string[] {
  const body = (req.body ?? {}) as Record<string, unknown>;
  return [body['worded']]
    .flat()
    .flatMap((name) => (typeof name === 'string' && Object.hasOwn(body, name) ? body[name] : []))
    .filter((value) => typeof value === 'string');
}

/** The notice left by the request before, once. */
export function takeNotice(req: Request, res: Response): Notice | undefined {
  const value = readCookie(req, cookieName);
  if (value === undefined || value === '') return undefined;
  writeCookie(res, cookieName, '', 0);
  try {
    const [tone, text] = JSON.parse(value) as unknown[];
    const known = tones.find((candidate) => candidate === tone);
    return known !== undefined && typeof text === 'string' ? { tone: known, text } : undefined;
  } catch {
    return undefined;
  }
}
