import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { parseTelling } from './decision-mails.input';
import { decisionMailsPage } from './decision-mails.view-model';
import { countOf } from './nomination-words';
import { tellDecisions } from './tell-decisions';
import { listUntoldDecisions } from './untold-decisions.queries';

/** Tells focal points what became of their nominations: the exact list first, then the mails. */
export const decisionMailsRoutes = Router();

const view = 'workshop/nominations/decision-mails';

async function locals(ticked?: string[]): Promise<PageLocals> {
  return decisionMailsPage(await listUntoldDecisions(), ticked);
}

decisionMailsRoutes.get(paths.nominationDecisionMails, requireOrganiser, async (req, res) => {
  await renderPage(req, res, view, await locals());
});

decisionMailsRoutes.post(paths.nominationDecisionMails, requireOrganiser, async (req, res) => {
  let sent = 0;
  const done = await submitForm(
    req,
    res,
    async () => {
      sent = await tellDecisions(actorOf(req), parseTelling(req.body));
    },
    { view, locals: () => locals(tickedIn(req)) },
  );
  if (!done) return;
  leaveNotice(
    res,
    'success',
    sent === 0
      ? 'There was nothing left to tell; nothing is sent twice.'
      : `${countOf(sent, 'mail')} put into the outbox.`,
  );
  res.redirect(303, paths.nominations);
});

function tickedIn(req: Request): string[] {
  const { economies } = req.body as { economies?: string | string[] };
  return [economies ?? []].flat().map((value) => value.slice(0, 3));
}
