import { Router, type Request, type Response } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { leaveNotice } from '../../../http/notices';
import { renderPage } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { AppError, ValidationError } from '../../../lib/errors';
import { paths } from '../../../paths';
import { listEconomies } from '../project.queries';
import {
  lenientSelection,
  parseInvitationContent,
  parseInvitationSelection,
  parseShownList,
} from './invitation.input';
import { resolveInvitees } from './invitation.queries';
import { invitationPage, invitationPreview, type InvitationPreview } from './invitation.view-model';
import { sendInvitations } from './send-invitations';
import { readWorkshopFacts } from './workshop-facts';

/** Inviting people to the workshop: everything typed stays on the page through each step. */
export const invitationRoutes = Router();

const view = 'workshop/registrations/invite';

async function factsFor(input: unknown) {
  const selection = lenientSelection(input);
  const [list, economies, workshop] = await Promise.all([
    resolveInvitees(selection),
    listEconomies(),
    readWorkshopFacts(),
  ]);
  return { selection, list, economies, workshop };
}

async function show(
  req: Request,
  res: Response,
  { preview, problem }: { preview?: InvitationPreview; problem?: AppError } = {},
): Promise<void> {
  const input: unknown = req.method === 'POST' ? req.body : req.query;
  await renderPage(
    req,
    res,
    view,
    {
      ...invitationPage(await factsFor(input), preview),
      values: req.method === 'POST' ? { ...(req.body as object) } : {},
      ...(problem === undefined ? {} : { problem: problem.message }),
      errors: problem instanceof ValidationError ? problem.fields : {},
    },
    problem?.status ?? 200,
  );
}

/** Runs a step; with a refusal what was typed comes back, with the reason. */
async function runStep(req: Request, res: Response, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError) || ![409, 422].includes(error.status)) throw error;
    await show(req, res, { problem: error });
  }
}

invitationRoutes.get(paths.newRegistrationInvitations, requireOrganiser, (req, res) =>
  show(req, res),
);

invitationRoutes.post(paths.registrationInvitationSelection, requireOrganiser, (req, res) =>
  runStep(req, res, async () => {
    parseInvitationSelection(req.body);
    await show(req, res);
  }),
);

invitationRoutes.post(paths.registrationInvitationPreview, requireOrganiser, (req, res) =>
  runStep(req, res, async () => {
    const { list, workshop } = await factsFor(req.body);
    const { previewPerson: wanted } = req.body as Record<string, unknown>;
    const to =
      list.invitees.find(({ personId }) => String(personId) === wanted) ?? list.invitees[0];
    if (to === undefined) {
      throw new AppError(422, 'nobody', 'Nobody is on the list, so there is no mail to preview.');
    }
    const content = parseInvitationContent(req.body);
    await show(req, res, { preview: invitationPreview(workshop, to, content) });
  }),
);

invitationRoutes.post(paths.registrationInvitations, requireOrganiser, (req, res) =>
  runStep(req, res, async () => {
    const sent = await sendInvitations(actorOf(req), {
      selection: parseInvitationSelection(req.body),
      content: parseInvitationContent(req.body),
      shown: parseShownList(req.body),
    });
    leaveNotice(
      res,
      'success',
      `${sent === 1 ? '1 invitation is' : `${sent} invitations are`} in the outbox.`,
    );
    res.redirect(303, `${paths.registrations}?status=invited`);
  }),
);
