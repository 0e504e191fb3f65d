import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { clientAddress } from '../../http/client-address';
import { protectFromForgery } from '../../http/csrf';
import { limit } from '../../http/rate-limit';
import { formBody } from '../../http/read-body';
import { renderPage } from '../../http/render';
import { absoluteUrl } from '../../lib/base-url';
import { parseInput } from '../../lib/parse-input';
import { paths } from '../../paths';
import { currentVersionId, findSurveyByOpenLink } from '../surveys/surveys.queries';
import { codeAsSvg } from '../surveys/open-link-code';
import { languageOfVersion, loadVersion } from '../surveys/survey-cache';
import { answerPage, joinPage, linkNotice, receiptPage } from './answering.view-model';
import { refusalOf, unknownLink } from './answering.policy';
import { readSentAnswers, versionOf } from './answer-state';
import { beginOpenAnswer } from './begin-open-answer';
import { findLink, type AnsweringLink } from './find-link';
import { findOwnAnswers, isSharedBrowser, rememberOwnAnswers } from './own-answers-cookie';
import { getProject } from '../workshop/project.queries';
import { endSitting, findSitting, isSittingToken } from '../workshop/surveys/sittings';

/** The pages behind a personal link, and the door of an open link. */
export const answeringPagesRoutes = Router();

const tokenOf = (req: Request): string => String(req.params.token);

/** A room full of people answers from behind one address. */
const beginningsATenMinutes = 600;

async function showNotice(
  req: Request,
  res: Response,
  notice: ReturnType<typeof linkNotice>,
): Promise<void> {
  await renderPage(req, res, 'responses/notice', notice.locals, notice.status);
}

// Reading the page changes nothing: mail scanners open every link they see.
answeringPagesRoutes.get('/answer/:token', async (req, res) => {
  const shown = tokenOf(req);
  const sitting = isSittingToken(shown) ? await findSitting(shown) : null;
  if (sitting?.ended === true) {
    res.redirect(303, paths.tablet(sitting.tabletToken));
    return;
  }
  const link = await findLink(sitting?.personalToken ?? shown);
  if (link === undefined) {
    await showNotice(req, res, linkNotice('unknown'));
    return;
  }
  res.locals.language = link.language;
  if (sitting !== null && link.sent !== null) {
    res.redirect(303, paths.tablet(sitting.tabletToken));
    return;
  }
  const refusal = refusalOf(link);
  const wantsToCorrect = link.draft !== null || req.query.correct !== undefined;
  if (refusal !== 'revoked' && link.sent !== null && (refusal === 'closed' || !wantsToCorrect)) {
    res.redirect(303, paths.answerReceipt(shown));
    return;
  }
  const versionId = versionOf(link);
  if (refusal !== undefined || versionId === null) {
    await showNotice(req, res, linkNotice(refusal ?? 'unpublished', link));
    return;
  }
  const { version } = await loadVersion(versionId);
  const tablet = sitting && {
    start: paths.tablet(sitting.tabletToken),
    leave: paths.answerLeaving(shown),
  };
  await renderPage(req, res, 'responses/answer', answerPage(shown, link, version, tablet));
});

/** Ends a sitting at a shared tablet and shows its start page. */
answeringPagesRoutes.post('/answer/:token/leaving', protectFromForgery, async (req, res) => {
  const sitting = await findSitting(tokenOf(req));
  if (sitting === null) throw unknownLink();
  await endSitting(tokenOf(req));
  res.redirect(303, `${paths.tablet(sitting.tabletToken)}?left`);
});

async function sentBehind(token: string): Promise<AnsweringLink> {
  const link = await findLink(token);
  if (link === undefined) throw unknownLink();
  return link;
}

answeringPagesRoutes.get('/answer/:token/receipt', async (req, res) => {
  const token = tokenOf(req);
  const link = await findLink(token);
  if (link === undefined || link.revoked) {
    await showNotice(req, res, linkNotice(link === undefined ? 'unknown' : 'revoked', link));
    return;
  }
  if (link.sent === null) {
    res.redirect(303, paths.answer(token));
    return;
  }
  const version = await loadVersion(link.sent.versionId);
  const answers = await readSentAnswers(link.sent.responseId);
  const locals = receiptPage(token, link, link.sent, version, answers);
  await renderPage(req, res, 'responses/receipt', locals);
});

answeringPagesRoutes.get('/answer/:token/qr.svg', async (req, res) => {
  const token = tokenOf(req);
  await sentBehind(token);
  res.setHeader('Cache-Control', 'no-store');
  res.type('svg').send(await codeAsSvg(absoluteUrl(paths.answer(token))));
});

answeringPagesRoutes.get('/join/:openLink', async (req, res) => {
  const survey = await findSurveyByOpenLink(req.params.openLink);
  const versionId = await currentVersionId(survey.id);
  const language = await languageOfVersion(versionId);
  res.locals.language = language;
  const own = await findOwnAnswers(req, survey);
  const facts = {
    ...{ survey, project: await getProject(), isPublished: versionId !== null, language },
    begun:
      own === undefined ? null : own.link.sent === null ? ('draft' as const) : ('sent' as const),
    isShared: isSharedBrowser(req),
  };
  res.setHeader('Cache-Control', 'no-store');
  await renderPage(req, res, 'responses/join', joinPage(facts));
});

/** What is not understood is left out: the door opens all the same. */
const joining = z.object({
  who: z.enum(['another']).optional().catch(undefined),
  shared: z.enum(['yes']).optional().catch(undefined),
});
const joinForm = formBody({ limit: '4kb', parameterLimit: 10 });

answeringPagesRoutes.post('/join/:openLink', protectFromForgery, joinForm, async (req, res) => {
  await limit(`begin:${clientAddress(req)}`, beginningsATenMinutes, 600);
  const survey = await findSurveyByOpenLink(String(req.params.openLink));
  res.locals.language = await languageOfVersion(await currentVersionId(survey.id));
  const { who, shared } = parseInput(joining, req.body ?? {});
  // One form a person: the browser that has begun one comes back to it.
  const own = who === 'another' ? undefined : await findOwnAnswers(req, survey);
  if (own !== undefined) {
    res.redirect(303, paths.answer(own.token));
    return;
  }
  const token = await beginOpenAnswer(survey);
  rememberOwnAnswers(res, survey, token, shared === 'yes' || isSharedBrowser(req));
  res.redirect(303, paths.answer(token));
});
