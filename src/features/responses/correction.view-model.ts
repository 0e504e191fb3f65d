import { formatDateTime } from '../../http/format';
import type { PageLocals } from '../../http/render';
import { paths } from '../../paths';
import { localized, questionsIn } from '../../survey-engine/definition';
import type { LoadedVersion } from '../surveys/survey-cache';
import { whyNotCorrected } from './correction.policy';
import { readableAnswers, type ReadableAnswer } from './readable-answers';
import { formatReceipt } from './receipt-code';
import type { ListedCorrection, WholeResponse } from './responses.queries';

/** Where these answers are corrected; null where the team may not. */
export function correctionHref({
  response,
  survey,
}: Pick<WholeResponse, 'response' | 'survey'>): string | null {
  const { anonymous } = survey;
  const isRefused = whyNotCorrected({ anonymous, accessKey: response.accessKey }) !== null;
  return isRefused ? null : paths.responseCorrection(response.id);
}

export interface CorrectionPageData {
  whole: WholeResponse;
  version: LoadedVersion;
  /** Name of the question to open at; empty for the first. */
  question: string;
  /** The respondent began a correction of their own. */
  isBeingCorrected: boolean;
}

/** The form with the stored answers in it, to be corrected by an organiser. */
export function correctionPage(data: CorrectionPageData): PageLocals {
  const { whole, version, question, isBeingCorrected } = data;
  const { response, survey, person } = whole;
  return {
    title: `Correct answers ${formatReceipt(response.receipt)}`,
    surveyTitle: survey.title,
    form: survey.form,
    id: response.id,
    receipt: formatReceipt(response.receipt),
    who: person?.name ?? null,
    definition: paths.versionDefinition(version.version.id),
    answers: response.answers,
    corrections: response.corrections,
    question,
    parts: version.definition.pages
      .filter(({ elements }) => questionsIn(elements).length > 0)
      .map(({ name, title }) => ({ value: name, label: localized(title) || name })),
    isBeingCorrected,
    isDecided: response.review !== 'submitted',
    styles: ['survey-form.css'],
    scripts: ['correction.js'],
  };
}

interface ChangedAnswer {
  title: string;
  before: string;
  after: string;
}

/** What the team corrected, in the words of the form. */
export function correctionEntries(
  corrections: readonly ListedCorrection[],
  version: LoadedVersion,
  timeZone: string,
): { reason: string; by: string; at: string; changes: ChangedAnswer[] }[] {
  return corrections.map(({ before, after, reason, by, at }) => ({
    reason,
    by,
    at: formatDateTime(at, timeZone),
    changes: changesIn(version, { before, after }),
  }));
}

function changesIn(
  version: LoadedVersion,
  { before, after }: Pick<ListedCorrection, 'before' | 'after'>,
): ChangedAnswer[] {
  const changes = new Map<string, ChangedAnswer>();
  for (const [side, answers] of [
    ['before', before],
    ['after', after],
  ] as const) {
    for (const { answers: list } of readableAnswers(version, answers)) {
      for (const answer of list) {
        const { question, title } = answer;
        const known = changes.get(question) ?? { title, before: 'No answer', after: 'No answer' };
        changes.set(question, { ...known, [side]: inOneText(answer) });
      }
    }
  }
  return [...changes.values()];
}

function inOneText({ lines }: ReadableAnswer): string {
  return lines.map(({ label, text }) => (label === '' ? text : `${label}: ${text}`)).join('; ');
}
