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
  /** True when small groups are hidden in `results`. */
  isProtected: boolean;
}

interface Section {
  title: string;
  questions: QuestionView[];
  /** Questions answered in words, with how many answered. */
  open: { title: string; answered: string }[];
}

export function resultsPage(data: ResultsPageData): PageLocals {
  const { survey, versions, chosen, results, isProtected, project } = data;
  const { respondents } = results;
  return {
    title: `Results: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    anonymous: survey.anonymous,
    isEmpty: respondents.base.total.n === 0,
    tooFew: respondents.hiddenReason,
    respondents: countFigures(respondents.base),
    totalName: totalName(respondents.totalCovers),
    sections: sectionsOf(results.questions, versions.length, isProtected),
    versions: versions.map(({ number }) => number),
    chosen,
    mayFilter: !isProtected && versions.length > 1,
    isProtected,
    k: project.suppressionK,
    scripts: ['charts.js'],
  };
}

function sectionsOf(
  questions: readonly QuestionResult[],
  versions: number,
  isProtected: boolean,
): Section[] {
  const sections = new Map<string, Section>();
  for (const [index, result] of questions.entries()) {
    const { page, title, kind } = result.question;
    const section = sections.get(page) ?? { title: page, questions: [], open: [] };
    sections.set(page, section);
    if (kind === 'open') section.open.push({ title, answered: answeredText(result) });
    else
      section.questions.push(questionView(result, { id: `q${index + 1}`, versions, isProtected }));
  }
  return [...sections.values()];
}

function answeredText({ parts: [part] }: QuestionResult): string {
  const answered = part?.table.base.total.n ?? 0;
  const asked = answered + (part?.table.itemNonResponse.total.n ?? 0);
  return `${formatNumber(answered)} of ${formatNumber(asked)} asked`;
}
