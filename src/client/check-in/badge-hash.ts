const letters = /^[0-9A-HJKMNP-TV-Z]{12}$/;
const typedCode = /^\W*PEC\W|^\w{4}-\w{4}-\w{4}$/i;

/** The twelve letters of a badge's code as they are hashed; undefined for other texts. */
export function badgeLetters(typed: string): string | undefined {
  const plain = typed
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
    .replace(/^PEC/, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return letters.test(plain) ? plain : undefined;
}

/** Whether what was typed or scanned is meant as a code, right or wrong, and not as a name. */
export function looksLikeCode(typed: string): boolean {
  const text = typed.trim();
  return typedCode.test(text) || /^PEC[0-9A-Z]{12}$/i.test(text) || /^https?:/i.test(text);
}

/**
 * What the server keeps of a code, so that a desk without network knows whose it is; undefined
 * for what is no code, and where the browser cannot hash (pages without HTTPS).
 */
export async function badgeHash(typed: string): Promise<string | undefined> {
  const plain = badgeLetters(typed);
  // Missing outside secure contexts, whatever the types say.
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (plain === undefined || subtle === undefined) return undefined;
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(`badge\0${plain}`));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
