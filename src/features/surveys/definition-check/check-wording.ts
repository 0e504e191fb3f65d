import { visit } from 'jsonc-parser';
import type { DefinitionProblem } from '../../../survey-engine/definition-problems';
import { wordingRemarks } from '../../../messages/nomenclature';

/** Properties that hold no text for a reader: names, codes, conditions. */
const silent = new Set([
  'name',
  'value',
  'type',
  'visibleIf',
  'enableIf',
  'requiredIf',
  'expression',
  'regex',
  'keyName',
]);
const most = 100;

/** Warnings about the words for economies in the texts of a definition, each with its place. */
export function checkWording(text: string): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  visit(text, {
    onLiteralValue(value, offset, length, line, column, pathOf) {
      if (typeof value !== 'string' || problems.length >= most) return;
      // Escapes in the source are longer than what they stand for: the source is what has places.
      const remarks = wordingRemarks(text.slice(offset, offset + length));
      if (remarks.length === 0) return;
      const path = pathOf();
      if (silent.has(String(path.at(-1)))) return;
      for (const { word, index, advice } of remarks) {
        problems.push({
          severity: 'warning',
          code: 'wording',
          path: path.map((part) => `/${part}`).join(''),
          line: line + 1,
          column: column + index + 1,
          message: `“${word}”: APEC texts say ${advice}.`,
        });
      }
    },
  });
  return problems;
}
