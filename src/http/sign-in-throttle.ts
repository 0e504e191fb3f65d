import { clearBucket, limit } from './rate-limit';
import { deriveToken, newToken, sameToken } from '../lib/tokens';
import { secretKey } from '../lib/secret-key';

/** Seconds. */
export const signInWindow = 15 * 60;
const triesOfOneAccount = 10;
/** A whole workshop may sign in from behind one address. */
const triesOfOneAddress = 300;

/**
 * Counts a try to sign in. Never by account alone: that would let anybody shut out anybody.
 * Someone who shares an address with a colleague could still use up the tries of (account,
 * address), so a browser that signed in to this account before is counted by itself.
 *
 * @param knownBrowser the cookie given by knownBrowserFor at an earlier sign-in
 * @returns to be called after the right password: forgets the tries
 * @throws AppError 429 over a limit
 */
export async function countSignIn(
  email: string,
  address: string,
  knownBrowser: string | undefined,
): Promise<() => Promise<void>> {
  if (knownBrowser !== undefined && knows(knownBrowser, email)) {
    const bucket = `sign-in:browser:${knownBrowser}`;
    await limit(bucket, triesOfOneAccount, signInWindow);
    return () => clearBucket(bucket);
  }
  await limit(`sign-in:address:${address}`, triesOfOneAddress, signInWindow);
  const bucket = `sign-in:account:${email}:${address}`;
  await limit(bucket, triesOfOneAccount, signInWindow);
  return () => clearBucket(bucket);
}

/** What a browser gets to keep after signing in; it proves nothing but that it did. */
export function knownBrowserFor(email: string): string {
  const nonce = newToken();
  return `${nonce}.${signature(nonce, email)}`;
}

function knows(knownBrowser: string, email: string): boolean {
  const [nonce = ''] = knownBrowser.split('.');
  // The whole value, not its parts: with something added it would be counted anew each time.
  return sameToken(knownBrowser, `${nonce}.${signature(nonce, email)}`);
}

function signature(nonce: string, email: string): string {
  return deriveToken(secretKey(), 'known-browser', `${nonce}\0${email}`);
}
