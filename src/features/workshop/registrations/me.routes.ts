import { Router, type Request, type RequestHandler } from 'express';
import { formBody } from '../../../http/read-body';
import { protectFromForgery } from '../../../http/csrf';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { limit } from '../../../http/rate-limit';
import { renderPage, type PageLocals } from '../../../http/render';
import { badgeCode } from '../../../lib/badge-code';
import { NotFoundError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { ProgrammeVersion } from '../../../models';
import { paths } from '../../../paths';
import { latestConsents } from '../../people/consents.queries';
import { codeAsPng } from '../../surveys/open-link-code';
import { decline, register } from './answer-invitation';
import { readCalendarOwners } from './calendar-entries.queries';
import { entriesFile } from './day-entries';
import { findOwnRegistration } from './find-own-registration';
import { parseOwnRegistration } from './me.input';
import { ownPage } from './me.view-model';
import { takesSeat } from './registration.policy';
import { readSeats } from './seats';
import { readWorkshopFacts } from './workshop-facts';

/** A participant's own page. Stands before the session: the link alone says who may. */
export const participantPageRoutes = Router();

const view = 'workshop/registrations/me';
const tokenOf = (req: Request): string => String(req.params.token);

/** Far more than one person does by hand; counted by link, since a room shares one address. */
const form: RequestHandler[] = [
  protectFromForgery,
  async (req, _res, next) => {
    await limit(`participant:${hashToken(tokenOf(req))}`, 120, 600);
    next();
  },
  formBody({ limit: '64kb', parameterLimit: 100 }),
];

async function pageBehind(token: string): Promise<PageLocals> {
  const record = await findOwnRegistration(token);
  const { registration, person } = record;
  const workshop = await readWorkshopFacts();
  const [consents, seats, published] = await Promise.all([
    latestConsents(person.id),
    readSeats(),
    ProgrammeVersion.count(),
  ]);
  return ownPage({
    token,
    record,
    workshop,
    consents,
    hasSeats: seats.open !== 0 || !takesSeat(registration, workshop.settings.mode),
    isProgrammePublished: published > 0,
  });
}

// Reading the page changes nothing: mail scanners open every link they see.
participantPageRoutes.get('/workshop/me/:token', async (req, res) => {
  await renderPage(req, res, view, await pageBehind(tokenOf(req)));
});

participantPageRoutes.post('/workshop/me/:token/registration', ...form, async (req, res) => {
  const token = tokenOf(req);
  const { registration } = await findOwnRegistration(token);
  const before = registration.status;
  let status = before;
  const done = await submitForm(
    req,
    res,
    async () => {
      status = await register(registration.id, parseOwnRegistration(req.body));
    },
    { view, locals: () => pageBehind(token) },
  );
  if (!done) return;
  if (status === before) leaveNotice(res, 'success', 'Your changes are saved.');
  else if (status === 'waiting') {
    leaveNotice(res, 'warning', 'Thank you. All seats are taken: you are on the waiting list.');
  } else leaveNotice(res, 'success', 'Thank you. You are registered; a mail confirms it.');
  res.redirect(303, paths.participant(token));
});

participantPageRoutes.post('/workshop/me/:token/refusal', ...form, async (req, res) => {
  const token = tokenOf(req);
  const { registration } = await findOwnRegistration(token);
  await decline(registration.id);
  leaveNotice(res, 'success', 'Thank you for telling us. Your place goes to somebody else.');
  res.redirect(303, paths.participant(token));
});

participantPageRoutes.get('/workshop/me/:token/calendar.ics', async (req, res) => {
  const { registration } = await findOwnRegistration(tokenOf(req));
  const [owner] = await readCalendarOwners([registration.id]);
  const entries = [...(owner?.entries.values() ?? [])].filter(({ cancelled }) => !cancelled);
  if (entries.length === 0) {
    throw new NotFoundError('There are no entries for your calendar.', 'no_entries');
  }
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Type', 'text/calendar; charset=utf-8; method=PUBLISH');
  res.setHeader('Content-Disposition', 'attachment; filename="workshop.ics"');
  res.send(entriesFile(await readWorkshopFacts(), entries));
});

participantPageRoutes.get('/workshop/me/:token/badge.png', async (req, res) => {
  const { registration } = await findOwnRegistration(tokenOf(req));
  if (registration.status !== 'registered') {
    throw new NotFoundError('There is no badge for this registration.', 'no_badge');
  }
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Disposition', 'attachment; filename="workshop-badge.png"');
  res.type('png').send(await codeAsPng(badgeCode(registration.id), 512));
});
