import type { ReportedQuestion } from './tabulate';

/** A question in the contents of a form. */
export interface ListedQuestion<Q> {
  /** Of its place on the page: "q1" is the first of the whole form, whichever part is shown. */
  id: string;
  question: Q;
}

/** A page of the form, as results show it: one at a time. */
export interface FormPart<Q> {
  /** From 1, in the order of the form. */
  number: number;
  title: string;
  questions: ListedQuestion<Q>[];
}

/** The number of a part, or all of them on one page. */
export type PartChoice = number | 'all';

/** The parts of a form by the titles of its pages. */
export function partsOf<Q extends Pick<ReportedQuestion, 'page'>>(
  questions: readonly Q[],
): FormPart<Q>[] {
  const parts = new Map<string, FormPart<Q>>();
  for (const [index, question] of questions.entries()) {
    const { page: title } = question;
    const part = parts.get(title) ?? { number: parts.size + 1, title, questions: [] };
    parts.set(title, part);
    part.questions.push({ id: `q${index + 1}`, question });
  }
  return [...parts.values()];
}

/** The parts that are shown. */
export function chosenParts<Q>(parts: readonly FormPart<Q>[], choice: PartChoice): FormPart<Q>[] {
  return parts.filter(({ number }) => choice === 'all' || number === choice);
}

/** The questions of the parts that are shown. */
export function questionsOf<Q extends Pick<ReportedQuestion, 'page'>>(
  questions: readonly Q[],
  choice: PartChoice,
): Q[] {
  return chosenParts(partsOf(questions), choice).flatMap((part) =>
    part.questions.map(({ question }) => question),
  );
}
