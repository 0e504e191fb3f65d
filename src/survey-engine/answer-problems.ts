import { ANSWER_LIMITS } from './answer-limits';
import type { AnswerProblem } from './answers';

/** Every message about an answer, by its code. {title} is the question, {n} and {m} are limits. */
const MESSAGES = {
  not_an_object: 'The answers must be one JSON object.',
  unknown_key: 'This form has no question with this name.',
  required: 'Please answer “{title}”.',
  comment_required: 'Please describe what you mean by “other”.',
  comment_without_other: 'A description is only expected when “other” is chosen.',
  hidden: '“{title}” is not asked for the answers given, so it cannot be answered.',
  read_only: '“{title}” cannot be changed.',
  wrong_result: '“{title}” is computed from other answers and does not match them.',
  not_text: '“{title}” must be a text.',
  bad_characters: '“{title}” contains characters that cannot be stored.',
  too_long: '“{title}” must be at most {n} characters long.',
  too_short: '“{title}” must be at least {n} characters long.',
  no_digits: '“{title}” must not end with digits.',
  not_email: '“{title}” must be an email address, such as name@organisation.example.',
  not_url: '“{title}” must be a web address, such as https://organisation.example.',
  not_number: '“{title}” must be a number.',
  too_small: '“{title}” must be {n} or more.',
  too_large: '“{title}” must be {n} or less.',
  wrong_step: '“{title}” must be a multiple of {n}.',
  not_integer: '“{title}” must be a whole number.',
  not_date: '“{title}” must be a date that exists, written as YYYY-MM-DD.',
  too_early: '“{title}” must be on or after {n}.',
  too_late: '“{title}” must be on or before {n}.',
  unknown_choice: '“{title}” has no such choice.',
  choice_not_shown: 'A choice made in “{title}” is not offered for the answers given.',
  not_a_list: '“{title}” must be a list of choices.',
  duplicate_choice: 'Each choice of “{title}” can be made only once.',
  exclusive_choice: 'One of the choices made in “{title}” can only be made alone.',
  too_few_choices: '“{title}” needs at least {n} choices.',
  too_many_choices: '“{title}” takes at most {n} choices.',
  incomplete_ranking: '“{title}” must rank every choice.',
  not_a_record: '“{title}” must be answered part by part.',
  unknown_row: '“{title}” has no such row.',
  row_not_shown: 'A row of “{title}” is not asked for the answers given.',
  row_required: 'Please answer every row of “{title}”.',
  rows_not_unique: 'Each row of “{title}” must have a different answer.',
  duplicate_key: '“{title}” must be different in each entry.',
  too_many_rows: '“{title}” takes at most {n} entries.',
  too_few_rows: '“{title}” needs at least {n} filled entries.',
  not_a_file: '“{title}” must be a list of uploaded files.',
  too_many_files: '“{title}” takes at most {n} files.',
  file_type: '“{title}” does not take files of this kind.',
  pattern: '“{title}” is not written in the expected form.',
  rule: '“{title}” does not fit the other answers.',
  too_many_problems: 'There are more problems; the first {n} are listed.',
} as const;

export type ProblemCode = keyof typeof MESSAGES;

/** Collects problems of one top-level question after another, at most ANSWER_LIMITS.problems of them. */
export class ProblemList {
  readonly problems: AnswerProblem[] = [];
  /** The top-level question under way. */
  question = '';
  private readonly paths = new Set<string>();

  /** `text`, when not empty, is the author's own message and goes before ours. */
  add(path: string, code: ProblemCode, title: string, n: number | string = '', text = ''): void {
    this.paths.add(path);
    if (this.problems.length > ANSWER_LIMITS.problems) return;
    const full = this.problems.length === ANSWER_LIMITS.problems;
    const used = full ? 'too_many_problems' : code;
    const limit = full ? ANSWER_LIMITS.problems : n;
    this.problems.push({
      question: this.question,
      path,
      code: used,
      message:
        text !== '' && !full
          ? text
          : MESSAGES[used].replaceAll('{title}', () => title).replaceAll('{n}', String(limit)),
    });
  }

  /** Whether something at `path` was already found wrong, so that a follow-up would only be noise. */
  has(path: string): boolean {
    return this.paths.has(path);
  }

  /** Whether no further problem would be listed; looking for more is then idle. */
  get full(): boolean {
    return this.problems.length > ANSWER_LIMITS.problems;
  }

  get none(): boolean {
    return this.problems.length === 0;
  }
}
