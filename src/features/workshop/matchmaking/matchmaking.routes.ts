import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { NotFoundError } from '../../../lib/errors';
import { paths } from '../../../paths';
import { closeRequest } from './answer-request';
import { cancelMeeting, moveMeeting } from './change-meeting';
import { orShowConflict } from './conflict-notice';
import { getRequestHistory } from './history.queries';
import {
  parseAgreement,
  parseOutcome,
  parsePlace,
  parseProposal,
  parseSeen,
} from './matchmaking.input';
import { getMatchmaking } from './matchmaking.queries';
import { noteOutcome } from './note-outcome';
import { overviewPage, requestsPage, tablePlanPage } from './overview.view-model';
import { outdatedMeetings, sendMovedMeetings } from './outdated-meetings';
import { placeMeetings } from './place-meetings';
import { meetingPage, proposalPage, requestPage } from './planning.view-model';
import { enterAgreement } from './request-meeting';

/** Matchmaking as organisers run it. */
export const matchmakingRoutes = Router();

const idOf = (req: Request): number => Number(req.params.id);

/** The overview, with how many calendars show a meeting on another day than it is on now. */
async function overview(): Promise<PageLocals> {
  const matchmaking = await getMatchmaking();
  const outdated = (await outdatedMeetings(matchmaking)).length;
  return { ...overviewPage(matchmaking), outdated };
}

matchmakingRoutes.post(paths.movedMeetings, requireOrganiser, async (req, res) => {
  const moved = await sendMovedMeetings(actorOf(req));
  leaveNotice(
    res,
    'success',
    moved === 0
      ? 'All calendars are up to date; nothing was sent.'
      : `${moved} ${moved === 1 ? 'meeting was' : 'meetings were'} moved in the calendars of both clusters.`,
  );
  res.redirect(303, paths.matchmaking);
});

matchmakingRoutes.get(paths.matchmaking, requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'workshop/matchmaking/overview', await overview());
});

matchmakingRoutes.get(paths.meetingRequests, requireOrganiser, async (req, res) => {
  const locals = requestsPage(await getMatchmaking());
  await renderPage(req, res, 'workshop/matchmaking/requests', locals);
});

matchmakingRoutes.post(paths.meetingRequests, requireOrganiser, async (req, res) => {
  let requestId = 0;
  const done = await orShowConflict(res, paths.matchmaking, () =>
    submitForm(
      req,
      res,
      async () => {
        requestId = (await enterAgreement(actorOf(req), parseAgreement(req.body))).id;
      },
      {
        view: 'workshop/matchmaking/overview',
        locals: overview,
      },
    ),
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The agreement is entered. Now give the meeting a place.');
  res.redirect(303, paths.meetingRequest(requestId));
});

async function oneRequest(req: Request) {
  const [matchmaking, history] = await Promise.all([
    getMatchmaking(),
    getRequestHistory(Number.isSafeInteger(idOf(req)) ? idOf(req) : 0),
  ]);
  return requestPage(matchmaking, idOf(req), history);
}

matchmakingRoutes.get('/workshop/matchmaking/requests/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'workshop/matchmaking/request', await oneRequest(req));
});

matchmakingRoutes.post(
  '/workshop/matchmaking/requests/:id/closing',
  requireOrganiser,
  async (req, res) => {
    const back = paths.meetingRequest(idOf(req));
    if (!(await orShowConflict(res, back, () => closeRequest(actorOf(req), idOf(req))))) return;
    leaveNotice(res, 'success', 'The request is withdrawn.');
    res.redirect(303, back);
  },
);

matchmakingRoutes.post(
  '/workshop/matchmaking/requests/:id/place',
  requireOrganiser,
  async (req, res) => {
    const done = await orShowConflict(res, paths.meetingRequest(idOf(req)), () =>
      submitForm(
        req,
        res,
        async () => {
          const { place, recipients } = parsePlace(req.body);
          await placeMeetings(actorOf(req), [{ requestId: idOf(req), ...place }], recipients);
        },
        { view: 'workshop/matchmaking/request', locals: () => oneRequest(req) },
      ),
    );
    if (!done) return;
    leaveNotice(res, 'success', 'The meeting has its place.');
    res.redirect(303, paths.matchmaking);
  },
);

matchmakingRoutes.get(paths.meetingProposal, requireOrganiser, async (req, res) => {
  const locals = proposalPage(await getMatchmaking());
  await renderPage(req, res, 'workshop/matchmaking/proposal', locals);
});

matchmakingRoutes.post(paths.meetingProposal, requireOrganiser, async (req, res) => {
  let count = 0;
  const done = await orShowConflict(res, paths.meetingProposal, () =>
    submitForm(
      req,
      res,
      async () => {
        const { placements, recipients } = parseProposal(req.body);
        count = await placeMeetings(actorOf(req), placements, recipients);
      },
      {
        view: 'workshop/matchmaking/proposal',
        locals: async () => proposalPage(await getMatchmaking()),
      },
    ),
  );
  if (!done) return;
  leaveNotice(
    res,
    'success',
    count === 1 ? 'One meeting is placed.' : `${count} meetings are placed.`,
  );
  res.redirect(303, paths.matchmaking);
});

async function oneMeeting(req: Request) {
  return meetingPage(await getMatchmaking(), idOf(req));
}

matchmakingRoutes.get('/workshop/matchmaking/meetings/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'workshop/matchmaking/meeting', await oneMeeting(req));
});

matchmakingRoutes.post(
  '/workshop/matchmaking/meetings/:id/place',
  requireOrganiser,
  async (req, res) => {
    const done = await orShowConflict(res, paths.meeting(idOf(req)), () =>
      submitForm(
        req,
        res,
        () =>
          moveMeeting(
            actorOf(req),
            { id: idOf(req), ...parseSeen(req.body) },
            parsePlace(req.body).place,
          ),
        { view: 'workshop/matchmaking/meeting', locals: () => oneMeeting(req) },
      ),
    );
    if (!done) return;
    leaveNotice(res, 'success', 'The meeting is moved.');
    res.redirect(303, paths.meeting(idOf(req)));
  },
);

matchmakingRoutes.post(
  '/workshop/matchmaking/meetings/:id/cancellation',
  requireOrganiser,
  async (req, res) => {
    const seen = { id: idOf(req), ...parseSeen(req.body) };
    const back = paths.meeting(seen.id);
    if (!(await orShowConflict(res, back, () => cancelMeeting(actorOf(req), seen)))) return;
    leaveNotice(res, 'success', 'The meeting is cancelled, and its table is free.');
    res.redirect(303, back);
  },
);

matchmakingRoutes.post(
  '/workshop/matchmaking/meetings/:id/outcome',
  requireOrganiser,
  async (req, res) => {
    const done = await orShowConflict(res, paths.meeting(idOf(req)), () =>
      submitForm(req, res, () => noteOutcome(actorOf(req), idOf(req), parseOutcome(req.body)), {
        view: 'workshop/matchmaking/meeting',
        locals: () => oneMeeting(req),
      }),
    );
    if (!done) return;
    leaveNotice(res, 'success', 'What came of the meeting is noted.');
    res.redirect(303, paths.meeting(idOf(req)));
  },
);

matchmakingRoutes.get(
  '/workshop/matchmaking/slots/:id/plan',
  requireOrganiser,
  async (req, res) => {
    const locals = tablePlanPage(await getMatchmaking(), idOf(req));
    if (locals === undefined) throw new NotFoundError('There is no such slot.');
    await renderPage(req, res, 'workshop/matchmaking/table-plan', locals);
  },
);
