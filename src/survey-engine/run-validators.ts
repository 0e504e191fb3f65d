import type { CheckContext } from './check-context';
import type { CompiledField, CompiledValidator } from './compiled-survey';
import type { Scope } from './expressions';
import { isEmail } from './value-formats';

/**
 * Runs the validators of a field and the minimum of its choices. An expression validator runs without
 * an answer too, as in survey-core; the others do not.
 */
export function runValidators(
  context: CheckContext,
  field: CompiledField,
  value: unknown,
  scope: Scope,
  path: string,
): void {
  const { problems } = context;
  if (field.rule.kind === 'choices') {
    checkMinimum(context, field, Array.isArray(value) ? value : [], path);
  }
  for (const validator of field.validators) {
    if (validator.type === 'expression') {
      if (!context.conditions.holds(validator.expression, scope)) {
        problems.add(path, 'rule', field.title, '', validator.text);
      }
    } else if (value !== undefined) {
      runValidator(context, field, validator, value, path);
    }
  }
}

function checkMinimum(
  { problems }: CheckContext,
  field: CompiledField,
  values: unknown[],
  path: string,
): void {
  if (field.rule.kind !== 'choices' || values.length >= field.rule.min) return;
  const { items, min } = field.rule;
  const alone = values.length === 1 && items.get(values[0] as string)?.exclusive === true;
  if (!alone) problems.add(path, 'too_few_choices', field.title, min);
}

function runValidator(
  { problems }: CheckContext,
  field: CompiledField,
  validator: Exclude<CompiledValidator, { type: 'expression' }>,
  value: unknown,
  path: string,
): void {
  const { title } = field;
  const { text } = validator;
  switch (validator.type) {
    case 'numeric': {
      const number = typeof value === 'string' ? Number(value) : value;
      if (typeof number !== 'number' || Number.isNaN(number)) {
        problems.add(path, 'not_number', title, '', text);
      } else if (validator.min !== undefined && number < validator.min) {
        problems.add(path, 'too_small', title, validator.min, text);
      } else if (validator.max !== undefined && number > validator.max) {
        problems.add(path, 'too_large', title, validator.max, text);
      }
      return;
    }
    case 'text': {
      const length = typeof value === 'string' ? value.length : 0;
      if (!validator.digits && /\d$/.test(String(value))) {
        problems.add(path, 'no_digits', title, '', text);
      }
      if (length < validator.min) problems.add(path, 'too_short', title, validator.min, text);
      if (validator.max > 0 && length > validator.max) {
        problems.add(path, 'too_long', title, validator.max, text);
      }
      return;
    }
    case 'email':
      if (!isEmail(String(value))) problems.add(path, 'not_email', title, '', text);
      return;
    case 'regex':
      if (!validator.pattern.matcher(String(value)).find()) {
        problems.add(path, 'pattern', title, '', text);
      }
      return;
    case 'answercount': {
      const count = Array.isArray(value) ? value.length : 0;
      if (validator.min > 0 && count < validator.min) {
        problems.add(path, 'too_few_choices', title, validator.min, text);
      }
      if (validator.max > 0 && count > validator.max) {
        problems.add(path, 'too_many_choices', title, validator.max, text);
      }
    }
  }
}
