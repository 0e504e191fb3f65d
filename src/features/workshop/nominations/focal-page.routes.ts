import { Router, type Request, type RequestHandler, type Response } from 'express';
import { formBody } from '../../../http/read-body';
import { protectFromForgery } from '../../../http/csrf';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { limit } from '../../../http/rate-limit';
import { receiveFile } from '../../../http/receive-file';
import { renderPage, type PageLocals } from '../../../http/render';
import { AppError, ConflictError, GoneError, NotFoundError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import type { Nomination } from '../../../models';
import { paths } from '../../../paths';
import { getProject } from '../project.queries';
import { addNomination } from './add-nomination';
import { correctNomination, moveNomination, withdrawNomination } from './change-nomination';
import { getEconomyRules } from './economy-rules.queries';
import {
  focalNotice,
  focalPage,
  nameWithTitle,
  newNominationPage,
  nominationPage,
  type FocalPageFacts,
} from './focal-page.view-model';
import { requireFocalLink, requireOpenLink } from './focal-link';
import { parseCorrection, parseMove, parseNewNomination } from './nomination.input';
import { listLetters, listOfEconomy } from './nominees.queries';
import { largestLetter, receiveLetter, removeLetter } from './receive-letter';
import { recordOpening } from './record-opening';

/** The pages behind a focal point's link. The link alone says who may. */
export const focalPageRoutes = Router();

const page = 'workshop/nominations/focal-page';
const personPage = 'workshop/nominations/focal-person';
const tokenOf = (req: Request): string => String(req.params.token);

/** Far more than one person can do by hand, counted by link: offices share an address. */
const paced: RequestHandler = async (req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  await limit(`nominate:${hashToken(tokenOf(req))}`, 200, 600);
  next();
};
const form = [protectFromForgery, paced, formBody({ limit: '64kb', parameterLimit: 100 })];

async function factsBehind(token: string): Promise<FocalPageFacts> {
  const link = await requireFocalLink(token);
  const [rules, nominations, letters, project] = await Promise.all([
    getEconomyRules(link.economyCode),
    listOfEconomy(link.economyCode),
    listLetters(link.economyCode),
    getProject(),
  ]);
  return { token, link, rules, nominations, letters, project };
}

function ownNomination({ nominations }: FocalPageFacts, req: Request): Nomination {
  const found = nominations.find(({ id }) => String(id) === req.params.nominationId);
  if (found === undefined) throw new NotFoundError('There is no such nomination.');
  return found;
}

/**
 * Shows what goes wrong where the focal point can go on from: a link that opens nothing as a
 * page of its own, what came too late as the list with the reason above it.
 */
function guarded(work: (req: Request, res: Response) => Promise<void>): RequestHandler {
  return async (req, res) => {
    try {
      await work(req, res);
    } catch (error) {
      const code = error instanceof AppError ? error.code : '';
      if (code === 'unknown_link' || error instanceof GoneError) {
        const notice = focalNotice(
          code === 'unknown_link' ? 'unknown' : 'withdrawn',
          await getProject(),
        );
        await renderPage(
          req,
          res,
          'workshop/nominations/focal-notice',
          notice.locals,
          notice.status,
        );
      } else if (error instanceof ConflictError) {
        const locals = focalPage(await factsBehind(tokenOf(req)));
        await renderPage(req, res, page, { ...locals, problem: error.message }, error.status);
      } else throw error;
    }
  };
}

async function submit(
  req: Request,
  res: Response,
  write: () => Promise<unknown>,
  shown: { view: string; locals: (facts: FocalPageFacts) => PageLocals },
  said: string,
): Promise<void> {
  const done = await submitForm(req, res, write, {
    view: shown.view,
    locals: async () => shown.locals(await factsBehind(tokenOf(req))),
  });
  if (!done) return;
  leaveNotice(res, 'success', said);
  res.redirect(303, paths.focalPoint(tokenOf(req)));
}

// Reading the page changes nothing: programs that scan mails open every link they see.
focalPageRoutes.get(
  '/nominate/:token',
  guarded(async (req, res) => {
    await renderPage(req, res, page, focalPage(await factsBehind(tokenOf(req))));
  }),
);

focalPageRoutes.post('/nominate/:token/opening', protectFromForgery, paced, async (req, res) => {
  await recordOpening(tokenOf(req));
  res.status(204).end();
});

focalPageRoutes.get(
  '/nominate/:token/people/new',
  guarded(async (req, res) => {
    const facts = await factsBehind(tokenOf(req));
    const locals = newNominationPage(facts);
    if (locals.open === true) await renderPage(req, res, personPage, locals);
    else res.redirect(303, paths.focalPoint(tokenOf(req)));
  }),
);

focalPageRoutes.post(
  '/nominate/:token/people',
  form,
  guarded(async (req, res) => {
    let added: Nomination | undefined;
    const write = async (): Promise<void> => {
      await requireOpenLink(tokenOf(req));
      added = await addNomination(tokenOf(req), parseNewNomination(req.body));
    };
    const done = await submitForm(req, res, write, {
      view: personPage,
      locals: async () => newNominationPage(await factsBehind(tokenOf(req))),
    });
    if (!done || added === undefined) return;
    leaveNotice(
      res,
      'success',
      `${nameWithTitle(added)} is nominated${added.reserveRank === null ? '' : ' as a reserve'}.`,
    );
    res.redirect(303, paths.focalPoint(tokenOf(req)));
  }),
);

focalPageRoutes.get(
  '/nominate/:token/people/:nominationId',
  guarded(async (req, res) => {
    const facts = await factsBehind(tokenOf(req));
    await renderPage(req, res, personPage, nominationPage(facts, ownNomination(facts, req)));
  }),
);

focalPageRoutes.post(
  '/nominate/:token/people/:nominationId',
  form,
  guarded((req, res) =>
    submit(
      req,
      res,
      async () => {
        await requireOpenLink(tokenOf(req));
        const { revision, ...facts } = parseCorrection(req.body);
        await correctNomination(tokenOf(req), Number(req.params.nominationId), revision, facts);
      },
      {
        view: personPage,
        locals: (facts) => nominationPage(facts, ownNomination(facts, req)),
      },
      'The nomination is saved.',
    ),
  ),
);

focalPageRoutes.post(
  '/nominate/:token/people/:nominationId/withdrawal',
  form,
  guarded((req, res) =>
    submit(
      req,
      res,
      () => withdrawNomination(tokenOf(req), Number(req.params.nominationId)),
      { view: page, locals: focalPage },
      'The nomination is withdrawn. Its place is free again.',
    ),
  ),
);

focalPageRoutes.post(
  '/nominate/:token/people/:nominationId/order',
  form,
  guarded((req, res) =>
    submit(
      req,
      res,
      async () => {
        await requireOpenLink(tokenOf(req));
        await moveNomination(tokenOf(req), Number(req.params.nominationId), parseMove(req.body));
      },
      { view: page, locals: focalPage },
      'The order is saved.',
    ),
  ),
);

focalPageRoutes.post(
  '/nominate/:token/letters',
  protectFromForgery,
  paced,
  guarded((req, res) =>
    submit(
      req,
      res,
      async () => {
        // Before the body is read: strangers and latecomers send no files into memory.
        await requireOpenLink(tokenOf(req));
        await receiveLetter(tokenOf(req), await receiveFile(req, largestLetter));
      },
      { view: page, locals: focalPage },
      'The letter has arrived. Thank you.',
    ),
  ),
);

focalPageRoutes.post(
  '/nominate/:token/letters/:letterId/removal',
  form,
  guarded((req, res) =>
    submit(
      req,
      res,
      () => removeLetter(tokenOf(req), String(req.params.letterId)),
      { view: page, locals: focalPage },
      'The letter is removed.',
    ),
  ),
);
