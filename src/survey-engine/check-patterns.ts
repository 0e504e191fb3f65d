import { RE2JS } from 're2js';
import { columnQuestions } from './compile-rule';
import {
  isPanel,
  type ElementDefinition,
  type SurveyDefinition,
  type ValidatorDefinition,
} from './definition';
import type { DefinitionProblems, JsonPath } from './definition-problems';
import { slowReason } from './pattern-safety';
import { toRe2 } from './pattern-for-re2';
import { parsePattern, PatternError } from './pattern-syntax';

const MAX_LENGTH = 500;

/** Refuses patterns that the server cannot run with the same meaning, or a browser not in good time. */
export function checkPatterns(definition: SurveyDefinition, problems: DefinitionProblems): void {
  for (const [index, page] of definition.pages.entries()) {
    checkElements(page.elements, ['pages', index, 'elements'], problems);
  }
}

function checkElements(
  elements: ElementDefinition[],
  path: JsonPath,
  problems: DefinitionProblems,
): void {
  for (const [index, element] of elements.entries()) {
    const at = [...path, index];
    if (isPanel(element)) {
      checkElements(element.elements, [...at, 'elements'], problems);
      continue;
    }
    checkValidators(element.validators, at, problems);
    for (const [line, item] of (element.items ?? []).entries()) {
      checkValidators(item.validators, [...at, 'items', line], problems);
    }
    if (element.type === 'paneldynamic') {
      checkElements(element.templateElements ?? [], [...at, 'templateElements'], problems);
    } else if (element.type === 'matrixdropdown' || element.type === 'matrixdynamic') {
      for (const [number, column] of columnQuestions(element).entries()) {
        checkValidators(column.validators, [...at, 'columns', number], problems);
      }
    }
  }
}

function checkValidators(
  validators: ValidatorDefinition[] | undefined,
  path: JsonPath,
  problems: DefinitionProblems,
): void {
  for (const [index, { type, regex, caseInsensitive }] of (validators ?? []).entries()) {
    if (type !== 'regex' || regex === undefined) continue;
    const reason = patternProblem(regex, caseInsensitive === true);
    if (reason === undefined) continue;
    const at = [...path, 'validators', index, 'regex'];
    problems.error('unsafe_pattern', at, `This pattern cannot be used: ${reason}.`);
  }
}

/** Why a pattern cannot be used, or undefined. */
export function patternProblem(pattern: string, ignoreCase: boolean): string | undefined {
  if (pattern.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  try {
    // A pattern that a browser cannot parse would break the page of the form.
    new RegExp(pattern);
    const node = parsePattern(pattern, ignoreCase);
    const slow = slowReason(node);
    if (slow !== undefined) return slow;
    RE2JS.compile(toRe2(node));
    return undefined;
  } catch (error) {
    return error instanceof PatternError ? error.message : 'it is not a regular expression';
  }
}

/** A checked pattern for the server's own, linear engine. */
export function compilePattern(pattern: string, ignoreCase: boolean): RE2JS {
  return RE2JS.compile(toRe2(parsePattern(pattern, ignoreCase)));
}
