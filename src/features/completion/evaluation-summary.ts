import { respondentsKey } from '../../statistics/release-unit';
import type { SexTable } from '../../statistics/sex-split';
import type { ReleasedTable } from '../results/released-results.queries';

export interface EvaluationSummary {
  releasedAt: Date;
  /** Forms sent; null where it may not be shown. */
  forms: number | null;
  /** One table a question, or a line of one, in the order of the form. */
  questions: { title: string; mean: number | null; table: SexTable }[];
}

/**
 * The rated questions of the evaluation form as they were released last, for everybody alike, since
 * they are to stand in the report. Null before a release.
 */
export function evaluationSummary(tables: readonly ReleasedTable[]): EvaluationSummary | null {
  const respondents = tables.find(({ key }) => key === respondentsKey);
  if (respondents === undefined) return null;
  return {
    releasedAt: respondents.takenAt,
    forms: respondents.parts[0]?.table.base.total.n ?? null,
    questions: [...tables]
      .sort((a, b) => a.position - b.position)
      .flatMap(({ question, parts }) =>
        question === undefined || (question.kind !== 'rating' && question.kind !== 'matrix')
          ? []
          : parts.map(({ label, means, table }) => ({
              title: label === '' ? question.title : `${question.title} ${label}`,
              mean: means?.total.mean ?? null,
              table,
            })),
      ),
  };
}
