import type { CheckContext } from './check-context';
import type { Bounds, ChoicesValue, CompiledField, CompiledItems } from './compiled-survey';
import type { Expression, Scope } from './expressions';
import { dayOf, isEmail, isMultipleOf, isWebAddress } from './value-formats';

/** Checks one well-formed value against the ranges, formats and visible choices of its field. */
export function checkValue(
  context: CheckContext,
  field: CompiledField,
  value: unknown,
  scope: Scope,
  path: string,
): void {
  const { rule, title } = field;
  const { problems } = context;
  switch (rule.kind) {
    case 'text':
      if (rule.text === 'email' && !isEmail(value as string))
        problems.add(path, 'not_email', title);
      if (rule.text === 'url' && !isWebAddress(value as string))
        problems.add(path, 'not_url', title);
      return;
    case 'number': {
      const number = value as number;
      const { low, high } = numberLimits(rule, scope);
      if (low !== undefined && number < low) problems.add(path, 'too_small', title, low);
      if (high !== undefined && number > high) problems.add(path, 'too_large', title, high);
      if (rule.step !== undefined && !isMultipleOf(number, rule.step)) {
        if (rule.step === 1) problems.add(path, 'not_integer', title);
        else problems.add(path, 'wrong_step', title, rule.step);
      }
      return;
    }
    case 'date': {
      const { low, high } = dateLimits(rule, scope);
      if (low !== undefined && (value as string) < low) problems.add(path, 'too_early', title, low);
      if (high !== undefined && (value as string) > high) {
        problems.add(path, 'too_late', title, high);
      }
      return;
    }
    case 'choice':
      if (!isOffered(context, rule.items, value, scope)) {
        problems.add(path, 'choice_not_shown', title);
      }
      return;
    case 'choices':
      checkChoices(context, rule, value as unknown[], scope, path, title);
      return;
    case 'matrix':
      for (const [row, cell] of Object.entries(value as object)) {
        const cells: unknown[] = rule.multiple ? (cell as unknown[]) : [cell];
        if (!cells.every((one) => isOffered(context, rule.columns, one, scope))) {
          problems.add(`${path}.${row}`, 'choice_not_shown', title);
        }
      }
      return;
    default:
  }
}

/** Whether a known choice is visible now. */
export function isOffered(
  { conditions }: CheckContext,
  items: CompiledItems,
  value: unknown,
  scope: Scope,
): boolean {
  const item = items.get(value as string | number);
  return item !== undefined && conditions.isShown(item, scope);
}

function checkChoices(
  context: CheckContext,
  rule: ChoicesValue,
  values: unknown[],
  scope: Scope,
  path: string,
  title: string,
): void {
  const { problems, conditions } = context;
  if (!values.every((value) => isOffered(context, rule.items, value, scope))) {
    problems.add(path, 'choice_not_shown', title);
  }
  const exclusive = values.some((value) => rule.items.get(value as string)?.exclusive === true);
  if (exclusive && values.length > 1) problems.add(path, 'exclusive_choice', title);
  if (rule.max > 0 && values.length > rule.max) {
    problems.add(path, 'too_many_choices', title, rule.max);
  }
  if (rule.ranksAll) {
    let offered = 0;
    for (const item of rule.items.values()) if (conditions.isShown(item, scope)) offered += 1;
    if (values.length < offered) problems.add(path, 'incomplete_ranking', title);
  }
}

/** The least and the greatest value allowed with these answers. */
export interface Limits<T> {
  low?: T | undefined;
  high?: T | undefined;
}

export function numberLimits(rule: Bounds<number>, scope: Scope): Limits<number> {
  return limits(rule, scope, toNumber);
}

export function dateLimits(rule: Bounds<string>, scope: Scope): Limits<string> {
  return limits(rule, scope, toDay);
}

function limits<T>(
  rule: Bounds<T>,
  scope: Scope,
  convert: (value: unknown) => T | undefined,
): Limits<T> {
  const of = (fixed: T | undefined, expression: Expression | undefined): T | undefined =>
    expression === undefined ? fixed : (convert(expression.value(scope)) ?? fixed);
  return { low: of(rule.min, rule.minExpression), high: of(rule.max, rule.maxExpression) };
}

function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toDay(value: unknown): string | undefined {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return dayOf(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, 10) : undefined;
}
