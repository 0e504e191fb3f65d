import { asset } from '../../http/assets';
import { formatDate, formatDateTime } from '../../http/format';
import type { PageLocals } from '../../http/render';
import { absoluteUrl } from '../../lib/base-url';
import { now } from '../../lib/clock';
import type { Project, Survey, SurveyVersion } from '../../models';
import { paths } from '../../paths';
import type { Answers } from '../../survey-engine/answers';
import { parseFacts } from '../surveys/facts';
import { currentVersionId, surveyState, type SurveyState } from '../surveys/surveys.queries';
import type { LoadedVersion } from '../surveys/survey-cache';
import type { Refusal } from './answering.policy';
import type { AnsweringLink, SentAnswers } from './find-link';
import { unsentAnswersKeptDays } from './purge-drafts';
import { readableAnswers } from './readable-answers';
import { formatReceipt } from './receipt-code';

const shared = { layout: 'plain', language: 'en' };

/** Of a shared tablet: the address of its start page, and where the form is left. */
export interface TabletAddresses {
  start: string;
  leave: string;
}

/**
 * The form itself. The definition is not in the page: the browser asks for it beside the program.
 * @param token as it stands in the address
 * @param tablet null on a device of one's own
 */
export function answerPage(
  token: string,
  link: AnsweringLink,
  version: SurveyVersion,
  tablet: TabletAddresses | null,
): PageLocals {
  const definition = paths.versionDefinition(version.id);
  return {
    ...shared,
    title: link.title,
    link,
    versionId: version.id,
    definition,
    firstPageHtml: version.firstPageHtml,
    address: absoluteUrl(paths.answer(token)),
    qrCode: paths.answerQrCode(token),
    receipt: paths.answerReceipt(token),
    tablet,
    closes: link.closesAt === null ? null : formatDateTime(link.closesAt, link.timeZone),
    keptDays: unsentAnswersKeptDays,
    // The definition is fetched beside the program, not after it.
    head: `<link rel="stylesheet" href="${asset('survey-form.css')}"><link rel="preload" href="${definition}" as="fetch" crossorigin>`,
    scripts: ['survey.js'],
  };
}

interface Notice {
  title: string;
  text: string;
}

const notices: Record<Refusal | 'unknown', Notice> = {
  unknown: {
    title: 'This link leads nowhere',
    text: 'Please check that the whole address was copied, from the first to the last character. Some mail programs break long addresses into two lines.',
  },
  revoked: {
    title: 'This link is no longer in use',
    text: 'The person it was made for asked us to remove their data, or the invitation was withdrawn.',
  },
  unpublished: {
    title: 'This questionnaire is not ready yet',
    text: 'Please come back later. Your link stays the same.',
  },
  not_yet_open: {
    title: 'This questionnaire is not open yet',
    text: 'Please come back later. Your link stays the same.',
  },
  closed: {
    title: 'This questionnaire is closed',
    text: 'It takes no more answers. Thank you for your interest.',
  },
};

const statuses: Record<Refusal | 'unknown', number> = {
  unknown: 404,
  revoked: 410,
  unpublished: 403,
  not_yet_open: 403,
  closed: 403,
};

/** The page of a link that takes no answers now. */
export function linkNotice(
  reason: Refusal | 'unknown',
  link?: AnsweringLink,
): { status: number; locals: PageLocals } {
  const { title, text } = notices[reason];
  return {
    status: statuses[reason],
    locals: {
      ...shared,
      title,
      text: reason === 'closed' && link?.draft ? unsent : text,
      survey: reason === 'unknown' || reason === 'revoked' ? null : (link?.title ?? null),
      moment: momentOf(reason, link),
      contactName: link?.contactName ?? '',
      contactEmail: link?.contactEmail ?? '',
    },
  };
}

const unsent =
  'It takes no more answers. What you had entered was saved, but not sent, and does not count as an answer.';

function momentOf(reason: Refusal | 'unknown', link?: AnsweringLink): string | null {
  if (link === undefined) return null;
  if (reason === 'not_yet_open' && link.opensAt !== null) {
    return `It opens on ${formatDateTime(link.opensAt, link.timeZone)}.`;
  }
  if (reason === 'closed' && link.closesAt !== null && link.closesAt <= now()) {
    return `It closed on ${formatDateTime(link.closesAt, link.timeZone)}.`;
  }
  return null;
}

/** What was sent, with its code; correct until closing. */
export function receiptPage(
  token: string,
  link: AnsweringLink,
  sent: SentAnswers,
  version: LoadedVersion,
  answers: Answers,
): PageLocals {
  return {
    ...shared,
    title: 'Thank you',
    survey: link.title,
    code: formatReceipt(sent.receipt),
    when:
      sent.submittedAt === null
        ? formatDate(sent.submittedOn)
        : formatDateTime(sent.submittedAt, link.timeZone),
    corrections: sent.corrections,
    anonymous: link.anonymous,
    mailed: !link.anonymous && Boolean(link.invitation?.email),
    mayCorrect: link.state === 'open',
    closes: link.closesAt === null ? null : formatDateTime(link.closesAt, link.timeZone),
    hasDraft: link.draft !== null,
    correct: `${paths.answer(token)}?correct=1`,
    contactName: link.contactName,
    contactEmail: link.contactEmail,
    pages: readableAnswers(version, answers),
    scripts: ['receipt.js'],
  };
}

/** The door behind an open link: what it is, how long it takes, and a button. */
export async function joinPage(survey: Survey, project: Project): Promise<PageLocals> {
  const versionId = await currentVersionId(survey.id);
  const facts = parseFacts(survey.facts);
  const state = surveyState({ survey, hasVersion: versionId !== null, at: now() });
  return {
    ...shared,
    title: survey.title,
    begin: paths.join(survey.openLink),
    keptDays: unsentAnswersKeptDays,
    anonymous: survey.anonymous,
    minutes: facts.minutes,
    problem: problemOf(survey.openLinkEnabled, state),
    opens: survey.opensAt ? formatDateTime(survey.opensAt, project.timeZone) : null,
    closes: survey.closesAt ? formatDateTime(survey.closesAt, project.timeZone) : null,
    contactName: project.contactName,
    contactEmail: project.contactEmail,
  };
}

function problemOf(enabled: boolean, state: SurveyState): Notice | null {
  if (!enabled) {
    return {
      title: 'By invitation only',
      text: 'This questionnaire is answered through personal links, which are sent by mail.',
    };
  }
  return state === 'open' ? null : notices[state];
}
