import { containing } from '../../db/like';
import { isEastAsian } from '../../lib/fold-text';
import { foldText } from './fold-name';

const mostWords = 6;

/**
 * Conditions in SQL about `people p`, one for each of the first six words: it stands in the name,
 * the organisation or the address, whatever its case and accents.
 */
export function searchConditions(search = ''): {
  parts: string[];
  replacements: Record<string, string>;
} {
  const words = search
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .slice(0, mostWords);
  const replacements: Record<string, string> = {};
  const parts = words.map((word, index) => {
    // A word without letters and digits must not find everybody.
    replacements[`name${index}`] = containing(foldText(word) || word);
    replacements[`email${index}`] = containing(word.toLowerCase());
    // Typed in one, kept in two: names in characters have no space between family and given name.
    const inOne = isEastAsian(word)
      ? ` OR REPLACE(p.name_key, ' ', '') LIKE :name${index} ESCAPE '!'`
      : '';
    return `(p.name_key LIKE :name${index} ESCAPE '!'${inOne} OR p.organisation_key LIKE :name${index} ESCAPE '!' OR p.email_key LIKE :email${index} ESCAPE '!')`;
  });
  return { parts, replacements };
}
