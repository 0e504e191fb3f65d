/** Answers as SurveyJS keeps them: question name to value, JSON throughout. */
export type Answers = Record<string, unknown>;

/**
 * One thing wrong with a set of answers.
 * `question` is the top-level question (or the unknown key); `path` is where inside it, written as in
 * expressions with indexes from 0: `sex`, `barriers.language`, `partners[0].economy`.
 */
export interface AnswerProblem {
  question: string;
  path: string;
  code: string;
  message: string;
}

export type AnswersResult =
  { ok: true; answers: Answers } | { ok: false; problems: AnswerProblem[] };

export function isRecord(value: unknown): value is Answers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Nothing answered: undefined, null, an empty text, list or record (records of nothing included). */
export function isEmptyAnswer(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}
