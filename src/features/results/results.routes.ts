import { Router } from 'express';
import { requireAccount } from '../../http/authorise';
import { renderPage } from '../../http/render';
import { NotFoundError } from '../../lib/errors';
import { findSurvey } from '../surveys/surveys.queries';
import { getProject } from '../workshop/project.queries';
import { readResults } from './read-results';
import { parseVersionFilter } from './results.input';
import { resultsPage } from './results.view-model';

export const resultsRoutes = Router();

resultsRoutes.get('/surveys/:form/results', requireAccount, async (req, res) => {
  const survey = await findSurvey(String(req.params['form']));
  const project = await getProject();
  const isProtected = req.user?.role === 'overseer';
  // Tables of single versions would let the joined ones be taken apart.
  const version = isProtected ? null : parseVersionFilter(req.query);
  const { versions, results } = await readResults(survey.id, {
    version,
    k: isProtected ? project.suppressionK : null,
  });
  if (version !== null && !versions.some(({ number }) => number === version)) {
    throw new NotFoundError('There is no such version of this questionnaire.');
  }
  await renderPage(
    req,
    res,
    'results/results',
    resultsPage({ survey, project, versions, chosen: version, results, isProtected }),
  );
});
