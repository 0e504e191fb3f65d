import { randomBytes } from 'node:crypto';
import { deriveToken, hashToken, sameToken } from './tokens';
import { secretKey } from './secret-key';

/**
 * What a personal link stands for: "invitation:12", "open:<nonce>", "account:<nonce>",
 * "registration:7" (a person at the workshop), "focal_point:3" (of an economy).
 * "oversight:<nonce>" (a reader of the figures). "page:programme" is a public page, which needs no
 * token; other pages ask for an account.
 * Tokens are derived from the subject with the installation's key. The database keeps only
 * hashes of tokens, and mails waiting to be sent keep only the subject, so a copy of the
 * database opens no link; a reminder can still carry the same link as the invitation.
 */
export type LinkSubject =
  | `invitation:${number}`
  | `open:${string}`
  | `account:${string}`
  | `registration:${number}`
  | `focal_point:${number}`
  | `tablet:${number}`
  | `oversight:${string}`
  | 'page:programme'
  | 'page:milestones'
  | 'page:indicators';

/** The token of a subject, 32 URL-safe characters. */
export function linkToken(subject: LinkSubject): string {
  return deriveToken(secretKey(), 'link', subject);
}

/** 96 random bits, 16 URL-safe characters. */
export function newNonce(): string {
  return randomBytes(12).toString('base64url');
}

const nonceLength = 16;

/** A link for somebody who came through a form's open link: nonce and token in one. */
export function newOpenToken(): string {
  return openToken(newNonce());
}

export function openToken(nonce: string): string {
  return nonce + linkToken(`open:${nonce}`);
}

/** The subject of an open-link token; undefined when the token was not made by this installation. */
export function openSubjectOf(token: string): `open:${string}` | undefined {
  const nonce = token.slice(0, nonceLength);
  return sameToken(token, openToken(nonce)) ? `open:${nonce}` : undefined;
}

/**
 * Where the answers behind a link are kept. Another digest than the one in `invitations`, so
 * that without the token nothing in the database joins an invitation to its answers.
 */
export function accessKeyOf(token: string): string {
  return hashToken(`answers\0${token}`);
}
