import { formatNumber } from '../../http/format';
import type { Project } from '../../models';
import type { Role } from '../../models/codes';
import { listReleasedSplits } from './released-results.queries';
import { releaseDate } from './released.view-model';

/** How many answers the results released last rest on, in words. */
export interface ReleasedAnswers {
  /** "33", or "hidden". */
  answers: string;
  /** "as of 12 May 2020", and whom the number leaves out. */
  note: string;
}

/**
 * Numbers of answers by form, for readers who may not see live ones: a live total beside a released
 * one over women and men would tell how few have not stated their sex. Forms of which nothing is
 * released are missing. Null for the team, who see live counts.
 */
export async function releasedAnswersFor(
  role: Role | undefined,
  project: Pick<Project, 'suppressionK' | 'timeZone'>,
): Promise<Map<string, ReleasedAnswers> | null> {
  if (role === 'administrator' || role === 'organiser') return null;
  const { respondents } = await listReleasedSplits(project.suppressionK);
  return new Map(
    [...respondents].map(([form, { parts, takenAt }]) => {
      const table = parts[0]?.table;
      const answers = table?.base.total.n ?? null;
      const covers = table?.totalCovers === 'stated' ? 'women and men, ' : '';
      return [
        form,
        {
          answers: answers === null ? 'hidden' : formatNumber(answers),
          note: `${covers}as of ${releaseDate(takenAt, project)}`,
        },
      ];
    }),
  );
}
