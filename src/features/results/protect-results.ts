import { suppressMeans } from '../../statistics/means';
import type { SexTable } from '../../statistics/sex-split';
import { suppressLinked } from '../../statistics/suppress';
import type { FormResults } from './tabulate';

/**
 * The results as anyone but an organiser may see them: all tables of the form are suppressed together,
 * since their respondents are the same people. Questions answered in words are left out.
 */
export function protectResults({ respondents, questions }: FormResults, k: number): FormResults {
  const closed = questions.filter(({ question }) => question.kind !== 'open');
  const shown = suppressLinked(
    [respondents, ...closed.flatMap(({ parts }) => parts.map(({ table }) => table))],
    { k },
  ).values();
  const next = (): SexTable => {
    const { value } = shown.next();
    if (value === undefined) throw new Error('Each table has its suppressed one.');
    return value;
  };
  return {
    respondents: next(),
    questions: closed.map(({ question, parts }) => ({
      question,
      parts: parts.map((part) => {
        const table = next();
        return { ...part, table, means: part.means && suppressMeans(part.means, { k, table }) };
      }),
    })),
  };
}
