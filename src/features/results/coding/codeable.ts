import {
  localized,
  titleOf,
  walkQuestions,
  type QuestionDefinition,
  type SurveyDefinition,
} from '../../../survey-engine/definition';
import type { PublishedVersion } from '../results.queries';

/**
 * Where words stand: in a question of their own, beside the choice "other" of a question, or in the field
 * for remarks on a question.
 */
export type WordsPlace = 'question' | 'other' | 'comment';

/** Words of respondents to which codes can be given. */
export interface CodeableQuestion {
  /** Key of the words in answers: the name of their question, or of the one they stand beside with "-Comment". */
  name: string;
  place: WordsPlace;
  /** Name of the question that was put: their own, or the one they stand beside. */
  question: string;
  title: string;
  /** Title of the question whose answer "other" these words explain; empty for all others. */
  beside: string;
  page: string;
  versionIds: number[];
  /** Numbers of the versions that asked it, oldest first. */
  askedIn: number[];
}

/**
 * Where people answer a form in words of their own; questions that say who answers (name, organisation,
 * address) are left out.
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
    for (const words of wordsIn(definition)) {
      if (words.place === 'question' && personal.has(words.name)) continue;
      const key = `${words.place} ${words.name}`;
      const known = found.get(key) ?? { ...words, versionIds: [], askedIn: [] };
      known.versionIds.push(id);
      known.askedIn.unshift(number);
      found.set(key, known);
    }
  }
  // A field that was one for remarks in one version and beside "other" in another: the newest counts.
  const names = new Set<string>();
  return [...found.values()].filter(({ name }) => !names.has(name) && names.add(name));
}

// A question of its own that is put to those who chose "other", as the product's forms have them.
const explains = /\{([^{}.]+)\}\s*(?:contains|=)\s*'other'/;

type Words = Omit<CodeableQuestion, 'versionIds' | 'askedIn'>;

function wordsIn(definition: SurveyDefinition): Words[] {
  const words: Words[] = [];
  const titles = new Map<string, string>();
  walkQuestions(definition, (question) => titles.set(question.name, titleOf(question)));
  walkQuestions(definition, (question, { page }) => {
    const explained = explains.exec(question.visibleIf ?? '')?.[1] ?? '';
    const beside = titles.get(explained) ?? '';
    const shared = { question: question.name, page: titleOf(page), beside };
    if (isWords(question)) {
      words.push({ ...shared, name: question.name, place: 'question', title: titleOf(question) });
    }
    const field = fieldBeside(question);
    if (field !== null) {
      const title = `${titleOf(question)} – ${field.label}`;
      words.push({
        ...shared,
        name: `${question.name}-Comment`,
        place: field.place,
        title,
        beside: '',
      });
    }
  });
  return words;
}

function isWords({ type, inputType = 'text' }: QuestionDefinition): boolean {
  return type === 'comment' || (type === 'text' && inputType === 'text');
}

function fieldBeside(question: QuestionDefinition): { place: WordsPlace; label: string } | null {
  if (question.showOtherItem === true) {
    return { place: 'other', label: localized(question.otherText) || 'Other' };
  }
  if (question.showCommentArea === true) {
    return { place: 'comment', label: localized(question.commentText) || 'Comment' };
  }
  return null;
}
