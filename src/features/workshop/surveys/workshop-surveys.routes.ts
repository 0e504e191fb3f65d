import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf, currentUser } from '../../../http/request-context';
import { absoluteUrl } from '../../../lib/base-url';
import { linkToken } from '../../../lib/link-tokens';
import type { Tablet } from '../../../models';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { codeAsSvg } from '../../surveys/open-link-code';
import { handOut } from './hand-out';
import { addTablet, withdrawTablet } from './tablets';
import { parseHandOut, parseTablet } from './workshop-surveys.input';
import { findHandout, findTabletInUse } from './workshop-surveys.queries';
import { codePage, tabletCodePage, workshopSurveysPage } from './workshop-surveys.view-model';

/** Questionnaires at the workshop, for organisers. */
export const workshopSurveysRoutes = Router();

workshopSurveysRoutes.get('/workshop/surveys', requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'workshop/surveys/surveys', await workshopSurveysPage());
});

const idOf = (req: Request): number => rowIdOf(req.params.id);

workshopSurveysRoutes.post('/workshop/surveys/people/:id', requireOrganiser, async (req, res) => {
  const { how } = parseHandOut(req.body);
  const personId = idOf(req);
  const token = await handOut(actorOf(req), personId, how);
  res.redirect(303, how === 'staff' ? paths.answer(token) : paths.surveyHandout(personId));
});

workshopSurveysRoutes.get('/workshop/surveys/people/:id', requireOrganiser, async (req, res) => {
  const { name, invitationId } = await findHandout(idOf(req));
  const address = absoluteUrl(paths.answer(linkToken(`invitation:${invitationId}`)));
  await renderPage(
    req,
    res,
    'workshop/surveys/code',
    codePage(name, address, await codeAsSvg(address)),
  );
});

workshopSurveysRoutes.post('/workshop/surveys/tablets', requireOrganiser, async (req, res) => {
  const actor = { ...actorOf(req), userId: currentUser(req).id };
  let tablet: Tablet | undefined;
  const add = async () => {
    tablet = await addTablet(actor, parseTablet(req.body).name);
  };
  const page = { view: 'workshop/surveys/surveys', locals: workshopSurveysPage };
  if (await submitForm(req, res, add, page)) res.redirect(303, paths.tabletCode(tablet?.id ?? 0));
});

workshopSurveysRoutes.get('/workshop/surveys/tablets/:id', requireOrganiser, async (req, res) => {
  const tablet = await findTabletInUse(idOf(req));
  const address = absoluteUrl(paths.tablet(linkToken(`tablet:${tablet.id}`)));
  await renderPage(
    req,
    res,
    'workshop/surveys/tablet-code',
    tabletCodePage(tablet, address, await codeAsSvg(address)),
  );
});

workshopSurveysRoutes.post(
  '/workshop/surveys/tablets/:id/withdrawal',
  requireOrganiser,
  async (req, res) => {
    await withdrawTablet(actorOf(req), idOf(req));
    leaveNotice(res, 'success', 'The link of the tablet opens nothing any more.');
    res.redirect(303, paths.workshopSurveys);
  },
);
