import { formatDate, formatDateTime } from '../../http/format';
import type { PageLocals } from '../../http/render';
import type { Survey } from '../../models';
import type { Review, Sector, Sex } from '../../models/codes';
import { paths } from '../../paths';
import type { LoadedVersion } from '../surveys/survey-cache';
import { correctionHref, correctionEntries } from './correction.view-model';
import { readableAnswers } from './readable-answers';
import { formatReceipt } from './receipt-code';
import { pageSize, type ListedResponse, type WholeResponse } from './responses.queries';
import { decisionLabels, decisionsFor, needsReason, type Decision } from './review.policy';
import { filesIn, parseAnswers } from './stored-answers';

const sexLabels: Record<Sex, string> = {
  female: 'Female',
  male: 'Male',
  prefer_not_to_say: 'Prefers not to say',
};
const sectorLabels: Record<Sector, string> = {
  public: 'Public',
  private: 'Private',
  academia: 'Academia',
  other: 'Other',
};
const reviewLabels: Record<Review, string> = {
  submitted: 'Submitted',
  published: 'Published',
  approved: 'Approved',
  returned: 'Returned',
  expired: 'Expired',
  closed: 'Closed',
};
const tones: Record<Review, string> = {
  submitted: '',
  published: 'status-good',
  approved: 'status-good',
  returned: 'status-caution',
  expired: 'status-caution',
  closed: 'status-caution',
};

function sexLabel(sex: Sex | null): string {
  return sex === null ? 'Not stated' : sexLabels[sex];
}

function sectorLabel(sector: Sector | null): string {
  return sector === null ? '–' : sectorLabels[sector];
}

type Judged = Pick<ListedResponse, 'valid' | 'review' | 'assignedToReport'>;

function statusOf({ valid, review, assignedToReport }: Judged): { label: string; tone: string } {
  if (!valid) return { label: 'Invalid', tone: 'status-bad' };
  const label = reviewLabels[review];
  return {
    label: assignedToReport ? `${label}, in the report` : label,
    tone: tones[review],
  };
}

const moment = (
  response: Pick<ListedResponse, 'submittedAt' | 'submittedOn'>,
  timeZone: string,
): string =>
  response.submittedAt === null
    ? formatDate(response.submittedOn)
    : formatDateTime(response.submittedAt, timeZone);

/** The list of all responses to a form. */
export function responsesPage(
  survey: Survey,
  list: { responses: ListedResponse[]; total: number; invalid: number },
  page: number,
  timeZone: string,
): PageLocals {
  const { responses, total } = list;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const address = (to: number): string => `${paths.surveyResponses(survey.form)}?page=${to}`;
  return {
    title: 'Responses',
    surveyTitle: survey.title,
    form: survey.form,
    anonymous: survey.anonymous,
    ...list,
    first: (page - 1) * pageSize + 1,
    previous: page > 1 ? address(Math.min(page - 1, pages)) : null,
    next: page < pages ? address(page + 1) : null,
    responses: responses.map((response) => ({
      href: paths.response(response.id),
      name: response.person ?? (survey.anonymous ? null : 'Through the open link'),
      receipt: formatReceipt(response.receipt),
      cluster: response.cluster,
      economy: response.economy ?? '–',
      sex: sexLabel(response.sex),
      sector: sectorLabel(response.sector),
      status: statusOf(response),
      version: response.version,
      corrections: response.corrections,
      when: moment(response, timeZone),
    })),
  };
}

/** One response: what was answered, what was decided, and what can be decided now. */
export function responsePage(
  whole: WholeResponse,
  version: LoadedVersion,
  timeZone: string,
): PageLocals {
  const { response, survey } = whole;
  const answers = parseAnswers(response.answers);
  const open = decisionsFor({ form: survey.form, ...response.get() });
  return {
    title: `Response ${formatReceipt(response.receipt)}`,
    surveyTitle: survey.title,
    form: survey.form,
    id: response.id,
    who: whole.person,
    anonymous: survey.anonymous,
    facts: [
      ['Sent', moment(response, timeZone)],
      ['Corrections', String(response.corrections)],
      ['Version of the form', String(whole.version)],
      ['Economy', whole.economy ?? '–'],
      ['Cluster', whole.cluster ?? '–'],
      ['Sex', sexLabel(response.sex)],
      ['Sector', sectorLabel(response.sector)],
    ],
    status: statusOf(response),
    pages: readableAnswers(version, answers),
    correctHref: correctionHref(whole),
    corrections: correctionEntries(whole.corrections, version, timeZone),
    files: filesIn(answers).map(({ id, name }) => ({
      name,
      href: paths.responseFile(response.id, id),
    })),
    decisionOptions: open.map((value) => ({
      value,
      label: decisionLabels[value] + (needsReason(value) ? ' (with a reason)' : ''),
    })),
    reviews: whole.reviews.map(({ decision, reason, by, at }) => ({
      decision: decisionLabels[decision as Decision],
      reason,
      by,
      at: formatDateTime(at, timeZone),
    })),
  };
}
