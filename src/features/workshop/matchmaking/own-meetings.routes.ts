import { Router, type Request } from 'express';
import { formBody } from '../../../http/read-body';
import { clientAddress } from '../../../http/client-address';
import { protectFromForgery } from '../../../http/csrf';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { limit } from '../../../http/rate-limit';
import { renderPage, type PageLocals } from '../../../http/render';
import { NotFoundError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { paths } from '../../../paths';
import { contentOfVersion, getLatestVersion } from '../programme/programme.queries';
import { findOwnRegistration } from '../registrations/find-own-registration';
import { requireComing } from '../speakers/own-link';
import { answerRequest } from './answer-request';
import { orShowConflict } from './conflict-notice';
import { parseAnswer, parseMeetingRequest, parseReport } from './matchmaking.input';
import { getMatchmaking } from './matchmaking.queries';
import { ownMeetingsFile } from './meeting-calendar';
import { reportMeeting } from './note-outcome';
import { requireOwnCluster } from './own-cluster';
import { clustersThere, ownMeetingsPage } from './own-meetings.view-model';
import { requestMeeting } from './request-meeting';
import { listShownWishes } from './shown-wishes.queries';
import { timetablePage } from './timetable.view-model';

/** A participant's meetings and timetable, by their own link. */
export const ownMeetingsRoutes = Router();

const tokenOf = (req: Request): string => String(req.params.token);
const form = formBody({ limit: '20kb', parameterLimit: 20 });

/** Writes of one link, and of a room full of people behind one address, in ten minutes. */
const writesOfALink = 60;
const writesOfAnAddress = 1200;

async function limitWrites(req: Request): Promise<void> {
  await limit(`meetings:link:${hashToken(tokenOf(req))}`, writesOfALink, 600);
  await limit(`meetings:address:${clientAddress(req)}`, writesOfAnAddress, 600);
}

async function meetingsLocals(req: Request): Promise<PageLocals> {
  const token = tokenOf(req);
  const { clusterId } = await requireOwnCluster(token);
  const matchmaking = await getMatchmaking();
  const wishes = await listShownWishes(clustersThere(matchmaking, clusterId));
  return ownMeetingsPage(matchmaking, { token, clusterId }, wishes);
}

const meetingsView = 'workshop/matchmaking/own-meetings';

ownMeetingsRoutes.get('/workshop/me/:token/meetings', async (req, res) => {
  await renderPage(req, res, meetingsView, await meetingsLocals(req));
});

ownMeetingsRoutes.get('/workshop/me/:token/meetings.ics', async (req, res) => {
  const { registration, clusterId } = await requireOwnCluster(tokenOf(req));
  const file = ownMeetingsFile(
    await getMatchmaking(),
    { registrationId: registration.id },
    clusterId,
  );
  if (file === undefined) {
    throw new NotFoundError('There are no meetings for your calendar.', 'no_entries');
  }
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Type', 'text/calendar; charset=utf-8; method=PUBLISH');
  res.setHeader('Content-Disposition', 'attachment; filename="meetings.ics"');
  res.send(file);
});

ownMeetingsRoutes.post(
  '/workshop/me/:token/meetings/requests',
  form,
  protectFromForgery,
  async (req, res) => {
    await limitWrites(req);
    const done = await orShowConflict(res, paths.ownMeetings(tokenOf(req)), () =>
      submitForm(
        req,
        res,
        async () => {
          // A link that may not ask is told so before its form is looked at.
          await requireOwnCluster(tokenOf(req));
          await requestMeeting(tokenOf(req), parseMeetingRequest(req.body));
        },
        { view: meetingsView, locals: () => meetingsLocals(req) },
      ),
    );
    if (!done) return;
    leaveNotice(res, 'success', 'Your request is sent.');
    res.redirect(303, paths.ownMeetings(tokenOf(req)));
  },
);

const answerWords = {
  accept: 'The request is accepted. The organisers find a time and a table.',
  decline: 'The request is declined.',
  withdraw: 'The request is withdrawn.',
};

ownMeetingsRoutes.post(
  '/workshop/me/:token/meetings/requests/:id/answer',
  form,
  protectFromForgery,
  async (req, res) => {
    await limitWrites(req);
    const answer = parseAnswer(req.body);
    const done = await orShowConflict(res, paths.ownMeetings(tokenOf(req)), () =>
      answerRequest(tokenOf(req), Number(req.params.id), answer),
    );
    if (!done) return;
    leaveNotice(res, 'success', answerWords[answer]);
    res.redirect(303, paths.ownMeetings(tokenOf(req)));
  },
);

ownMeetingsRoutes.post(
  '/workshop/me/:token/meetings/:id/report',
  form,
  protectFromForgery,
  async (req, res) => {
    await limitWrites(req);
    const meetingId = Number(req.params.id);
    const done = await orShowConflict(res, paths.ownMeetings(tokenOf(req)), () =>
      submitForm(req, res, () => reportMeeting(tokenOf(req), meetingId, parseReport(req.body)), {
        view: meetingsView,
        locals: async () => ({ ...(await meetingsLocals(req)), reportedMeeting: meetingId }),
      }),
    );
    if (!done) return;
    leaveNotice(res, 'success', 'Thank you: what came of the meeting is noted.');
    res.redirect(303, paths.ownMeetings(tokenOf(req)));
  },
);

ownMeetingsRoutes.get('/workshop/me/:token/timetable', async (req, res) => {
  const token = tokenOf(req);
  const { registration, person, days } = await findOwnRegistration(token);
  requireComing(registration);
  const version = await getLatestVersion();
  const locals = timetablePage(await getMatchmaking(), person, {
    token,
    days,
    programme: version === null ? null : contentOfVersion(version),
  });
  await renderPage(req, res, 'workshop/matchmaking/timetable', locals);
});
