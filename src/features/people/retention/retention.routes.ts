import { Router } from 'express';
import { requireRole } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { formatDate } from '../../../http/format';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf, currentUser } from '../../../http/request-context';
import { paths } from '../../../paths';
import { rowIdOf } from '../row-id';
import { extendRetention } from './extend-retention';
import { parseExtension } from './extension.input';
import { extensionPage, retentionPage } from './retention.view-model';

/** Whose details are soon to be erased, for administrators. */
export const retentionRoutes = Router();

const administrator = requireRole('administrator');

retentionRoutes.get(paths.retention, administrator, async (req, res) => {
  await renderPage(req, res, 'people/retention/list', await retentionPage());
});

retentionRoutes.get('/people/retention/:id', administrator, async (req, res) => {
  const locals = await extensionPage(rowIdOf(req.params.id));
  await renderPage(req, res, 'people/retention/extend', locals);
});

retentionRoutes.post('/people/retention/:id', administrator, async (req, res) => {
  const personId = rowIdOf(req.params.id);
  const actor = { ...actorOf(req), userId: currentUser(req).id };
  let until = '';
  const write = async (): Promise<void> => {
    until = await extendRetention(actor, personId, parseExtension(req.body));
  };
  const page = { view: 'people/retention/extend', locals: () => extensionPage(personId) };
  if (!(await submitForm(req, res, write, page))) return;
  leaveNotice(res, 'success', `The person is kept until ${formatDate(until)}.`);
  res.redirect(303, paths.retention);
});
