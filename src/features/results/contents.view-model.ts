import { NotFoundError } from '../../lib/errors';
import { paths } from '../../paths';
import type { FormPart, PartChoice } from './form-parts';
import type { ReportedQuestion } from './tabulate';

interface ContentsLine {
  number: number;
  title: string;
  href: string;
  isShown: boolean;
  /** Those with a table. */
  questions: { id: string; title: string }[];
}

/** The contents of a form by its pages, and the ways from the part that is shown to others. */
export interface Contents {
  lines: ContentsLine[];
  isWhole: boolean;
  /** "Part 2 of 21"; empty when the form has one part only, or all are shown. */
  where: string;
  previous: ContentsLine | null;
  next: ContentsLine | null;
  /** The page with all parts, or back to one part at a time. */
  other: { href: string; label: string } | null;
}

/**
 * @param address the form and the rest of the query that stays while parts are changed
 * @throws NotFoundError for a part that the form has not
 */
export function contentsOf(
  parts: readonly FormPart<ReportedQuestion>[],
  choice: PartChoice,
  { form, ...query }: { form: string } & Record<string, string>,
): Contents {
  if (choice !== 'all' && choice > Math.max(1, parts.length)) {
    throw new NotFoundError('These results have no such part.');
  }
  const addressOf = (part: PartChoice): string => {
    const asked = new URLSearchParams(part === 1 ? query : { ...query, part: String(part) });
    return `${paths.surveyResults(form)}${asked.size === 0 ? '' : `?${asked}`}`;
  };
  const isWhole = choice === 'all';
  const lines = parts.map(({ number, title, questions }) => ({
    number,
    title,
    href: isWhole ? `#part-${number}` : addressOf(number),
    isShown: isWhole || number === choice,
    questions: questions.flatMap(({ id, question: { kind, title: text } }) =>
      kind === 'open' ? [] : [{ id, title: text }],
    ),
  }));
  const lineAt = (number: number): ContentsLine | null =>
    lines.find((line) => !isWhole && line.number === number) ?? null;
  return {
    lines,
    isWhole,
    where: isWhole || parts.length < 2 ? '' : `Part ${choice} of ${parts.length}`,
    previous: isWhole ? null : lineAt(choice - 1),
    next: isWhole ? null : lineAt(choice + 1),
    other:
      parts.length < 2
        ? null
        : isWhole
          ? { href: addressOf(1), label: 'One part at a time' }
          : { href: addressOf('all'), label: 'All parts on one page' },
  };
}
