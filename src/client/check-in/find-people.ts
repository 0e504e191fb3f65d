import { foldText, isEastAsian } from '../../lib/fold-text';
import type { DeskPerson } from './desk-types';

const most = 8;

/**
 * People of whose names each typed part begins a word, those not here yet first. Two letters are
 * enough; one is enough in scripts without spaces between words, wherever it stands in the name.
 */
export function findPeople(
  people: readonly DeskPerson[],
  typed: string,
  isHere: (person: DeskPerson) => boolean,
): DeskPerson[] {
  const parts = foldText(typed).split(' ').filter(Boolean);
  const enough = parts.join('').length >= 2 || /[^\p{Script=Latin}\p{N}\s]/u.test(parts.join(''));
  if (parts.length === 0 || !enough) return [];
  const rank = (person: DeskPerson): number =>
    (isHere(person) ? 4 : 0) + (person.expected ? 0 : 1) + (person.status === 'registered' ? 0 : 2);
  return people
    .filter(({ nameKey }) => {
      const words = nameKey.split(' ');
      const inOne = words.join('');
      return parts.every(
        (part) =>
          words.some((word) => word.startsWith(part)) ||
          (isEastAsian(part) && inOne.includes(part)),
      );
    })
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, most);
}
