import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { fillTemplate, renderPage, type PageLocals } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { paths } from '../../../paths';
import { getProject, listEconomies } from '../project.queries';
import { decideNominations } from './decide-nominations';
import { parseDecision, parseNomineesQuery, type NomineesQuery } from './decision.input';
import { eraseNominee } from './erase-nominations';
import { getNominee, listKnownPeople, listNominees } from './nominees.queries';
import { decidedWords, nomineePage, nomineesPage } from './nominees.view-model';
import { getOutlook } from './outlook.queries';
import { outlookTable } from './outlook.view-model';

/** Nominated people and the decisions about them, for organisers. */
export const nomineesRoutes = Router();

const listView = 'workshop/nominations/nominees';
const personView = 'workshop/nominations/nominee';

async function listLocals(query: NomineesQuery): Promise<PageLocals> {
  const [nominations, economies, outlook] = await Promise.all([
    listNominees(query),
    listEconomies(),
    getOutlook(query.selected),
  ]);
  const known = await listKnownPeople(nominations);
  return nomineesPage({ query, nominations, known, economies, outlook });
}

async function personLocals(nominationId: number): Promise<PageLocals> {
  const [details, project] = await Promise.all([getNominee(nominationId), getProject()]);
  return nomineePage(details, await getOutlook([nominationId]), project);
}

nomineesRoutes.get(paths.nominees, requireOrganiser, async (req, res) => {
  await renderPage(req, res, listView, await listLocals(parseNomineesQuery(req.query)));
});

// A part of the page above, asked for when a box is ticked.
nomineesRoutes.get(paths.nomineesOutlook, requireOrganiser, async (req, res) => {
  const { selected } = parseNomineesQuery(req.query);
  res.setHeader('Cache-Control', 'no-store');
  res.type('html');
  res.send(
    await fillTemplate('workshop/nominations/outlook', {
      outlook: outlookTable(await getOutlook(selected)),
    }),
  );
});

nomineesRoutes.get('/workshop/nominations/people/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, personView, await personLocals(Number(req.params.id)));
});

nomineesRoutes.post(paths.nominationDecisions, requireOrganiser, async (req, res) => {
  const { from, show } = req.body as { from?: unknown; show?: unknown };
  // The button for readers without scripts: the same list, and nothing is decided.
  if (show !== undefined) {
    await renderPage(req, res, listView, await listLocals(queryOf(req)));
    return;
  }
  const single = typeof from === 'string' && /^\d{1,10}$/.test(from) ? Number(from) : undefined;
  let said = '';
  const done = await submitForm(
    req,
    res,
    async () => {
      const input = parseDecision(req.body);
      const { changed } = await decideNominations(actorOf(req), input);
      said = decidedWords(input.decision, changed);
    },
    {
      view: single === undefined ? listView : personView,
      locals: () => (single === undefined ? listLocals(queryOf(req)) : personLocals(single)),
    },
  );
  if (!done) return;
  leaveNotice(res, 'success', said);
  res.redirect(303, single === undefined ? backTo(queryOf(req)) : paths.nominee(single));
});

/** What the list was asked for when the form on it was sent. */
function queryOf(req: Request): NomineesQuery {
  const { ids, ...rest } = req.body as Record<string, unknown>;
  return parseNomineesQuery({ ...rest, selected: ids });
}

function backTo({ economy, status }: NomineesQuery): string {
  return `${paths.nominees}?${new URLSearchParams({ economy, status }).toString()}`;
}

nomineesRoutes.post(
  '/workshop/nominations/people/:id/erasure',
  requireOrganiser,
  async (req, res) => {
    await eraseNominee(actorOf(req), Number(req.params.id));
    leaveNotice(res, 'success', 'The nomination is erased.');
    res.redirect(303, paths.nominees);
  },
);
