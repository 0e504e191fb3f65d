import { Router } from 'express';
import { requireAccount } from '../../http/authorise';
import { renderPage } from '../../http/render';
import { audienceOf, isTeam } from '../../http/request-context';
import { paths } from '../../paths';
import { completionPage } from './completion.view-model';
import { readCompletion } from './read-completion';

export const completionRoutes = Router();

completionRoutes.get(paths.completion, requireAccount, async (req, res) => {
  const completion = await readCompletion(audienceOf(req));
  await renderPage(req, res, 'completion/completion', completionPage(completion, isTeam(req)));
});
