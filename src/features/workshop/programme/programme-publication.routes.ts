import { Router } from 'express';
import { z } from 'zod';
import { requireOrganiser } from '../../../http/authorise';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { ConflictError } from '../../../lib/errors';
import { parseInput } from '../../../lib/parse-input';
import { paths } from '../../../paths';
import { publicationPage } from './draft.view-model';
import { publishProgramme } from './publish-programme';
import { sendChangeNotices } from './send-change-notices';
import { versionPage } from './version.view-model';

/** Publishing the draft, and telling those concerned. */
export const programmePublicationRoutes = Router();
const versionAddress = '/workshop/programme/versions/:number';

const seen = z.object({ number: z.coerce.number().int().min(1), digest: z.string().min(1) });
const shown = z.object({ recipients: z.string().min(1) });

programmePublicationRoutes.get(paths.programmePublication, requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'workshop/programme/publication', await publicationPage());
});

programmePublicationRoutes.post(paths.programmePublication, requireOrganiser, async (req, res) => {
  try {
    const { number } = await publishProgramme(actorOf(req), parseInput(seen, req.body));
    leaveNotice(res, 'success', `Version ${number} is published.`);
    res.redirect(303, paths.programmeVersion(number));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const locals = { ...(await publicationPage()), problem: error.message };
    await renderPage(req, res, 'workshop/programme/publication', locals, error.status);
  }
});

programmePublicationRoutes.get(versionAddress, requireOrganiser, async (req, res) => {
  const locals = await versionPage(Number(req.params.number));
  await renderPage(req, res, 'workshop/programme/version', locals);
});

programmePublicationRoutes.post(`${versionAddress}/notices`, requireOrganiser, async (req, res) => {
  const number = Number(req.params.number);
  try {
    const { recipients } = parseInput(shown, req.body);
    const mails = await sendChangeNotices(actorOf(req), number, recipients);
    const text =
      mails === 0
        ? 'The changes were sent before; nobody gets them twice.'
        : `The changes go to ${mails} ${mails === 1 ? 'person' : 'people'}.`;
    leaveNotice(res, 'success', text);
    res.redirect(303, paths.programmeVersion(number));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const locals = { ...(await versionPage(number)), problem: error.message };
    await renderPage(req, res, 'workshop/programme/version', locals, error.status);
  }
});
