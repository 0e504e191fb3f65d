import type { SlidesDocument } from '../../../../exports/slides/document';
import { Survey } from '../../../models';
import { respondentsKey } from '../../../statistics/release-unit';
import { readIndicatorsFor } from '../../indicators/protect';
import { readResults } from '../../results/read-results';
import { listReleased, toFormResults } from '../../results/released-results.queries';
import { releaseDate } from '../../results/released.view-model';
import { getProject } from '../../workshop/project.queries';

/** The form whose results are presented on Day 1. */
const presented = 'cluster_survey';

/** What the slides hold: the results and the indicators as the reader's own pages show them. */
export async function readSlides(isProtected: boolean): Promise<Omit<SlidesDocument, 'mark'>> {
  const project = await getProject();
  const { suppressionK: k } = project;
  const survey = await Survey.findOne({ where: { form: presented }, rejectOnEmpty: true });
  const indicators = await readIndicatorsFor(isProtected ? 'overseer' : 'team', k);
  const facts = {
    projectName: project.name,
    timeZone: project.timeZone,
    isProtected,
    k,
    indicators,
  };
  if (isProtected) {
    const tables = await listReleased(survey.id, k);
    const respondents = tables.find(({ key }) => key === respondentsKey);
    const results = toFormResults(tables);
    const releasedOn = respondents === undefined ? null : releaseDate(respondents.takenAt, project);
    return { ...facts, survey: { title: survey.title, results, releasedOn } };
  }
  const { results, versions } = await readResults(survey.id, null);
  return {
    ...facts,
    survey: {
      title: survey.title,
      results: versions.length === 0 ? null : results,
      releasedOn: null,
    },
  };
}
