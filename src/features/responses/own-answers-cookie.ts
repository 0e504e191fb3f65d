import type { Request, Response } from 'express';
import { readCookie, writeCookie } from '../../http/cookies';
import { openSubjectOf } from '../../lib/link-tokens';
import type { Survey } from '../../models';
import { findLink, type AnsweringLink } from './find-link';

const day = 24 * 3600;
/** Days that a browser keeps the address of what was begun in it. */
export const rememberedDays = 90;
const sharedFor = day / 2;

// Marks a browser that many people use, so that it brings nobody to the answers of another.
const sharedCookie = 'pec_shared';
const cookieOf = ({ form }: Survey): string => `pec_own_${form}`;

/** A browser that shows the start page of a shared tablet keeps no address of anybody's answers. */
export function markSharedBrowser(res: Response): void {
  writeCookie(res, sharedCookie, 'yes', sharedFor);
}

export function isSharedBrowser(req: Request): boolean {
  return readCookie(req, sharedCookie) !== undefined;
}

/**
 * The answers that were begun in this browser through the open link of a form. The cookie holds
 * their address alone, which this installation has made and which names nobody; nothing about
 * browsers is stored.
 * @returns undefined for a browser that has begun none, or whose answers are gone
 */
export async function findOwnAnswers(
  req: Request,
  survey: Survey,
): Promise<{ token: string; link: AnsweringLink } | undefined> {
  const token = isSharedBrowser(req) ? undefined : readCookie(req, cookieOf(survey));
  if (token === undefined || openSubjectOf(token) === undefined) return undefined;
  const link = await findLink(token);
  return link?.surveyId === survey.id ? { token, link } : undefined;
}

/** Keeps the address of answers for this browser; `shared`: others use it, too, so it is forgotten. */
export function rememberOwnAnswers(
  res: Response,
  survey: Survey,
  token: string,
  isShared: boolean,
): void {
  writeCookie(res, cookieOf(survey), isShared ? '' : token, isShared ? 0 : rememberedDays * day);
}
