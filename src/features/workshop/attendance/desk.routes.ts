import { Router } from 'express';
import path from 'node:path';
import { asset } from '../../../http/assets';
import { requireOrganiser } from '../../../http/authorise';
import { csrfToken } from '../../../http/csrf';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { now } from '../../../lib/clock';
import { rootDir } from '../../../lib/root';
import { paths } from '../../../paths';
import { listEconomies } from '../project.queries';
import { addWalkIn } from './add-walk-in';
import { checkIn } from './check-in';
import { parseBatch } from './desk-event.input';
import { parseDeskQuestion } from './desk.input';
import { deskPage, deskState, versionOfState } from './desk.view-model';
import { parseWalkIn } from './walk-in.input';

export const deskRoutes = Router();

deskRoutes.get(paths.desk, requireOrganiser, async (req, res) => {
  const page = deskPage(await listEconomies());
  await renderPage(req, res, 'workshop/attendance/desk', page);
});

/** Asked every few seconds by each desk: nothing new is answered without a body. */
deskRoutes.get(paths.deskState, requireOrganiser, async (req, res) => {
  const question = parseDeskQuestion(req.query);
  const version = await versionOfState(question);
  // By this the desk knows how far its own clock is off, also without a body.
  res.setHeader('X-Server-Time', String(now().getTime()));
  res.setHeader('ETag', `"${version.tag}"`);
  if (req.get('if-none-match') === `"${version.tag}"`) {
    res.status(304).end();
    return;
  }
  res.json({ ...(await deskState(question, version)), csrfToken: csrfToken(req) });
});

deskRoutes.post(paths.deskEvents, requireOrganiser, async (req, res) => {
  res.json({ answers: await checkIn(actorOf(req), parseBatch(req.body)) });
});

deskRoutes.post(paths.deskWalkIns, requireOrganiser, async (req, res) => {
  res.json({ answers: [await addWalkIn(actorOf(req), parseWalkIn(req.body))] });
});

/**
 * Keeps the desk's page usable without network. At this address, since a worker serves only
 * addresses below its own; it holds no personal data, so that it needs no account.
 */
deskRoutes.get(paths.deskWorker, (_req, res) => {
  res.setHeader('Service-Worker-Allowed', paths.desk);
  res.setHeader('Cache-Control', 'no-cache');
  const file = path.basename(asset('check-in-worker.js'));
  res.type('js').sendFile(path.join(rootDir, 'dist', 'public', file));
});
