import { respondentsKey } from '../../statistics/decide-releases';
import type { Mean } from '../../statistics/means';
import type { ReleasedTable } from '../results/released-results.queries';

export interface EvaluationLine {
  label: string;
  /** Null where it may not be shown. */
  everyone: Mean;
  women: Mean;
  men: Mean;
}

export interface EvaluationSummary {
  releasedAt: Date;
  /** Forms sent; null where it may not be shown. */
  forms: number | null;
  lines: EvaluationLine[];
}

/**
 * The means of the evaluation form as they were released last, for everybody alike, since they are to
 * stand in the report. Null before a release.
 */
export function evaluationSummary(tables: readonly ReleasedTable[]): EvaluationSummary | null {
  const respondents = tables.find(({ key }) => key === respondentsKey);
  if (respondents === undefined) return null;
  return {
    releasedAt: respondents.takenAt,
    forms: respondents.parts[0]?.table.base.total.n ?? null,
    lines: [...tables]
      .sort((a, b) => a.position - b.position)
      .flatMap(({ question, parts }) =>
        question === undefined
          ? []
          : parts.flatMap(({ label, means }) =>
              means === null
                ? []
                : [
                    {
                      label: label === '' ? question.title : `${question.title}: ${label}`,
                      everyone: means.total,
                      women: means.women,
                      men: means.men,
                    },
                  ],
            ),
      ),
  };
}
