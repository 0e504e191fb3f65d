import { ProblemList } from './answer-problems';
import { isEmptyAnswer, isRecord, type Answers, type AnswersResult } from './answers';
import type { CheckContext } from './check-context';
import { checkFields } from './check-fields';
import type { CompiledSurvey, FieldGroup } from './compiled-survey';
import { withToday } from './expressions';
import { readDraft } from './read-draft';
import { AnswerReader } from './read-answers';
import { Conditions } from './visibility';

export type { Answers, AnswersResult } from './answers';

/**
 * The full check of answers sent for good. Reports every problem (up to a limit), never throws.
 * The answers returned are a new object in the order of the definition: computed questions carry the
 * value computed here, empty answers and empty rows are left out.
 *
 * Answers to questions that the other answers hide are refused: the browser removes them before sending
 * (clearInvisibleValues of SurveyJS), so what is left was tampered with or sent by other means. Inside
 * repeated parts SurveyJS removes only some of them; there they are left out of what is returned.
 *
 * `today` (YYYY-MM-DD) is what today() means in the form's expressions; the present day in UTC if left out.
 */
export function checkAnswers(
  survey: CompiledSurvey,
  answers: unknown,
  options: { today?: string } = {},
): AnswersResult {
  const problems = new ProblemList(survey.language);
  if (!isRecord(answers)) {
    problems.add('', 'not_an_object', '');
    return { ok: false, problems: problems.problems };
  }
  const read = new AnswerReader(problems).readGroup(survey.group, answers, '');
  const check = (): CheckContext['leftOut'] => {
    const claimed = new Map<string, unknown>();
    for (const { kind, name } of survey.computed) {
      if (kind === 'question') claimed.set(name, read[name]);
    }
    const conditions = new Conditions(survey, read);
    return checkFields(conditions, problems, survey, read, claimed);
  };
  const leftOut = survey.usesClock
    ? withToday(options.today ?? new Date().toISOString().slice(0, 10), check)
    : check();
  if (!problems.none) return { ok: false, problems: problems.problems };
  const inside = leftOut.filter(({ record, key }) => record !== read && Object.hasOwn(record, key));
  for (const { record, key } of leftOut) Reflect.deleteProperty(record, key);
  const result = cleaned(survey.group, read);
  // What was left out of an entry may itself have shown other parts of it.
  return inside.length > 0 ? checkAnswers(survey, result, options) : { ok: true, answers: result };
}

/**
 * The check of unfinished answers: known names, the right containers, sizes. Values may be half typed,
 * required ones missing, and answers to questions now hidden are kept, since they may be shown again.
 */
export function checkDraft(survey: CompiledSurvey, answers: unknown): AnswersResult {
  const problems = new ProblemList(survey.language);
  if (!isRecord(answers)) {
    problems.add('', 'not_an_object', '');
    return { ok: false, problems: problems.problems };
  }
  const draft = readDraft(survey.group, answers, '', problems);
  return problems.none ? { ok: true, answers: draft } : { ok: false, problems: problems.problems };
}

/** Puts computed values in their place and drops empty rows. An emptied list stays: it means "none". */
function cleaned(group: FieldGroup, answers: Answers): Answers {
  const result: Answers = {};
  for (const { key, rule, comment } of group.fields) {
    const value = answers[key];
    if (value !== undefined) {
      result[key] =
        rule.kind === 'list' && Array.isArray(value)
          ? value.filter((row) => !isEmptyAnswer(row))
          : value;
    }
    if (comment !== undefined && answers[comment.key] !== undefined) {
      result[comment.key] = answers[comment.key];
    }
  }
  return result;
}
