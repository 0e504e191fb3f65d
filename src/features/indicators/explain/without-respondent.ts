import type { Person } from '../../../models';

type Named = Pick<Person, 'givenName' | 'familyName' | 'email'>;

const address = /[^\s@<>()"']+@[^\s@<>()"']+/g;

/**
 * A reason as readers outside the team may see it: without the names of the person it is about, the
 * name of their cluster where it is not told, and any address. Rather too much is taken out than too
 * little.
 */
export function withoutRespondent(
  reason: string,
  person: Named | null,
  cluster: string | null = null,
): string {
  const names = person === null ? [] : [person.givenName, person.familyName];
  const words = [
    ...names.flatMap((name) => [name, ...name.split(/[\s-]+/)]),
    ...(cluster === null ? [] : [cluster]),
  ].filter(isName);
  return words
    .sort((a, b) => b.length - a.length)
    .reduce((text, word) => text.replace(wholeWord(word), '…'), reason.replace(address, '…'))
    .replace(/…(\s+…)+/g, '…');
}

function isName(word: string): boolean {
  return word.trim().length >= 2;
}

function wholeWord(word: string): RegExp {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{M}])${literal}(?![\\p{L}\\p{M}])`, 'giu');
}
