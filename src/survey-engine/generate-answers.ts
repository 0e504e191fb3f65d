import { isEmptyAnswer, type Answers } from './answers';
import { checkAnswers } from './check-answers';
import type { CompiledField, CompiledSurvey, FieldGroup } from './compiled-survey';
import type { Scope } from './expressions';
import { generateText } from './generate-text';
import { generateValue, type Generator } from './generate-value';
import { Conditions } from './visibility';

const ROUNDS = 60;

/**
 * Valid answers for any definition that passed the check: made at random by type, then whatever the
 * check still refuses is made again. Used for tests, benchmarks and demonstration data; all invented.
 *
 * `random` gives numbers in [0, 1); the same numbers make the same answers. `fixed` answers are kept
 * where they are visible. `completeness` is the share of optional questions answered (0.8).
 * Throws when no valid answers are found, as when a fixed answer is itself not valid.
 */
export function generateAnswers(
  survey: CompiledSurvey,
  random: () => number,
  options: { fixed?: Answers; completeness?: number; today?: string } = {},
): Answers {
  const { fixed = {}, completeness = 0.8, ...checkOptions } = options;
  const generator: Generator = {
    random,
    fill: (group, scope, into) => {
      fillGroup(generator, group, scope, into, {
        completeness,
        skipped: new Set(),
        needed: new Set(),
      });
    },
  };
  const answers: Answers = { ...fixed };
  const skipped = new Set<string>();
  const needed = new Set<string>();
  let last = '';
  for (let round = 0; round < ROUNDS; round++) {
    settle(survey, generator, answers, fixed, { completeness, skipped, needed });
    for (const { name } of survey.computed) Reflect.deleteProperty(answers, name);
    const result = checkAnswers(survey, answers, checkOptions);
    if (result.ok) return result.answers;
    const refused = new Set(result.problems.map(({ question }) => question));
    for (const { key, comment } of survey.group.fields) {
      if (!refused.has(key) || Object.hasOwn(fixed, key)) continue;
      if (answers[key] === undefined) needed.add(key);
      Reflect.deleteProperty(answers, key);
      skipped.delete(key);
      if (comment !== undefined) Reflect.deleteProperty(answers, comment.key);
    }
    last = result.problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
  }
  throw new Error(`No valid answers found for this form: ${last}`);
}

/** How many optional questions to answer, and which were left out already. */
interface Share {
  completeness: number;
  skipped: Set<string>;
  /** Left out once and refused for it: a table that is optional can have a first row that is not. */
  needed: Set<string>;
}

/** Answers what is visible and unanswered, drops what is hidden, until nothing changes any more. */
function settle(
  survey: CompiledSurvey,
  generator: Generator,
  answers: Answers,
  fixed: Answers,
  share: Share,
): void {
  for (let pass = 0; pass < 10; pass++) {
    const { root } = new Conditions(survey, answers);
    const dropped = new Set<string>();
    for (const field of survey.group.fields) {
      if (isVisible(field, root)) {
        if (Object.hasOwn(fixed, field.key) && answers[field.key] === undefined) {
          answers[field.key] = fixed[field.key];
        }
      } else if (answers[field.key] !== undefined && field.rule.kind !== 'expression') {
        Reflect.deleteProperty(answers, field.key);
        if (field.comment !== undefined) Reflect.deleteProperty(answers, field.comment.key);
        dropped.add(field.key);
      }
    }
    const before = JSON.stringify(answers);
    fillGroup(generator, survey.group, root, answers, share);
    if (dropped.size === 0 && JSON.stringify(answers) === before) return;
  }
}

function fillGroup(
  generator: Generator,
  group: FieldGroup,
  scope: Scope,
  into: Answers,
  { completeness, skipped, needed }: Share,
): void {
  for (const field of group.fields) {
    if (field.rule.kind === 'expression' || into[field.key] !== undefined) continue;
    if (!isVisible(field, scope) || field.readOnly || !isOpen(field, scope)) continue;
    const required =
      field.required || needed.has(field.key) || field.requiredIf?.holds(scope) === true;
    if (!required && (skipped.has(field.key) || generator.random() >= completeness)) {
      skipped.add(field.key);
      continue;
    }
    const value = generateValue(generator, field, scope);
    if (isEmptyAnswer(value)) continue;
    into[field.key] = value;
    const other = value === 'other' || (Array.isArray(value) && value.includes('other'));
    if (field.comment !== undefined && (other || !field.comment.onlyWithOther)) {
      into[field.comment.key] = generateText(generator.random, 40);
    }
  }
}

function isVisible(field: CompiledField, scope: Scope): boolean {
  return field.shown && field.visible.every((expression) => expression.holds(scope));
}

function isOpen(field: CompiledField, scope: Scope): boolean {
  return field.enabled.every((expression) => expression.holds(scope));
}
