import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A random secret for a link: 192 bits, 32 URL-safe characters. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** What the database keeps of a token: SHA-256, hex. Tokens have full entropy, so no salt. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Keyed digest, URL-safe, 32 characters; `purpose` separates the uses of one key. */
export function deriveToken(key: Buffer, purpose: string, subject: string): string {
  return createHmac('sha256', key)
    .update(`${purpose}\0${subject}`)
    .digest()
    .subarray(0, 24)
    .toString('base64url');
}

/** Constant-time comparison; false for different lengths. */
export function sameToken(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
