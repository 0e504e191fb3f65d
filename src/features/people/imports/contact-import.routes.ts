import { Router, type Request, type Response } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf, currentUser } from '../../../http/request-context';
import { ConflictError } from '../../../lib/errors';
import { DEFAULT_LIMITS, ENCODINGS } from '../../../lib/spreadsheet/sheet-result';
import { ContactImport } from '../../../models';
import { paths } from '../../../paths';
import { getProject } from '../../workshop/project.queries';
import { applyImport, changedMeanwhile } from './apply-import';
import { changeSettings } from './change-settings';
import { dryRunPage, finishedImportPage, uploadPage } from './contact-import.view-model';
import { discardImport } from './discard-import';
import { errorReport } from './error-report';
import { mappingProblems } from './import-fields';
import { keepUpload } from './keep-upload';
import { receiveFile } from '../../../http/receive-file';
import { getStoredImport, parseSettings, planStoredImport, requireWaiting } from './stored-import';
import { templateWorkbook } from './template-workbook';

export const contactImportRoutes = Router();

const idOf = (req: Request): number => Number(req.params.id);
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function uploadLocals() {
  const recent = await ContactImport.findAll({
    attributes: ['id', 'fileName', 'status', 'createdAt', 'appliedAt'],
    order: [['id', 'DESC']],
    limit: 20,
  });
  return uploadPage(recent, await getProject());
}

contactImportRoutes.get(paths.newContactImport, requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'people/import-upload', await uploadLocals());
});

contactImportRoutes.get(paths.contactImports, requireOrganiser, (_req, res) => {
  res.redirect(paths.newContactImport);
});

contactImportRoutes.post(paths.contactImports, requireOrganiser, async (req, res) => {
  let id = 0;
  const write = async (): Promise<void> => {
    const { fileName, content, fields } = await receiveFile(req, DEFAULT_LIMITS.bytes);
    const encoding = ENCODINGS.find((one) => one === fields.encoding);
    id = await keepUpload(actorOf(req), currentUser(req).id, { fileName, content, encoding });
  };
  const page = { view: 'people/import-upload', locals: uploadLocals };
  if (!(await submitForm(req, res, write, page))) return;
  res.redirect(303, paths.contactImport(id));
});

contactImportRoutes.get(paths.contactImportTemplate, requireOrganiser, async (_req, res) => {
  res.attachment('contacts-template.xlsx').type(workbookType);
  res.send(await templateWorkbook());
});

contactImportRoutes.get('/people/imports/:id', requireOrganiser, async (req, res) => {
  const stored = await getStoredImport(idOf(req));
  if (stored.row.status !== 'uploaded') {
    const locals = finishedImportPage(stored, await getProject());
    await renderPage(req, res, 'people/import-finished', locals);
    return;
  }
  const readable = mappingProblems(stored.mapping).length === 0;
  const plan = readable ? await planStoredImport(stored) : undefined;
  await renderPage(req, res, 'people/import-dry-run', dryRunPage(stored, plan, req.query));
});

contactImportRoutes.get('/people/imports/:id/errors.xlsx', requireOrganiser, async (req, res) => {
  const stored = await getStoredImport(idOf(req));
  requireWaiting(stored);
  const report = await errorReport(await planStoredImport(stored));
  res.attachment(`import-${stored.row.id}-errors.xlsx`).type(workbookType);
  res.setHeader('Cache-Control', 'no-store');
  res.send(report);
});

contactImportRoutes.post('/people/imports/:id/settings', requireOrganiser, async (req, res) => {
  const stored = await getStoredImport(idOf(req));
  const body = req.body as Record<string, unknown>;
  await changeSettings(stored.row.id, parseSettings(body, stored.headers.length));
  res.redirect(303, paths.contactImport(stored.row.id));
});

contactImportRoutes.post('/people/imports/:id/apply', requireOrganiser, async (req, res) => {
  const { row } = await getStoredImport(idOf(req));
  const { fingerprint } = req.body as Record<string, unknown>;
  try {
    const done = await applyImport(actorOf(req), row.id, String(fingerprint));
    leaveNotice(
      res,
      'success',
      done ? 'The list is imported.' : 'This list was imported before. Nothing was changed again.',
    );
  } catch (error) {
    if (!explained(error, res)) throw error;
  }
  res.redirect(303, paths.contactImport(row.id));
});

/** Refusals after which the dry run is shown again. */
function explained(error: unknown, res: Response): boolean {
  const again =
    error instanceof ConflictError &&
    (error.code === changedMeanwhile || error.code === 'rows_with_errors');
  if (again) leaveNotice(res, 'warning', error.message);
  return again;
}

contactImportRoutes.post('/people/imports/:id/discard', requireOrganiser, async (req, res) => {
  const { row } = await getStoredImport(idOf(req));
  await discardImport(actorOf(req), row.id);
  leaveNotice(res, 'success', 'The upload is discarded. Nobody was added or changed.');
  res.redirect(303, paths.newContactImport);
});
