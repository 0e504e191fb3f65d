import { Router } from 'express';
import { requireAccount } from '../../http/authorise';
import { renderPage } from '../../http/render';
import { findSurvey } from '../surveys/surveys.queries';
import { listEconomies } from '../workshop/project.queries';
import { getFunnel, getOpenLinkAnswers } from './funnel.queries';
import { funnelPage } from './funnel.view-model';

export const funnelRoutes = Router();

/** From the invitation to the answers: how many people came to each step. */
funnelRoutes.get('/surveys/:form/funnel', requireAccount, async (req, res) => {
  const survey = await findSurvey(String(req.params.form));
  const [economies, groups, openLink] = await Promise.all([
    listEconomies(),
    getFunnel(survey.id),
    getOpenLinkAnswers(survey.id),
  ]);
  const { role } = req.user ?? {};
  await renderPage(
    req,
    res,
    'mailings/funnel',
    funnelPage({ survey, economies, groups, openLink, role }),
  );
});
