import { titleOf, walkQuestions, type SurveyDefinition } from '../../../survey-engine/definition';
import type { PublishedVersion } from '../results.queries';

/** A question answered in words, to whose answers codes can be given. */
export interface CodeableQuestion {
  name: string;
  title: string;
  page: string;
  versionIds: number[];
  /** Numbers of the versions that asked it, oldest first. */
  askedIn: number[];
}

/**
 * The questions of a form that people answer in words of their own; those that say who answers (name,
 * organisation, address) are left out.
 *
 * @param versions newest first: titles are those of the newest that asks
 * @param personal names of the questions that say who answers
 */
export function codeableQuestions(
  versions: readonly PublishedVersion[],
  personal: ReadonlySet<string>,
): CodeableQuestion[] {
  const found = new Map<string, CodeableQuestion>();
  for (const { id, number, definition } of versions) {
    for (const { name, title, page } of wordsIn(definition)) {
      if (personal.has(name)) continue;
      const known = found.get(name) ?? { name, title, page, versionIds: [], askedIn: [] };
      known.versionIds.push(id);
      known.askedIn.unshift(number);
      found.set(name, known);
    }
  }
  return [...found.values()];
}

function wordsIn(definition: SurveyDefinition): { name: string; title: string; page: string }[] {
  const questions: { name: string; title: string; page: string }[] = [];
  walkQuestions(definition, (question, { page }) => {
    const isWords =
      question.type === 'comment' ||
      (question.type === 'text' && (question.inputType ?? 'text') === 'text');
    if (isWords) {
      questions.push({ name: question.name, title: titleOf(question), page: titleOf(page) });
    }
  });
  return questions;
}
