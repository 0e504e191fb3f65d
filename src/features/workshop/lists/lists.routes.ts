import { Router } from 'express';
import { requireAccount } from '../../../http/authorise';
import { renderPage } from '../../../http/render';
import { paths } from '../../../paths';
import { listsPage } from './lists.view-model';
import { readLists } from './read-lists';

export const listsRoutes = Router();

listsRoutes.get(paths.workshopLists, requireAccount, async (req, res) => {
  const lists = await readLists();
  await renderPage(
    req,
    res,
    'workshop/lists/lists',
    listsPage(lists, req.user?.role ?? 'overseer'),
  );
});
