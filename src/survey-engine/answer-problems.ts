import { messagesFor, type Messages } from '../messages/messages';
import { ANSWER_LIMITS } from './answer-limits';
import type { AnswerProblem } from './answers';

export type ProblemCode = keyof Messages['answerProblems'];

/** Collects problems of one top-level question after another, at most ANSWER_LIMITS.problems of them. */
export class ProblemList {
  readonly problems: AnswerProblem[] = [];
  /** The top-level question under way. */
  question = '';
  private readonly paths = new Set<string>();
  private readonly words: Messages['answerProblems'];

  /** @param language of the messages */
  constructor(language?: string) {
    this.words = messagesFor(language).answerProblems;
  }

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
          : this.words[used].replaceAll('{title}', () => title).replaceAll('{n}', String(limit)),
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
