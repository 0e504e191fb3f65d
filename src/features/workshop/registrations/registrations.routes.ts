import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { AppError, ConflictError } from '../../../lib/errors';
import { parseInput } from '../../../lib/parse-input';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { listEconomies, listWorkshopDays } from '../project.queries';
import { changeRegistration, moveRegistration } from './change-registration';
import { confirmFunding } from './confirm-funding';
import { findRegistration } from './find-own-registration';
import { listOutdatedCalendars, sendAllCalendarChanges } from './outdated-calendars';
import { parseChange, parseMove } from './registration.input';
import type { MailResult } from './registration-mails';
import { parseRegistrationsFilter } from './registrations-filter';
import {
  countByStatus,
  countRegistrations,
  getRegistrationHistory,
  listRegistrations,
} from './registrations.queries';
import { registrationPage, registrationsPage } from './registrations.view-model';
import { readSeats } from './seats';
import { sendLinkAgain } from './send-link-again';
import { currentWaitingList, moveUpWaiting } from './waiting-list';
import { readWorkshopFacts } from './workshop-facts';

export const registrationsRoutes = Router();

const view = 'workshop/registrations/registration';
const listView = 'workshop/registrations/list';
const idOf = (req: Request): number => rowIdOf(req.params.id);

async function listLocals(req: Request): Promise<PageLocals> {
  const filter = parseRegistrationsFilter(req.query);
  const page = Math.min(100_000, Math.max(1, Math.trunc(Number(req.query.page)) || 1));
  const [registrations, counts, byStatus, all, seats, economies, days, outdatedCalendars, waiting] =
    await Promise.all([
      listRegistrations(filter, page),
      countRegistrations(filter),
      countByStatus(filter),
      countRegistrations({}),
      readSeats(),
      listEconomies(),
      listWorkshopDays(),
      listOutdatedCalendars(),
      currentWaitingList(),
    ]);
  const everybody = all.total;
  return registrationsPage({
    ...{ filter, page, registrations, counts, byStatus },
    ...{ everybody, seats, economies, days, outdatedCalendars, waiting },
  });
}

registrationsRoutes.get(paths.registrations, requireOrganiser, async (req, res) => {
  await renderPage(req, res, listView, await listLocals(req));
});

async function showRefusedList(req: Request, res: Response, error: unknown): Promise<void> {
  if (!(error instanceof ConflictError)) throw error;
  const locals = { ...(await listLocals(req)), problem: error.message };
  await renderPage(req, res, listView, locals, error.status);
}

const shownList = z.object({ shown: z.string().min(1) });

registrationsRoutes.post(paths.registrationCalendars, requireOrganiser, async (req, res) => {
  try {
    const changed = await sendAllCalendarChanges(
      actorOf(req),
      parseInput(shownList, req.body).shown,
    );
    leaveNotice(
      res,
      'success',
      changed === 0
        ? 'All calendars are up to date; nothing was sent.'
        : `${changed === 1 ? '1 entry is' : `${changed} entries are`} put right; the mails are in the outbox.`,
    );
    res.redirect(303, paths.registrations);
  } catch (error) {
    await showRefusedList(req, res, error);
  }
});

registrationsRoutes.post(paths.registrationWaitingList, requireOrganiser, async (req, res) => {
  try {
    const { shown } = parseInput(shownList, req.body);
    const { moved, untold } = await moveUpWaiting(actorOf(req), shown);
    const people = moved === 1 ? '1 person has' : `${moved} people have`;
    const byHand = untold === 0 ? '' : ` Please tell those without an e-mail address: ${untold}.`;
    leaveNotice(
      res,
      untold === 0 ? 'success' : 'warning',
      `${people} moved up from the waiting list; the mails are in the outbox.${byHand}`,
    );
    res.redirect(303, paths.registrations);
  } catch (error) {
    await showRefusedList(req, res, error);
  }
});

async function localsOf(id: number): Promise<PageLocals> {
  const record = await findRegistration(id);
  const [history, workshop, seats] = await Promise.all([
    getRegistrationHistory(id, record.person.id),
    readWorkshopFacts(),
    readSeats(),
  ]);
  return registrationPage(record, history, workshop, seats);
}

registrationsRoutes.get('/workshop/registrations/:id', requireOrganiser, async (req, res, next) => {
  if (!/^\d{1,9}$/.test(String(req.params.id))) {
    next();
    return;
  }
  await renderPage(req, res, view, await localsOf(idOf(req)));
});

/** Runs a change; a refusal that is no error of the form comes back with its reason, too. */
async function submitChange(req: Request, res: Response, write: () => Promise<unknown>) {
  const page = { view, locals: () => localsOf(idOf(req)) };
  try {
    return await submitForm(req, res, write, page);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 409) throw error;
    const locals = await localsOf(idOf(req));
    await renderPage(req, res, view, { ...locals, problem: error.message }, error.status);
    return false;
  }
}

registrationsRoutes.post('/workshop/registrations/:id', requireOrganiser, async (req, res) => {
  const done = await submitChange(req, res, () =>
    changeRegistration(actorOf(req), idOf(req), parseChange(req.body)),
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The registration is changed.');
  res.redirect(303, paths.registration(idOf(req)));
});

registrationsRoutes.post(
  '/workshop/registrations/:id/status',
  requireOrganiser,
  async (req, res) => {
    let mail: MailResult = 'queued';
    const done = await submitChange(req, res, async () => {
      mail = await moveRegistration(actorOf(req), idOf(req), parseMove(req.body));
    });
    if (!done) return;
    noticeOfMail(res, 'The status is changed', mail);
    res.redirect(303, paths.registration(idOf(req)));
  },
);

const shownRevision = z.object({ revision: z.coerce.number('Please open this page again.').int() });

registrationsRoutes.post(
  '/workshop/registrations/:id/funding',
  requireOrganiser,
  async (req, res) => {
    const done = await submitChange(req, res, () =>
      confirmFunding(actorOf(req), idOf(req), parseInput(shownRevision, req.body).revision),
    );
    if (!done) return;
    leaveNotice(res, 'success', 'The funding category is confirmed.');
    res.redirect(303, paths.registration(idOf(req)));
  },
);

const linkKey = z.object({
  key: z.string().regex(/^[\w-]{16,64}$/, 'Please open this page again.'),
});

registrationsRoutes.post('/workshop/registrations/:id/link', requireOrganiser, async (req, res) => {
  let mail: MailResult = 'queued';
  const done = await submitChange(req, res, async () => {
    mail = await sendLinkAgain(actorOf(req), idOf(req), parseInput(linkKey, req.body).key);
  });
  if (!done) return;
  noticeOfMail(res, 'Done', mail);
  res.redirect(303, paths.registration(idOf(req)));
});

function noticeOfMail(res: Response, done: string, mail: MailResult): void {
  if (mail === 'no_address') {
    leaveNotice(res, 'warning', `${done}. The person has no e-mail address: please tell them.`);
  } else if (mail === 'unsubscribed') {
    leaveNotice(
      res,
      'warning',
      `${done}. The person takes no invitations by mail: please tell them.`,
    );
  } else {
    leaveNotice(res, 'success', `${done}. A mail to the person is in the outbox.`);
  }
}
