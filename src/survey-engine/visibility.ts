import type { Answers } from './answers';
import type { CompiledField, CompiledItem, CompiledSurvey } from './compiled-survey';
import type { Expression, Scope } from './expressions';

/** The conditions of one set of answers; those outside repeated parts are evaluated once. */
export class Conditions {
  readonly root: Scope;
  private readonly known: (boolean | undefined)[];

  /** `answers` must be well-formed; computed questions in them are replaced by their true values. */
  constructor(survey: CompiledSurvey, answers: Answers) {
    this.known = new Array<boolean | undefined>(survey.expressionCount);
    this.root = { values: answers, calculated: {} };
    for (const { kind, name, formula } of survey.computed) {
      const value = storable(formula.value(this.root));
      if (kind === 'calculated') this.root.calculated[name] = value;
      else if (value === undefined) Reflect.deleteProperty(this.root.values, name);
      else this.root.values[name] = value;
    }
  }

  holds(expression: Expression, scope: Scope): boolean {
    if (scope !== this.root) return expression.holds(scope);
    return (this.known[expression.id] ??= expression.holds(scope));
  }

  isVisible(field: CompiledField, scope: Scope): boolean {
    if (!field.shown) return false;
    for (const expression of field.visible) {
      if (!this.holds(expression, scope)) return false;
    }
    return true;
  }

  isOpen(field: CompiledField, scope: Scope): boolean {
    return field.enabled.every((expression) => this.holds(expression, scope));
  }

  isRequired(field: CompiledField, scope: Scope): boolean {
    if (field.required) return true;
    return field.requiredIf !== undefined && this.holds(field.requiredIf, scope);
  }

  isShown(item: CompiledItem, scope: Scope): boolean {
    return item.visible === undefined || this.holds(item.visible, scope);
  }
}

/** The names of the top-level questions a respondent with these answers would see, in order. */
export function visibleQuestions(survey: CompiledSurvey, answers: Answers): string[] {
  const conditions = new Conditions(survey, { ...answers });
  return survey.group.fields
    .filter((field) => conditions.isVisible(field, conditions.root))
    .map((field) => field.key);
}

/** A computed value as JSON can hold it: no NaN, no infinity, nothing but text, number and truth. */
function storable(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return undefined;
}
