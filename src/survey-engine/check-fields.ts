import type { ProblemList } from './answer-problems';
import { isEmptyAnswer, type Answers } from './answers';
import type { CheckContext } from './check-context';
import { checkRepeated } from './check-repeated';
import { checkValue } from './check-value';
import type { CompiledField, CompiledSurvey } from './compiled-survey';
import type { Scope } from './expressions';
import { runValidators } from './run-validators';
import type { Conditions } from './visibility';

/**
 * The second half of a check: visibility, required, ranges and validators, over well-formed answers.
 * Returns the hidden values that are to be left out of the answers.
 */
export function checkFields(
  conditions: Conditions,
  problems: ProblemList,
  survey: CompiledSurvey,
  answers: Answers,
  claimed: ReadonlyMap<string, unknown>,
): CheckContext['leftOut'] {
  const leftOut: CheckContext['leftOut'] = [];
  const context: CheckContext = {
    leftOut,
    conditions,
    problems,
    claimed,
    checkGroup: (group, record, scope, prefix) => {
      for (const field of group.fields) {
        if (prefix === '') problems.question = field.key;
        const path = prefix === '' ? field.key : `${prefix}.${field.key}`;
        checkField(context, field, record, scope, path);
      }
    },
  };
  context.checkGroup(survey.group, answers, conditions.root, '');
  return leftOut;
}

function checkField(
  context: CheckContext,
  field: CompiledField,
  answers: Answers,
  scope: Scope,
  path: string,
): void {
  const { conditions, problems } = context;
  const value = answers[field.key];
  const comment = field.comment === undefined ? undefined : answers[field.comment.key];
  if (!conditions.isVisible(field, scope)) {
    const isComputed = field.rule.kind === 'expression';
    const inside = scope !== conditions.root;
    if (isComputed || inside) context.leftOut.push({ record: answers, key: field.key });
    if (inside && field.comment !== undefined) {
      context.leftOut.push({ record: answers, key: field.comment.key });
    }
    const given = isComputed ? context.claimed.get(field.key) : value;
    if (!inside && (given !== undefined || comment !== undefined)) {
      problems.add(path, 'hidden', field.title);
    }
    return;
  }
  if (field.rule.kind === 'expression') {
    const claimed = context.claimed.get(field.key);
    if (claimed !== undefined && !sameResult(claimed, value)) {
      problems.add(path, 'wrong_result', field.title);
    }
    return;
  }
  checkComment(context, field, value, comment, path);
  if (field.readOnly) {
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(field.defaultValue)) {
      problems.add(path, 'read_only', field.title);
    }
    return;
  }
  if (value !== undefined) checkValue(context, field, value, scope, path);
  // A field closed by enableIf keeps what was answered while it was open, and demands nothing.
  if (!conditions.isOpen(field, scope) || problems.has(path)) return;
  if (isUnanswered(value) && conditions.isRequired(field, scope)) {
    problems.add(path, 'required', field.title, '', field.requiredText);
  } else {
    checkRepeated(context, field, value, scope, path);
    runValidators(context, field, value, scope, path);
  }
}

/** As survey-core: blanks alone are no answer to a required question. */
function isUnanswered(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return isEmptyAnswer(value) || (Array.isArray(value) && value.every(isEmptyAnswer));
}

function checkComment(
  context: CheckContext,
  field: CompiledField,
  value: unknown,
  comment: unknown,
  path: string,
): void {
  if (field.comment?.onlyWithOther !== true) return;
  const other = value === 'other' || (Array.isArray(value) && value.includes('other'));
  if (comment !== undefined && !other) {
    context.problems.add(`${path}-Comment`, 'comment_without_other', field.title);
  } else if (other && (typeof comment !== 'string' || comment.trim() === '')) {
    if (context.problems.has(`${path}-Comment`)) return;
    context.problems.add(`${path}-Comment`, 'comment_required', field.title);
  }
}

function sameResult(claimed: unknown, computed: unknown): boolean {
  if (typeof claimed === 'number' && typeof computed === 'number') {
    return Math.abs(claimed - computed) <= 1e-9 * Math.max(1, Math.abs(computed));
  }
  return claimed === computed;
}
