import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf, currentUser } from '../../../http/request-context';
import { NotFoundError } from '../../../lib/errors';
import type { SheetKind } from '../../../models/codes';
import { paths } from '../../../paths';
import { rulesInForce } from '../../indicators/rules/rules.queries';
import { rowIdOf } from '../../people/row-id';
import { markContribution, reviewExpert } from './review-sheet';
import { listRoster } from './roster.queries';
import { saveSheet } from './save-sheet';
import { parseContribution, parseReview, parseSheet, sheetKindOf } from './sheet.input';
import { sheetPage } from './sheet.view-model';
import { speakersPage } from './speakers.view-model';

/** Speakers and experts, for organisers. */
export const speakersRoutes = Router();

const view = 'workshop/speakers/sheet';

function subjectOf(req: Request): { personId: number; kind: SheetKind } {
  const kind = sheetKindOf(req.params.kind);
  if (kind === undefined) throw new NotFoundError();
  return { personId: rowIdOf(req.params.personId), kind };
}

const deciderOf = (req: Request) => ({ ...actorOf(req), userId: currentUser(req).id });

speakersRoutes.get(paths.speakers, requireOrganiser, async (req, res) => {
  const [roster, rules] = await Promise.all([listRoster(), rulesInForce()]);
  await renderPage(req, res, 'workshop/speakers/list', speakersPage(roster, rules));
});

speakersRoutes.get('/workshop/speakers/:personId/:kind', requireOrganiser, async (req, res) => {
  const { personId, kind } = subjectOf(req);
  await renderPage(req, res, view, await sheetPage(personId, kind));
});

speakersRoutes.post('/workshop/speakers/:personId/:kind', requireOrganiser, async (req, res) => {
  const { personId, kind } = subjectOf(req);
  const done = await submitForm(
    req,
    res,
    () => saveSheet(actorOf(req), { personId, kind, own: false }, parseSheet(req.body)),
    { view, locals: () => sheetPage(personId, kind) },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The sheet is saved.');
  res.redirect(303, paths.speakerSheet(personId, kind));
});

speakersRoutes.post(
  '/workshop/speakers/:personId/expert/review',
  requireOrganiser,
  async (req, res) => {
    const personId = rowIdOf(req.params.personId);
    const done = await submitForm(
      req,
      res,
      () => reviewExpert(deciderOf(req), personId, parseReview(req.body)),
      { view, locals: () => sheetPage(personId, 'expert') },
    );
    if (!done) return;
    leaveNotice(res, 'success', 'The decision is saved.');
    res.redirect(303, paths.speakerSheet(personId, 'expert'));
  },
);

speakersRoutes.post(
  '/workshop/speakers/:personId/expert/contribution',
  requireOrganiser,
  async (req, res) => {
    const personId = rowIdOf(req.params.personId);
    const contributed = parseContribution(req.body);
    await markContribution(deciderOf(req), personId, contributed);
    leaveNotice(
      res,
      'success',
      contributed ? 'Marked as having contributed.' : 'The mark was taken back.',
    );
    res.redirect(303, paths.speakerSheet(personId, 'expert'));
  },
);
