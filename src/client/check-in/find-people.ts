import type { DeskPerson } from './desk-types';

/** Letters that Unicode does not take apart into a base letter and a mark. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** What is typed, made comparable in the way in which the server makes its keys of names. */
export function foldTyped(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ßøłđðþæœı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

const most = 8;

/**
 * People of whose names each typed part begins a word, those not here yet first. Two letters are
 * enough; one is enough in scripts without spaces between words.
 */
export function findPeople(
  people: readonly DeskPerson[],
  typed: string,
  isHere: (person: DeskPerson) => boolean,
): DeskPerson[] {
  const parts = foldTyped(typed).split(' ').filter(Boolean);
  const enough = parts.join('').length >= 2 || /[^\p{Script=Latin}\p{N}\s]/u.test(parts.join(''));
  if (parts.length === 0 || !enough) return [];
  const rank = (person: DeskPerson): number =>
    (isHere(person) ? 4 : 0) + (person.expected ? 0 : 1) + (person.status === 'registered' ? 0 : 2);
  return people
    .filter(({ nameKey }) => {
      const words = nameKey.split(' ');
      return parts.every((part) => words.some((word) => word.startsWith(part)));
    })
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, most);
}
