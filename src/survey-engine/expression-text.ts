import { ConditionsParser } from 'survey-core';

/** Functions of survey-core that are pure, synchronous and need no Model. Others are refused. */
export const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set([
  'iif',
  'sum',
  'min',
  'max',
  'avg',
  'count',
  'round',
  'trunc',
  'substring',
  'sumInArray',
  'minInArray',
  'maxInArray',
  'countInArray',
  'avgInArray',
  'age',
  'dateDiff',
  'dateAdd',
  'diffDays',
  'getDate',
  'getYear',
  'year',
  'month',
  'day',
  'weekday',
  'today',
  'currentYear',
]);

/** Those that read the clock. */
export const CLOCK_FUNCTIONS: ReadonlySet<string> = new Set([
  'age',
  'today',
  'currentYear',
  'year',
  'month',
  'day',
  'weekday',
]);

/** Those that give a Date, which JSON answers cannot hold: fine in conditions, not as a computed value. */
export const DATE_FUNCTIONS: ReadonlySet<string> = new Set(['today', 'dateAdd', 'getDate']);

/** Those whose second argument names a field of the rows, which is no variable. */
export const ARRAY_FUNCTIONS: ReadonlySet<string> = new Set([
  'sumInArray',
  'minInArray',
  'maxInArray',
  'countInArray',
  'avgInArray',
]);

const MAX_NESTING = 30;

/** What stands in an expression. `variables` are written as in it: `sex`, `panel.role`, `staff[0].name`. */
export interface ExpressionParts {
  variables: string[];
  functions: { name: string; arguments: number }[];
}

/** The parts of an expression, or undefined when survey-core cannot parse it. */
export function parseExpression(text: string): ExpressionParts | undefined {
  if (nesting(text) > MAX_NESTING) return undefined;
  const operand = new ConditionsParser().parseExpression(text);
  // survey-core types the parser's result as always there, but gives undefined on a syntax error.
  if ((operand as typeof operand | undefined) === undefined) return undefined;
  const parts: ExpressionParts = { variables: [], functions: [] };
  const list: { getType(): string }[] = [];
  operand.addOperandsToList(list as never[]);
  for (const part of list) {
    if (part.getType() === 'variable') {
      parts.variables.push((part as unknown as { variable: string }).variable);
    } else if (part.getType() === 'function') {
      const call = part as unknown as { functionName: string; paramValues: unknown[] };
      parts.functions.push({ name: call.functionName, arguments: call.paramValues.length });
    }
  }
  return parts;
}

/** Names of the functions called in an expression. */
export function functionsIn(text: string): string[] {
  return parseExpression(text)?.functions.map(({ name }) => name) ?? [];
}

/** The names at the root of an expression's variables: `sex`, `panel`, `row`, `staff`. */
export function rootsIn(text: string): string[] {
  return (parseExpression(text)?.variables ?? []).map(rootOf);
}

/** `staff[0].name` -> `staff`. */
export function rootOf(variable: string): string {
  return /^[^.[]*/.exec(variable)?.[0] ?? variable;
}

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '(' || character === '[' || character === '!') depth += 1;
    else if (character === ')' || character === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
