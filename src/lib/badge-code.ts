import { createHmac } from 'node:crypto';
import { secretKey } from './secret-key';
import { hashToken } from './tokens';

// Crockford's alphabet: nothing that is mistaken for something else when typed from a badge.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;
const wellFormed = /^[0-9A-HJKMNP-TV-Z]{12}$/;

/**
 * The code on a badge, as its QR code holds it: "PEC-7K2M-9QX4-0D3F", 60 bits derived from the
 * registration with the installation's key. It opens nothing: it only says who is there.
 */
export function badgeCode(registrationId: number): string {
  const digest = createHmac('sha256', secretKey()).update(`badge\0${registrationId}`).digest();
  const letters = Array.from(digest.subarray(0, length), (byte) => alphabet.charAt(byte % 32));
  return `PEC-${letters.join('').replace(/(.{4})(?=.)/g, '$1-')}`;
}

/** What the database keeps of a code, in whatever way it was typed; undefined for other texts. */
export function badgeHash(typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^PEC/, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return wellFormed.test(letters) ? hashToken(`badge\0${letters}`) : undefined;
}
