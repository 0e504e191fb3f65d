import { randomInt } from 'node:crypto';

// Without 0, O, 1 and I, which are mistaken for each other when read aloud or written down.
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A code of eight characters out of 32, about 10^12 in all; unique by the database's word. */
export function newReceiptCode(): string {
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** "ABCD-2345", as people read it. */
export function formatReceipt(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
