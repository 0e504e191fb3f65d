import { Router, type Request } from 'express';
import { formBody } from '../../../http/read-body';
import { protectFromForgery } from '../../../http/csrf';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { limit } from '../../../http/rate-limit';
import { renderPage } from '../../../http/render';
import { NotFoundError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import type { SheetKind } from '../../../models/codes';
import { paths } from '../../../paths';
import type { Registration } from '../../../models';
import { findOwnRegistration } from '../registrations/find-own-registration';
import { ownActor, requireComing } from './own-link';
import { ownKinds } from './own-kinds';
import { saveSheet } from './save-sheet';
import { parseSheet, sheetKindOf } from './sheet.input';
import { ownSheetPage } from './sheet.view-model';

/** A speaker's or expert's own sheet. Stands before the session: the link is the permission. */
export const ownSheetRoutes = Router();

const view = 'workshop/speakers/own-sheet';
const tokenOf = (req: Request): string => String(req.params.token);

async function openOwnSheet(
  req: Request,
): Promise<{ registration: Registration; kind: SheetKind }> {
  const { registration } = await findOwnRegistration(tokenOf(req));
  const kind = sheetKindOf(req.params.kind);
  if (kind === undefined || !(await ownKinds(registration)).includes(kind)) {
    throw new NotFoundError();
  }
  requireComing(registration);
  return { registration, kind };
}

ownSheetRoutes.get('/workshop/me/:token/sheet/:kind', async (req, res) => {
  const { registration, kind } = await openOwnSheet(req);
  await renderPage(req, res, view, await ownSheetPage(tokenOf(req), registration, kind));
});

ownSheetRoutes.post(
  '/workshop/me/:token/sheet/:kind',
  formBody({ limit: '200kb', parameterLimit: 50 }),
  protectFromForgery,
  async (req, res) => {
    const token = tokenOf(req);
    const { registration, kind } = await openOwnSheet(req);
    await limit(`own-sheet:${hashToken(token)}`, 60, 600);
    const of = { personId: registration.personId, kind, own: true };
    const done = await submitForm(req, res, () => saveSheet(ownActor(), of, parseSheet(req.body)), {
      view,
      locals: () => ownSheetPage(token, registration, kind),
    });
    if (!done) return;
    leaveNotice(res, 'success', 'Your sheet is saved. You can change it at any time.');
    res.redirect(303, paths.ownSheet(token, kind));
  },
);
