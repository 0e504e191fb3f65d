import type { Request, Response } from 'express';
import { readCookie, writeCookie } from './cookies';

export interface Notice {
  tone: 'success' | 'warning' | 'danger';
  text: string;
}

const cookieName = 'pec_notice';
const tones: Notice['tone'][] = ['success', 'warning', 'danger'];

/** Says something on the next page this browser sees: after a write, before the redirect. */
export function leaveNotice(res: Response, tone: Notice['tone'], text: string): void {
  writeCookie(res, cookieName, JSON.stringify([tone, text]), 60);
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
