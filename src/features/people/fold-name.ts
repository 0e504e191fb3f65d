import { foldText, isEastAsian } from '../../lib/fold-text';
import { addressKey } from '../../mail/mail-kinds';

export { foldText };

/**
 * The key by which a person is found and sorted: family, given and family name again, so that
 * "wang li" and "li wang" are both part of it. A single name stands once.
 */
export function nameKeyOf(givenName: string, familyName: string): string {
  const given = foldText(givenName);
  const family = foldText(familyName);
  if (given === '' || family === '') return given + family;
  return `${family} ${given} ${family}`;
}

/** The key under which an address belongs to one person only; case makes no other address. */
export function emailKeyOf(email: string): string {
  return addressKey(email);
}

/**
 * The name as it is written on pages, in mails and on certificates; the case is the person's own.
 * A name in Chinese, Japanese or Korean characters has the family name first, without a space.
 */
export function fullName(person: { givenName: string; familyName: string }): string {
  const eastern = person.familyName + person.givenName;
  if (isEastAsian(eastern)) return eastern;
  return `${person.givenName} ${person.familyName}`.trim();
}

/** A row with the name as it is written in place of its parts. */
export function named<T extends { givenName: string; familyName: string }>(
  row: T,
): Omit<T, 'givenName' | 'familyName'> & { name: string } {
  const { givenName, familyName, ...rest } = row;
  return { ...rest, name: fullName({ givenName, familyName }) };
}

/** The parts of a name in a row of plain SQL. */
export type Unnamed<T extends { name: string }> = Omit<T, 'name'> & {
  givenName: string;
  familyName: string;
};
