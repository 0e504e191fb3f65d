import type { PageLocals } from '../../../http/render';
import type { Project, Survey } from '../../../models';
import { parseFacts } from '../../surveys/facts';
import { questionView } from '../question-view';
import { toFormResults, type ReleasedTable } from '../released-results.queries';
import { releaseDate } from '../released.view-model';

/**
 * What readers outside the team see in place of free cross-tables: sector by sex and economy by sex, as
 * released. Tables of any two questions share their margins and their people: each could be harmless
 * and two of them together tell of a single person, so no rule over one table at a time would do. The
 * tables here are those of the results, decided at the release with all others and never made for a
 * reader, so that this page adds nothing to what is known.
 */
export function fixedTablesPage(
  survey: Pick<Survey, 'form' | 'title' | 'facts'>,
  project: Pick<Project, 'suppressionK' | 'timeZone'>,
  tables: readonly ReleasedTable[],
): PageLocals {
  const { sector, economy } = parseFacts(survey.facts).fields;
  const results = toFormResults(tables)?.questions ?? [];
  const shown = [sector, economy].flatMap((name) =>
    results.filter(({ question }) => question.question === name),
  );
  return {
    title: `Cross-tables: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    k: project.suppressionK,
    questions: shown.map((result, index) => ({
      ...questionView(result, {
        id: `table-${index + 1}`,
        versions: 1,
        date: result.takenAt === undefined ? null : releaseDate(result.takenAt, project),
      }),
      title: result.question.question === sector ? 'Sector by sex' : 'Economy by sex',
    })),
    scripts: ['charts.js'],
  };
}
