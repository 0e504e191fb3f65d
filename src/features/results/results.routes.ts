import { Router } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { requireReader } from '../../http/reader-session';
import { renderPage, type PageLocals } from '../../http/render';
import { actorOf, isTeam } from '../../http/request-context';
import { NotFoundError } from '../../lib/errors';
import type { Project, Survey } from '../../models';
import { dataSetKinds } from '../../models/codes';
import { findSurvey } from '../surveys/surveys.queries';
import { getProject } from '../workshop/project.queries';
import { aboutSet, dataSetNames } from './data-sets/data-set-words';
import { listDataSets, readDataSet } from './data-sets/data-sets.queries';
import { questionsOf } from './form-parts';
import type { JoinedQuestion } from './join-versions';
import { readResults } from './read-results';
import { releaseResults } from './release-results';
import { listReleased } from './released-results.queries';
import { releasedPage, releaseReport } from './released.view-model';
import { parseResultsFilter, type ResultsFilter } from './results.input';
import { resultsPage } from './results.view-model';

export const resultsRoutes = Router();

resultsRoutes.get('/surveys/:form/results', requireReader, async (req, res) => {
  const survey = await findSurvey(String(req.params['form']));
  const project = await getProject();
  const isOverseer = !isTeam(req);
  const filter = parseResultsFilter(req.query);
  const { view, part } = filter;
  // Tables of single versions would let the joined ones be taken apart, so overseers have no filter.
  if (isOverseer || view === 'overseers') {
    const tables = await listReleased(survey.id, project.suppressionK);
    const query: Record<string, string> = isOverseer ? {} : { view: 'overseers' };
    const page = releasedPage({ survey, project, tables, part, query });
    await renderPage(req, res, 'results/results', page);
    return;
  }
  await renderPage(req, res, 'results/results', await teamPage(survey, project, filter));
});

/** All figures, of today or of a frozen data set. */
async function teamPage(
  survey: Survey,
  project: Project,
  { version, part, data }: ResultsFilter,
): Promise<PageLocals> {
  const choose = (questions: JoinedQuestion[]) => questionsOf(questions, part);
  const sets = await listDataSets(survey.id);
  const { results: live, set } =
    data === 'now'
      ? { results: await readResults(survey.id, version, choose), set: null }
      : await readDataSet(survey.id, data, choose);
  if (version !== null && !live.versions.some(({ number }) => number === version)) {
    throw new NotFoundError('There is no such version of this questionnaire.');
  }
  return resultsPage({
    survey,
    project,
    live,
    chosen: data === 'now' ? version : null,
    part,
    data,
    dataSets: dataSetKinds
      .filter((kind) => sets.some((one) => one.kind === kind))
      .map((kind) => ({ value: kind, label: dataSetNames[kind] })),
    aboutSet: set === null ? [] : aboutSet(set, project.timeZone),
  });
}

resultsRoutes.post('/surveys/:form/results/releases', requireOrganiser, async (req, res) => {
  const survey = await findSurvey(String(req.params['form']));
  const lines = await releaseResults(actorOf(req), survey.form);
  await renderPage(req, res, 'results/release', releaseReport(survey, await getProject(), lines));
});
