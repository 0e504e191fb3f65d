import { respondentsKey, type ReleaseUnit } from '../../statistics/release-unit';
import type { CountedAmong } from '../../statistics/shared-sums';
import { suppressMeans, type MeansBySex } from '../../statistics/means';
import type { SexTable } from '../../statistics/sex-split';
import { suppressLinked } from '../../statistics/suppress';
import { showSides } from '../../statistics/total-shares';
import { hideTelling } from './hide-telling';
import type { PutTo } from './put-to';
import type { FormResults, ReportedQuestion } from './tabulate';

/** A split by sex that an indicator adds to the tables of its form. */
export interface IndicatorSplit {
  id: string;
  split: SexTable;
  /** The rule in force, in words; null where there is none. */
  rule: string | null;
  /** Answers one of which all those counted gave; undefined where it counts by none. */
  countedAmong: CountedAmong | undefined;
}

/** A table of a form with what a page needs to say about it. */
export interface UnitToRelease extends ReleaseUnit {
  title: string;
  parts: {
    item: string;
    label: string;
    counts: SexTable;
    shown: SexTable;
    means: MeansBySex | null;
  }[];
  /** Undefined for respondents and splits of indicators. */
  question?: ReportedQuestion;
  /** Whom the question was put to; absent where everybody is asked. */
  putTo?: readonly PutTo[];
  rule?: string | null;
}

/**
 * All tables of a form that readers outside the team may come to see, as counted and as published: all
 * of them suppressed together, since their respondents are the same people, and those hidden that would
 * tell of the rows of another table which of their people they were put to. Questions answered in words
 * are left out.
 */
export function unitsToRelease(
  { respondents, questions }: FormResults,
  splits: readonly IndicatorSplit[],
  k: number,
): UnitToRelease[] {
  const single = (counts: SexTable) => [{ item: '', label: '', table: counts, means: null }];
  const units = [
    { key: respondentsKey, title: 'Respondents by sex', parts: single(respondents) },
    ...questions
      .filter(({ question }) => question.kind !== 'open')
      .map(
        ({ question: { question, kind, title, page, items, options, askedIn }, parts, putTo }) => ({
          key: `question ${kind} ${question}`,
          title,
          parts,
          question: { question, kind, title, page, items, options, askedIn },
          ...(putTo === undefined ? {} : { putTo }),
        }),
      ),
    ...splits.map(({ id, split, rule, countedAmong }) => ({
      key: `indicator ${id}`,
      title: `Indicator ${id} by sex`,
      parts: single(split),
      rule,
      ...(countedAmong === undefined ? {} : { countedAmong }),
    })),
  ];
  const shown = suppressLinked(
    units.flatMap(({ parts }) => parts.map(({ table }) => table)),
    { k },
  ).values();
  const suppressed = units.map((unit) => ({
    ...unit,
    parts: unit.parts.map(({ item, label, table: counts, means }) => {
      const { value: safe } = shown.next();
      if (safe === undefined) throw new Error('Each table has its suppressed one.');
      const table = ('rule' in unit ? showSides(counts, safe, k) : null) ?? safe;
      return {
        item,
        label,
        counts,
        shown: table,
        means: means && suppressMeans(means, { k, table }),
      };
    }),
  }));
  return hideTelling(suppressed, k);
}
