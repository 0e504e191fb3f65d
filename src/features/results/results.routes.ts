import { Router } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { requireReader } from '../../http/reader-session';
import { renderPage } from '../../http/render';
import { actorOf, isTeam } from '../../http/request-context';
import { NotFoundError } from '../../lib/errors';
import { findSurvey } from '../surveys/surveys.queries';
import { getProject } from '../workshop/project.queries';
import { questionsOf } from './form-parts';
import { readResults } from './read-results';
import { releaseResults } from './release-results';
import { listReleased } from './released-results.queries';
import { releasedPage, releaseReport } from './released.view-model';
import { parseResultsFilter } from './results.input';
import { resultsPage } from './results.view-model';

export const resultsRoutes = Router();

resultsRoutes.get('/surveys/:form/results', requireReader, async (req, res) => {
  const survey = await findSurvey(String(req.params['form']));
  const project = await getProject();
  const isOverseer = !isTeam(req);
  const { version, view, part } = parseResultsFilter(req.query);
  // Tables of single versions would let the joined ones be taken apart, so overseers have no filter.
  if (isOverseer || view === 'overseers') {
    const tables = await listReleased(survey.id, project.suppressionK);
    const query: Record<string, string> = isOverseer ? {} : { view: 'overseers' };
    const page = releasedPage({ survey, project, tables, part, query });
    await renderPage(req, res, 'results/results', page);
    return;
  }
  const live = await readResults(survey.id, version, (questions) => questionsOf(questions, part));
  if (version !== null && !live.versions.some(({ number }) => number === version)) {
    throw new NotFoundError('There is no such version of this questionnaire.');
  }
  const page = resultsPage({ survey, project, live, chosen: version, part });
  await renderPage(req, res, 'results/results', page);
});

resultsRoutes.post('/surveys/:form/results/releases', requireOrganiser, async (req, res) => {
  const survey = await findSurvey(String(req.params['form']));
  const lines = await releaseResults(actorOf(req), survey.form);
  await renderPage(req, res, 'results/release', releaseReport(survey, await getProject(), lines));
});
