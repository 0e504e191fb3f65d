import type { Model } from 'survey-core';
import { sameValue, type Answers } from './answers';
import { answersToSend } from './answers-to-send';
import type { Problem } from './answer-server';
import { chooseAnswers, mergeAnswers, type Conflict } from './merge-answers';

/** An answer that differs from what is stored. */
export interface Change {
  question: string;
  before: unknown;
  after: unknown;
}

/** What the server said to a correction. */
export type Outcome =
  | { kind: 'stored'; next: string }
  /** Somebody else's correction was taken over; `conflicts` wait for a choice. */
  | { kind: 'changed_meanwhile'; conflicts: Conflict[] }
  | { kind: 'refused'; message: string; problems: Problem[]; fields: Record<string, string> };

interface Start {
  model: Model;
  definition: object;
  stored: Answers;
  corrections: number;
  address: string;
  csrf: string;
}

interface ErrorBody {
  code: string;
  message: string;
  problems?: Problem[];
  fields?: Record<string, string>;
  answers?: Answers;
  corrections?: number;
}

/** A correction of stored answers in the making. Nothing leaves the page before it is stored. */
export class CorrectionSession {
  private merged: Answers = {};
  private conflicts: Conflict[] = [];
  private stored: Answers;
  private corrections: number;

  constructor(private readonly start: Start) {
    this.stored = start.stored;
    this.corrections = start.corrections;
    start.model.data = structuredClone(start.stored);
  }

  /** The answers as they would be sent: without those that others hide. */
  answers(): Answers {
    return answersToSend(this.start.definition, 'en', this.start.model);
  }

  changes(answers: Answers): Change[] {
    const names = new Set([...Object.keys(this.stored), ...Object.keys(answers)]);
    return [...names]
      .map((question) => ({
        question,
        before: this.stored[question],
        after: answers[question],
      }))
      .filter(({ before, after }) => !sameValue(before, after));
  }

  async store(reason: string): Promise<Outcome> {
    const answers = this.answers();
    const { address, csrf } = this.start;
    let response: Response;
    let body: { next?: string; error?: ErrorBody };
    try {
      response = await fetch(address, {
        method: 'POST',
        headers: {
          Accept: 'application/json',
          'Content-Type': 'application/json',
          'X-CSRF-Token': csrf,
        },
        body: JSON.stringify({ answers, corrections: this.corrections, reason }),
      });
      body = (await response.json()) as typeof body;
    } catch {
      return refusal('The server could not be reached. Nothing is lost: please try again.');
    }
    if (response.ok) return { kind: 'stored', next: body.next ?? '' };
    const { error } = body;
    if (error?.code === 'changed_meanwhile') return this.takeOver(answers, error);
    return {
      ...refusal(error?.message ?? 'The server could not store the correction.'),
      problems: error?.problems ?? [],
      fields: error?.fields ?? {},
    };
  }

  private takeOver(mine: Answers, { answers = {}, corrections = 0 }: ErrorBody): Outcome {
    const { answers: merged, conflicts } = mergeAnswers(this.stored, mine, answers);
    this.stored = answers;
    this.corrections = corrections;
    this.merged = merged;
    this.conflicts = conflicts;
    this.start.model.data = structuredClone(merged);
    return { kind: 'changed_meanwhile', conflicts };
  }

  /** @param theirs names of the questions in which the other correction counts */
  choose(theirs: ReadonlySet<string>): void {
    this.start.model.data = structuredClone(chooseAnswers(this.merged, this.conflicts, theirs));
  }
}

function refusal(message: string): Extract<Outcome, { kind: 'refused' }> {
  return { kind: 'refused', message, problems: [], fields: {} };
}
