import { Router } from 'express';
import { requireAccount } from '../../http/authorise';
import { renderPage } from '../../http/render';
import { releasedAnswersFor } from '../results/released-answers';
import { findSurvey } from '../surveys/surveys.queries';
import { getProject, listEconomies } from '../workshop/project.queries';
import { getFunnel, getOpenLinkAnswers } from './funnel.queries';
import { funnelPage } from './funnel.view-model';

export const funnelRoutes = Router();

/** From the invitation to the answers: how many people came to each step. */
funnelRoutes.get('/surveys/:form/funnel', requireAccount, async (req, res) => {
  const survey = await findSurvey(String(req.params.form));
  const { role } = req.user ?? {};
  const [economies, groups, openLink, released] = await Promise.all([
    listEconomies(),
    getFunnel(survey.id),
    getOpenLinkAnswers(survey.id),
    releasedAnswersFor(role, await getProject()),
  ]);
  await renderPage(
    req,
    res,
    'mailings/funnel',
    funnelPage({
      survey,
      economies,
      groups,
      openLink,
      role,
      released: released && released.get(survey.form),
    }),
  );
});
