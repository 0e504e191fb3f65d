import { createHmac } from 'node:crypto';
import { secretKey } from './secret-key';
import { hashToken } from './tokens';

// Crockford's alphabet: nothing that is mistaken for something else when typed from paper.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;
const wellFormed = /^[0-9A-HJKMNP-TV-Z]{12}$/;

/** A use of such codes: what it is for, and the letters in front of each. */
export interface CodeUse {
  purpose: string;
  prefix: string;
}

/** "PEC-7K2M-9QX4-0D3F": 60 bits derived from the id with the installation's key. */
export function typedCode({ purpose, prefix }: CodeUse, id: number): string {
  const digest = createHmac('sha256', secretKey()).update(`${purpose}\0${id}`).digest();
  const letters = Array.from(digest.subarray(0, length), (byte) => alphabet.charAt(byte % 32));
  return `${prefix}-${letters.join('').replace(/(.{4})(?=.)/g, '$1-')}`;
}

/** What the database keeps of a code, in whatever way it was typed; undefined for other texts. */
export function typedCodeHash({ purpose, prefix }: CodeUse, typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(new RegExp(`^${prefix}`), '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return wellFormed.test(letters) ? hashToken(`${purpose}\0${letters}`) : undefined;
}
