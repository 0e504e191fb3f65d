import { formatNumber } from '../../http/format';
import type { PageLocals } from '../../http/render';
import type { Project, Survey } from '../../models';
import { countFigures, totalName } from './figures';
import { questionView, type QuestionView } from './question-view';
import type { PublishedVersion } from './results.queries';
import type { FormResults, QuestionResult } from './tabulate';

export interface ResultsPageData {
  survey: Pick<Survey, 'form' | 'title' | 'anonymous'>;
  project: Pick<Project, 'suppressionK'>;
  /** All published versions, newest first. */
  versions: readonly PublishedVersion[];
  /** The number of the version looked at; null joins all. */
  chosen: number | null;
  results: FormResults;
}

interface Section {
  title: string;
  questions: QuestionView[];
  /** Questions answered in words, with how many answered. */
  open: { title: string; answered: string }[];
}

/** The live results: for organisers alone. */
export function resultsPage(data: ResultsPageData): PageLocals {
  const { survey, versions, chosen, results, project } = data;
  return {
    ...figuresOf(survey, results, versions.length),
    isPublished: versions.length > 0,
    versions: versions.map(({ number }) => number),
    chosen,
    mayFilter: versions.length > 1,
    isProtected: false,
    asOf: null,
    k: project.suppressionK,
  };
}

/** What the live page and the released one have in common. */
export function figuresOf(
  survey: ResultsPageData['survey'],
  { respondents, questions }: FormResults,
  versions: number,
  dateOf: (result: QuestionResult) => string | null = () => null,
): PageLocals {
  return {
    title: `Results: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    isEmpty: respondents.base.total.n === 0,
    respondents: countFigures(respondents.base),
    totalName: totalName(respondents.totalCovers),
    sections: sectionsOf(questions, versions, dateOf),
    scripts: ['charts.js'],
  };
}

function sectionsOf(
  questions: readonly QuestionResult[],
  versions: number,
  dateOf: (result: QuestionResult) => string | null,
): Section[] {
  const sections = new Map<string, Section>();
  for (const [index, result] of questions.entries()) {
    const { page, title, kind } = result.question;
    const section = sections.get(page) ?? { title: page, questions: [], open: [] };
    sections.set(page, section);
    if (kind === 'open') section.open.push({ title, answered: answeredText(result) });
    else {
      const view = questionView(result, { id: `q${index + 1}`, versions, date: dateOf(result) });
      section.questions.push(view);
    }
  }
  return [...sections.values()];
}

function answeredText({ parts: [part] }: QuestionResult): string {
  const answered = part?.table.base.total.n ?? 0;
  const asked = answered + (part?.table.itemNonResponse.total.n ?? 0);
  return `${formatNumber(answered)} of ${formatNumber(asked)} asked`;
}
