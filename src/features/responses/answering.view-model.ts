import { asset } from '../../http/assets';
import type { PageLocals } from '../../http/render';
import { absoluteUrl } from '../../lib/base-url';
import { now } from '../../lib/clock';
import { defaultLanguage, messagesFor, type Messages } from '../../messages/messages';
import type { Project, Survey, SurveyVersion } from '../../models';
import { paths } from '../../paths';
import type { Answers } from '../../survey-engine/answers';
import { parseFacts } from '../surveys/facts';
import { surveyState } from '../surveys/surveys.queries';
import type { LoadedVersion } from '../surveys/survey-cache';
import type { Refusal } from './answering.policy';
import type { AnsweringLink, SentAnswers } from './find-link';
import { rememberedDays } from './own-answers-cookie';
import { unsentAnswersKeptDays } from './purge-drafts';
import { readableAnswers } from './readable-answers';
import { formatReceipt } from './receipt-code';

const layout = 'plain';

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
  const { dates } = messagesFor(link.language);
  return {
    layout,
    language: link.language,
    title: link.title,
    link,
    versionId: version.id,
    definition,
    firstPageHtml: version.firstPageHtml,
    address: absoluteUrl(paths.answer(token)),
    qrCode: paths.answerQrCode(token),
    receipt: paths.answerReceipt(token),
    tablet,
    closes: link.closesAt && dates.moment(link.closesAt, link.timeZone),
    keptDays: unsentAnswersKeptDays,
    // The definition is fetched beside the program, not after it.
    head: `<link rel="stylesheet" href="${asset('survey-form.css')}"><link rel="preload" href="${definition}" as="fetch" crossorigin>`,
    scripts: ['survey.js'],
  };
}

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
  const language = link?.language ?? defaultLanguage;
  const words = messagesFor(language);
  const { title, text } = words.notices[reason];
  return {
    status: statuses[reason],
    locals: {
      layout,
      language,
      title,
      text: reason === 'closed' && link?.draft ? words.noticeDetails.unsent : text,
      survey: reason === 'unknown' || reason === 'revoked' ? null : (link?.title ?? null),
      moment: link === undefined ? null : momentOf(reason, link, words),
      contactName: link?.contactName ?? '',
      contactEmail: link?.contactEmail ?? '',
    },
  };
}

function momentOf(
  reason: Refusal | 'unknown',
  { opensAt, closesAt, timeZone }: AnsweringLink,
  { noticeDetails, dates }: Messages,
): string | null {
  if (reason === 'not_yet_open' && opensAt !== null) {
    return noticeDetails.opens(dates.moment(opensAt, timeZone));
  }
  if (reason === 'closed' && closesAt !== null && closesAt <= now()) {
    return noticeDetails.closed(dates.moment(closesAt, timeZone));
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
  const { language } = link;
  const words = messagesFor(language);
  return {
    layout,
    language,
    title: words.receipt.title,
    survey: link.title,
    code: formatReceipt(sent.receipt),
    when:
      sent.submittedAt === null
        ? words.dates.day(sent.submittedOn)
        : words.dates.moment(sent.submittedAt, link.timeZone),
    corrections: sent.corrections,
    anonymous: link.anonymous,
    mailed: !link.anonymous && Boolean(link.invitation?.email),
    mayCorrect: link.state === 'open',
    closes: link.closesAt && words.dates.moment(link.closesAt, link.timeZone),
    hasDraft: link.draft !== null,
    correct: `${paths.answer(token)}?correct=1`,
    contactName: link.contactName,
    contactEmail: link.contactEmail,
    pages: readableAnswers(version, answers),
    scripts: ['receipt.js'],
  };
}

export interface OpenDoor {
  survey: Survey;
  project: Project;
  isPublished: boolean;
  language: string;
  /** What this browser has begun or sent through the open link; null for nothing. */
  begun: 'draft' | 'sent' | null;
  /** Many people use this browser: it keeps no address. */
  isShared: boolean;
}

/** The door behind an open link: what it is, how long it takes, and a button. */
export function joinPage(door: OpenDoor): PageLocals {
  const { survey, project, isPublished, language } = door;
  const words = messagesFor(language);
  const state = surveyState({ survey, hasVersion: isPublished, at: now() });
  const why = survey.openLinkEnabled ? state : 'by_invitation';
  const { timeZone } = project;
  const { opensAt, closesAt } = survey;
  return {
    layout,
    language,
    title: survey.title,
    begin: paths.join(survey.openLink),
    keptDays: unsentAnswersKeptDays,
    anonymous: survey.anonymous,
    begun: door.begun,
    rememberedDays,
    isShared: door.isShared,
    minutes: parseFacts(survey.facts).minutes,
    problem: why === 'open' ? null : words.notices[why],
    opens:
      why === 'not_yet_open' && opensAt !== null
        ? words.noticeDetails.opens(words.dates.moment(opensAt, timeZone))
        : null,
    closes: closesAt && words.dates.moment(closesAt, timeZone),
    contactName: project.contactName,
    contactEmail: project.contactEmail,
  };
}
