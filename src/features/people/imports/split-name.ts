/** How the column of full names is to be read; nobody but the person who knows the list can say. */
export const nameOrders = ['whole', 'given_first', 'family_first'] as const;
export type NameOrder = (typeof nameOrders)[number];

/** Words that begin a family name when they are written small: "Maria de la Cruz". */
const particles =
  /^(?:de|da|do|dos|das|del|della|di|du|des|la|le|van|von|der|den|ter|ten|zu|bin|binti|ibn|al|el|y|e)$/;

/**
 * Splits a full name as told; the letters stay as they are. A comma always stands between family
 * and given name. Without an order the whole is kept as one name, which is never wrong.
 */
export function splitName(
  name: string,
  order: NameOrder,
): { givenName: string; familyName: string } {
  const words = name.split(' ').filter((word) => word !== '');
  if (order === 'whole' || words.length < 2) return { givenName: '', familyName: words.join(' ') };
  const comma = name.indexOf(',');
  if (comma > 0) {
    return { givenName: name.slice(comma + 1).trim(), familyName: name.slice(0, comma).trim() };
  }
  if (order === 'family_first') {
    const start = firstWithoutParticle(words);
    return {
      givenName: words.slice(start + 1).join(' '),
      familyName: words.slice(0, start + 1).join(' '),
    };
  }
  const particle = words.findIndex((word, index) => index > 0 && particles.test(word));
  const start = particle > 0 ? particle : words.length - 1;
  return { givenName: words.slice(0, start).join(' '), familyName: words.slice(start).join(' ') };
}

function firstWithoutParticle(words: string[]): number {
  const index = words.findIndex((word) => !particles.test(word));
  return index === -1 || index === words.length - 1 ? 0 : index;
}
