import { typedCode, typedCodeHash } from './typed-code';

const badge = { purpose: 'badge', prefix: 'PEC' };

/**
 * The code on a badge, as its QR code holds it, derived from the registration: "PEC-7K2M-9QX4-0D3F".
 * It opens nothing: it only says who is there.
 */
export function badgeCode(registrationId: number): string {
  return typedCode(badge, registrationId);
}

/** What the database keeps of a code, in whatever way it was typed; undefined for other texts. */
export function badgeHash(typed: string): string | undefined {
  return typedCodeHash(badge, typed);
}
