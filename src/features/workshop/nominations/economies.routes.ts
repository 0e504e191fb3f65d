import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { sendDownload } from '../../../http/send-file';
import { NotFoundError } from '../../../lib/errors';
import { NominationLetter, Person } from '../../../models';
import { paths } from '../../../paths';
import { getProject } from '../project.queries';
import { economiesPage } from './economies.view-model';
import { getEconomyRules, getGeneralRules, listEconomyRules } from './economy-rules.queries';
import { economyPage } from './economy.view-model';
import { listFocalPoints } from './focal-points.queries';
import { letterPath } from './letter-files';
import { nameFocalPoint, renewFocalLink, withdrawFocalLink } from './name-focal-point';
import { countLetters, countNominations, listLetters, listOfEconomy } from './nominees.queries';
import { parseGeneralRules, parseOwnRules, parsePersonChoice } from './rules.input';
import { setEconomyRules, setGeneralRules } from './set-rules';

/** Quotas, deadlines, advice and focal points of the economies, for organisers. */
export const nominationEconomiesRoutes = Router();

const tablePage = 'workshop/nominations/economies';
const economyView = 'workshop/nominations/economy';
const codeOf = (req: Request): string => String(req.params.code);

async function tableLocals(): Promise<PageLocals> {
  const [rules, focalPoints, counts, letters, general, project] = await Promise.all([
    listEconomyRules(),
    listFocalPoints(),
    countNominations(),
    countLetters(),
    getGeneralRules(),
    getProject(),
  ]);
  const { places, advice, revision } = general.settings;
  return economiesPage({
    rules,
    focalPoints,
    counts,
    letters,
    general: { places, advice, revision, closesAt: general.closesAt },
    project,
  });
}

async function economyLocals(code: string): Promise<PageLocals> {
  const rules = await getEconomyRules(code);
  const [general, focalPoints, candidates, nominations, letters, project] = await Promise.all([
    getGeneralRules(),
    listFocalPoints(code),
    Person.findAll({
      where: { economyCode: code, role: 'focal_point', erasedAt: null },
      order: ['nameKey', 'id'],
    }),
    listOfEconomy(code),
    listLetters(code),
    getProject(),
  ]);
  return economyPage({
    rules,
    general: { ...general.settings.get(), closesAt: general.closesAt },
    focalPoints,
    candidates,
    nominations,
    letters,
    project,
  });
}

nominationEconomiesRoutes.get(paths.nominations, requireOrganiser, async (req, res) => {
  await renderPage(req, res, tablePage, await tableLocals());
});

nominationEconomiesRoutes.post(paths.nominationSettings, requireOrganiser, async (req, res) => {
  const done = await submitForm(
    req,
    res,
    () => setGeneralRules(actorOf(req), parseGeneralRules(req.body)),
    { view: tablePage, locals: tableLocals },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The rules for all economies are saved.');
  res.redirect(303, paths.nominations);
});

nominationEconomiesRoutes.get(
  '/workshop/nominations/economies/:code',
  requireOrganiser,
  async (req, res) => {
    await renderPage(req, res, economyView, await economyLocals(codeOf(req)));
  },
);

nominationEconomiesRoutes.post(
  '/workshop/nominations/economies/:code/rules',
  requireOrganiser,
  async (req, res) => {
    const { economy } = await getEconomyRules(codeOf(req));
    const { timeZone } = await getProject();
    const done = await submitForm(
      req,
      res,
      () => setEconomyRules(actorOf(req), economy.code, parseOwnRules(req.body, timeZone)),
      { view: economyView, locals: () => economyLocals(economy.code) },
    );
    if (!done) return;
    leaveNotice(res, 'success', `The rules of ${economy.name} are saved.`);
    res.redirect(303, paths.nominationEconomy(economy.code));
  },
);

nominationEconomiesRoutes.post(
  '/workshop/nominations/economies/:code/focal-points',
  requireOrganiser,
  async (req, res) => {
    const { economy } = await getEconomyRules(codeOf(req));
    const done = await submitForm(
      req,
      res,
      () => nameFocalPoint(actorOf(req), economy.code, parsePersonChoice(req.body)),
      { view: economyView, locals: () => economyLocals(economy.code) },
    );
    if (!done) return;
    leaveNotice(res, 'success', 'The focal point is named. The link has not been sent yet.');
    res.redirect(303, paths.nominationEconomy(economy.code));
  },
);

/** A change of one focal point's link, from the page of their economy. */
function changeOfLink(verb: string, change: typeof withdrawFocalLink, said: string): void {
  nominationEconomiesRoutes.post(
    `/workshop/nominations/focal-points/:id/${verb}`,
    requireOrganiser,
    async (req, res) => {
      const { economyCode } = await change(actorOf(req), Number(req.params.id));
      leaveNotice(res, 'success', said);
      res.redirect(303, paths.nominationEconomy(economyCode));
    },
  );
}

changeOfLink('withdrawal', withdrawFocalLink, 'The link is withdrawn: it opens nothing any more.');
changeOfLink(
  'renewal',
  renewFocalLink,
  'There is a new link; the old one is withdrawn. Now send it.',
);

nominationEconomiesRoutes.get(
  '/workshop/nominations/letters/:id',
  requireOrganiser,
  async (req, res) => {
    const letter = await NominationLetter.findByPk(String(req.params.id));
    if (letter === null) throw new NotFoundError('There is no such letter.');
    const { id, fileName, mediaType } = letter;
    sendDownload(res, { path: letterPath(id), name: fileName, mediaType });
  },
);
