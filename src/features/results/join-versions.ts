import { questionsIn, titleOf, type SurveyDefinition } from '../../survey-engine/definition';
import { tabulable, type TabulableQuestion } from '../../survey-engine/tabulable';
import type { PublishedVersion } from './results.queries';

/** A question as the results show it: the same name and kind in one or more versions. */
export interface JoinedQuestion extends Omit<TabulableQuestion, 'kind'> {
  /** `open`: answered in words, with files, dates or repeated parts; only how many answered is counted. */
  kind: TabulableQuestion['kind'] | 'open';
  /** Numbers of the versions that asked it, oldest first. */
  askedIn: number[];
  versionIds: Set<number>;
}

/**
 * The questions of several versions, joined by field name. Texts are those of the newest version that
 * asks; choices that only older versions offer come last. A question whose kind was changed stands
 * there once a kind, since its answers cannot be counted together.
 *
 * @param versions newest first
 */
export function joinVersions(versions: readonly PublishedVersion[]): JoinedQuestion[] {
  const joined = new Map<string, JoinedQuestion>();
  for (const version of versions) {
    for (const question of questionsOf(version.definition)) {
      const key = `${question.kind} ${question.question}`;
      const known = joined.get(key);
      if (known === undefined) {
        joined.set(key, {
          ...question,
          askedIn: [version.number],
          versionIds: new Set([version.id]),
        });
        continue;
      }
      known.askedIn.unshift(version.number);
      known.versionIds.add(version.id);
      known.items = withOlder(known.items, question.items);
      known.options = withOlder(known.options, question.options);
    }
  }
  return [...joined.values()];
}

/** Names of the questions that cannot be tabulated in any of these versions. */
export function repeatedQuestions(questions: readonly JoinedQuestion[]): string[] {
  const closed = new Set(
    questions.filter(({ kind }) => kind !== 'open').map(({ question }) => question),
  );
  return questions
    .filter(({ kind, question }) => kind === 'open' && !closed.has(question))
    .map(({ question }) => question);
}

function questionsOf(
  definition: SurveyDefinition,
): Omit<JoinedQuestion, 'askedIn' | 'versionIds'>[] {
  const closed = new Map(
    tabulable(definition).map((question) => [question.question, question] as const),
  );
  return definition.pages.flatMap((page) =>
    questionsIn(page.elements)
      .filter(({ type }) => type !== 'html')
      .map(
        (question) =>
          closed.get(question.name) ?? {
            question: question.name,
            title: titleOf(question),
            page: titleOf(page),
            kind: 'open' as const,
            items: [],
            options: [],
          },
      ),
  );
}

type Code = TabulableQuestion['items'][number];

function withOlder(newer: Code[], older: Code[]): Code[] {
  const known = new Set(newer.map(({ code }) => code));
  return [...newer, ...older.filter(({ code }) => !known.has(code))];
}
