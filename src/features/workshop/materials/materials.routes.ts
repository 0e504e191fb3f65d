import { rm } from 'node:fs/promises';
import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { receiveLargeFile } from '../../../http/receive-large-file';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { sendDownload } from '../../../http/send-file';
import { releases } from '../../../models/codes';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { addMaterial, largestSlides, newFileKey, type ArrivedFile } from './add-material';
import { correctMaterial } from './correct-material';
import { arrivingPath, diskError, materialPath } from './material-files';
import { parseMaterialCorrection, parseOwnedMaterial, parseRelease } from './material.input';
import { getMaterial, listMaterials } from './materials.queries';
import { materialPage, materialsPage } from './materials.view-model';
import { releaseMaterials } from './release-materials';
import { removeMaterial } from './remove-material';
import { maybeSlides, wrongSlides } from './slide-type';

/** Presentations and papers, for organisers. */
export const materialsRoutes = Router();

const listView = { view: 'workshop/materials/list', locals: materialsPage };
const idOf = (req: Request): number => rowIdOf(req.params.id);

/**
 * Lets slides arrive in the data folder and gives them to `keep`; what it does not take over is
 * removed. @throws ValidationError on `file`; AppError 507, 503; what `keep` throws
 */
export async function receiveSlides(
  req: Request,
  keep: (file: ArrivedFile) => Promise<unknown>,
): Promise<void> {
  const fileKey = newFileKey();
  const to = arrivingPath(fileKey);
  try {
    const rules = { mostBytes: largestSlides, mayBegin: maybeSlides, wrongType: wrongSlides };
    await keep({ fileKey, ...(await receiveLargeFile(req, { to, ...rules })) });
  } catch (error) {
    throw diskError(error);
  } finally {
    await rm(to, { force: true });
  }
}

materialsRoutes.get(paths.materials, requireOrganiser, async (req, res) => {
  await renderPage(req, res, listView.view, await materialsPage());
});

materialsRoutes.post(paths.materials, requireOrganiser, async (req, res) => {
  const add = async (): Promise<void> => {
    await receiveSlides(req, (file) => {
      const { personId, ...facts } = parseOwnedMaterial(req.body);
      return addMaterial(actorOf(req), { personId, ownSessionsOnly: false }, facts, file);
    });
  };
  if (!(await submitForm(req, res, add, listView))) return;
  leaveNotice(res, 'success', 'The file is kept. Nobody else sees it until you release it.');
  res.redirect(303, paths.materials);
});

materialsRoutes.post(paths.materialReleases, requireOrganiser, async (req, res) => {
  let changed = 0;
  const release = async (): Promise<void> => {
    const input = parseRelease(req.body);
    changed = await releaseMaterials(actorOf(req), input.ids, input.release);
  };
  if (!(await submitForm(req, res, release, listView))) return;
  leaveNotice(
    res,
    'success',
    changed === 1 ? 'One file was changed.' : `${changed} files were changed.`,
  );
  res.redirect(303, paths.materials);
});

async function correctionPage(id: number) {
  const material = await getMaterial(id, { releases });
  const rows = await listMaterials();
  const row = rows.find((one) => one.id === material.id);
  if (row === undefined) throw new Error('A material that is there is listed.');
  return materialPage(id, row);
}

materialsRoutes.get('/workshop/materials/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'workshop/materials/edit', await correctionPage(idOf(req)));
});

materialsRoutes.post('/workshop/materials/:id', requireOrganiser, async (req, res) => {
  const id = idOf(req);
  const done = await submitForm(
    req,
    res,
    () => correctMaterial(actorOf(req), id, parseMaterialCorrection(req.body)),
    { view: 'workshop/materials/edit', locals: () => correctionPage(id) },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The change is saved.');
  res.redirect(303, paths.materials);
});

materialsRoutes.get('/workshop/materials/:id/file', requireOrganiser, async (req, res) => {
  const material = await getMaterial(idOf(req), { releases });
  const { fileKey, fileName, mediaType } = material;
  sendDownload(res, { path: materialPath(fileKey), name: fileName, mediaType });
});

materialsRoutes.post('/workshop/materials/:id/removal', requireOrganiser, async (req, res) => {
  await removeMaterial(actorOf(req), idOf(req), null);
  leaveNotice(res, 'success', 'The file was removed.');
  res.redirect(303, paths.materials);
});
