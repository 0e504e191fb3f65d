import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { getProject } from '../project.queries';
import { listEconomyRules } from './economy-rules.queries';
import { listFocalPoints } from './focal-points.queries';
import { parseLinksQuery, parseSending } from './links.input';
import { linksPage } from './links.view-model';
import { countOf } from './nomination-words';
import { listSendableLinks, sendFocalLinks } from './send-focal-links';

/** Sends focal points their links: the exact list first, then the mails. */
export const focalPointLinksRoutes = Router();

const view = 'workshop/nominations/links';

async function locals(chosen: number[] | undefined, previewed?: number): Promise<PageLocals> {
  const [links, states, rules, project] = await Promise.all([
    listSendableLinks(),
    listFocalPoints(),
    listEconomyRules(),
    getProject(),
  ]);
  return linksPage({ links, states, rules, project, chosen, previewed });
}

focalPointLinksRoutes.get(paths.focalPointLinks, requireOrganiser, async (req, res) => {
  const { focalPoint, preview } = parseLinksQuery(req.query);
  const chosen = focalPoint === undefined ? undefined : [focalPoint];
  await renderPage(req, res, view, await locals(chosen, preview ?? focalPoint));
});

focalPointLinksRoutes.post(paths.focalPointLinks, requireOrganiser, async (req, res) => {
  let sent = 0;
  const done = await submitForm(
    req,
    res,
    async () => {
      const { focalPoints, key } = parseSending(req.body);
      sent = await sendFocalLinks(actorOf(req), focalPoints, key);
    },
    { view, locals: () => locals(tickedIn(req)) },
  );
  if (!done) return;
  leaveNotice(
    res,
    'success',
    sent === 0
      ? 'These mails were in the outbox already; nothing is sent twice.'
      : `${countOf(sent, 'mail')} put into the outbox.`,
  );
  res.redirect(303, paths.nominations);
});

function tickedIn(req: Request): number[] {
  const { focalPoints } = req.body as { focalPoints?: string | string[] };
  return [focalPoints ?? []].flat().map(Number);
}
