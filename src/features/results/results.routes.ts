import { Router } from 'express';
import { requireAccount, requireOrganiser } from '../../http/authorise';
import { renderPage } from '../../http/render';
import { actorOf } from '../../http/request-context';
import { NotFoundError } from '../../lib/errors';
import { findSurvey } from '../surveys/surveys.queries';
import { getProject } from '../workshop/project.queries';
import { readResults } from './read-results';
import { releaseResults } from './release-results';
import { listReleased } from './released-results.queries';
import { releasedPage, releaseReport } from './released.view-model';
import { parseResultsFilter } from './results.input';
import { resultsPage } from './results.view-model';

export const resultsRoutes = Router();

resultsRoutes.get('/surveys/:form/results', requireAccount, async (req, res) => {
  const survey = await findSurvey(String(req.params['form']));
  const project = await getProject();
  const isOverseer = req.user?.role === 'overseer';
  // Tables of single versions would let the joined ones be taken apart, so overseers have no filter.
  const { version, view } = isOverseer
    ? { version: null, view: 'overseers' as const }
    : parseResultsFilter(req.query);
  if (view === 'overseers') {
    const tables = await listReleased(survey.id, project.suppressionK);
    await renderPage(req, res, 'results/results', releasedPage(survey, project, tables));
    return;
  }
  const { versions, results } = await readResults(survey.id, version);
  if (version !== null && !versions.some(({ number }) => number === version)) {
    throw new NotFoundError('There is no such version of this questionnaire.');
  }
  await renderPage(
    req,
    res,
    'results/results',
    resultsPage({ survey, project, versions, chosen: version, results }),
  );
});

resultsRoutes.post('/surveys/:form/results/releases', requireOrganiser, async (req, res) => {
  const survey = await findSurvey(String(req.params['form']));
  const lines = await releaseResults(actorOf(req), survey.form);
  await renderPage(req, res, 'results/release', releaseReport(survey, await getProject(), lines));
});
