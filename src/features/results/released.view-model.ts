import { formatDate, formatNumber } from '../../http/format';
import type { PageLocals } from '../../http/render';
import { localTime } from '../../lib/zoned-time';
import type { Project, Survey } from '../../models';
import { respondentsKey, type ReleaseDecision } from '../../statistics/release-unit';
import type { PartChoice } from './form-parts';
import type { ReleaseLine } from './release-results';
import { toFormResults, type ReleasedTable } from './released-results.queries';
import { figuresOf } from './results.view-model';

/** The date of a release in the project's zone, "12 May 2020". */
export function releaseDate(takenAt: Date, { timeZone }: Pick<Project, 'timeZone'>): string {
  return formatDate(localTime(takenAt, timeZone).slice(0, 10));
}

export interface ReleasedPageData {
  survey: Pick<Survey, 'form' | 'title' | 'anonymous'>;
  project: Pick<Project, 'suppressionK' | 'timeZone'>;
  tables: readonly ReleasedTable[];
  part: PartChoice;
  /** What the address says to show the page to an organiser; empty for overseers. */
  query: Record<string, string>;
}

/**
 * The results as readers outside the team see them: each table as it was last released.
 * @throws NotFoundError for a part that the form has not
 */
export function releasedPage(data: ReleasedPageData): PageLocals {
  const { survey, project, tables, part, query } = data;
  const page = {
    title: `Results: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    isProtected: true,
    mayFilter: false,
    k: project.suppressionK,
  };
  const results = toFormResults(tables);
  const respondents = tables.find(({ key }) => key === respondentsKey);
  if (results === null || respondents === undefined) return { ...page, isEmpty: true, asOf: null };
  const asOf = releaseDate(respondents.takenAt, project);
  const versions = new Set(results.questions.flatMap(({ question }) => question.askedIn));
  const total = results.respondents.base.total.n;
  return {
    ...figuresOf(
      results,
      results.questions.map(({ question }) => question),
      {
        survey,
        part,
        versions: versions.size,
        query,
        dateOf: ({ takenAt }) => {
          const date = takenAt && releaseDate(takenAt, project);
          return date === undefined || date === asOf ? null : date;
        },
      },
    ),
    ...page,
    asOf,
    answers: total === null ? null : formatNumber(total),
  };
}

const decisionTexts: Record<ReleaseDecision, (k: number) => { label: string; why: string }> = {
  moved: () => ({ label: 'Released', why: 'Overseers now see the counts of today.' }),
  unchanged: () => ({ label: 'Unchanged', why: 'Overseers see the counts of today already.' }),
  too_few: (k) => ({
    label: 'Held back',
    why: `Too few answers: by itself or beside other tables, it would tell of a group of fewer than ${k} people.`,
  }),
  small_change: (k) => ({
    label: 'Held back',
    why: `Too little has changed: compared with an earlier release, some figure would differ by fewer than ${k} people.`,
  }),
  shared_people: (k) => ({
    label: 'Held back',
    why: `Another question was put to the same people and shows them at an earlier date; the two together would tell of fewer than ${k} of them.`,
  }),
  waits: () => ({
    label: 'Held back',
    why: 'It waits for the number of respondents by sex, which may not be released yet.',
  }),
};

/** What a release has moved and what it has held back, and why. */
export function releaseReport(
  survey: Pick<Survey, 'form' | 'title'>,
  { suppressionK: k }: Pick<Project, 'suppressionK'>,
  lines: readonly ReleaseLine[],
): PageLocals {
  const count = (...decisions: ReleaseDecision[]): number =>
    lines.filter(({ decision }) => decisions.includes(decision)).length;
  return {
    title: `Release of results: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    moved: count('moved'),
    unchanged: count('unchanged'),
    held: count('too_few', 'small_change', 'shared_people', 'waits'),
    lines: lines.map(({ title, decision }) => ({
      title,
      isReleased: decision === 'moved',
      ...decisionTexts[decision](k),
    })),
  };
}
