import { secretKey } from '../lib/secret-key';
import { deriveToken, sameToken } from '../lib/tokens';

/** "<message>-<mac>": nothing is stored for it, and it tells nothing about the recipient. */
export function unsubscribeToken(messageId: number): string {
  return `${messageId}-${deriveToken(secretKey(), 'unsubscribe', String(messageId))}`;
}

/** The message of a token; undefined when the token was not made by this installation. */
export function messageOfToken(token: string): number | undefined {
  const [digits = ''] = token.split('-', 1);
  if (!/^[1-9]\d{0,9}$/.test(digits)) return undefined;
  const messageId = Number(digits);
  return sameToken(token, unsubscribeToken(messageId)) ? messageId : undefined;
}
