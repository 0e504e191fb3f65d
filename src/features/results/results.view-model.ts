import { formatNumber } from '../../http/format';
import type { PageLocals } from '../../http/render';
import type { Project, Survey } from '../../models';
import { paths } from '../../paths';
import type { DataChoice } from './data-sets/data-sets.input';
import { comparisonsNote } from './comparison-words';
import { contentsOf } from './contents.view-model';
import { questionVariables } from './cross/variables';
import { countFigures, totalName } from './figures';
import { chosenParts, partsOf, type FormPart, type PartChoice } from './form-parts';
import { questionView, type QuestionView } from './question-view';
import type { Results } from './read-results';
import type { FormResults, QuestionResult, ReportedQuestion } from './tabulate';

export interface ResultsPageData {
  survey: Pick<Survey, 'form' | 'title' | 'anonymous'>;
  project: Pick<Project, 'suppressionK'>;
  live: Results;
  /** The number of the version looked at; null joins all. */
  chosen: number | null;
  part: PartChoice;
  /** The frozen sets of the form, and the one that is shown in place of today's answers. */
  dataSets: readonly DataSetOption[];
  data: DataChoice;
  /** What the set holds, in sentences; empty for today's answers. */
  aboutSet: readonly string[];
}

export interface DataSetOption {
  value: DataChoice;
  label: string;
}

interface Section {
  number: number;
  title: string;
  questions: QuestionView[];
  /** Questions answered in words, with how many answered. */
  open: { title: string; answered: string }[];
}

/** The live results: for organisers alone. @throws NotFoundError for a part that the form has not */
export function resultsPage(data: ResultsPageData): PageLocals {
  const { survey, project, live, chosen, part } = data;
  const { versions, questions, results } = live;
  return {
    ...figuresOf(results, questions, {
      survey,
      part,
      versions: versions.length,
      query: {
        ...(chosen === null ? {} : { version: String(chosen) }),
        ...(data.data === 'now' ? {} : { data: data.data }),
      },
      crossOf: crossAddresses(data),
    }),
    isPublished: versions.length > 0,
    versions: versions.map(({ number }) => number),
    chosen,
    mayFilter: data.data === 'now' && versions.length > 1,
    dataSets: data.dataSets,
    data: data.data,
    aboutSet: data.aboutSet,
    isProtected: false,
    asOf: null,
    k: project.suppressionK,
  };
}

/** Tables of a question by sector, the first of its rows where it has several. */
function crossAddresses({
  survey,
  live,
  data,
}: ResultsPageData): (question: ReportedQuestion) => string | null {
  const keys = new Map<unknown, string>();
  for (const { question, key } of questionVariables(live.questions)) {
    if (!keys.has(question)) keys.set(question, key);
  }
  return (question) => {
    const rows = keys.get(question);
    if (rows === undefined) return null;
    const query = { rows, by: 'respondent.sector', ...(data === 'now' ? {} : { data }) };
    return `${paths.surveyCross(survey.form)}?${new URLSearchParams(query).toString()}`;
  };
}

interface PageFacts {
  survey: ResultsPageData['survey'];
  part: PartChoice;
  /** How many versions the questions come from. */
  versions: number;
  /** What else the address of the page says. */
  query: Record<string, string>;
  dateOf?: (result: QuestionResult) => string | null;
  /** Where tables of a question by others are made; for the team alone. */
  crossOf?: (question: ReportedQuestion) => string | null;
}

/**
 * What the live page and the released one have in common.
 *
 * @param questions all of the form, in order; `results` has the tables at least of those shown
 * @throws NotFoundError for a part that the form has not
 */
export function figuresOf(
  { respondents, questions: tables }: FormResults,
  questions: readonly ReportedQuestion[],
  facts: PageFacts,
): PageLocals {
  const { survey, part } = facts;
  const parts = partsOf(questions);
  const sections = sectionsOf(chosenParts(parts, part), tables, facts);
  const compared = sections.flatMap((section) => section.questions.map((one) => one.compared));
  return {
    title: `Results: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    isEmpty: respondents.base.total.n === 0,
    respondents: countFigures(respondents.base),
    totalName: totalName(respondents.totalCovers),
    contents: contentsOf(parts, part, { form: survey.form, ...facts.query }),
    sections,
    comparisonsNote: comparisonsNote(compared.reduce((sum, count) => sum + count, 0)),
    scripts: ['charts.js', 'results.js'],
  };
}

function sectionsOf(
  parts: readonly FormPart<ReportedQuestion>[],
  tables: readonly QuestionResult[],
  { versions, dateOf, crossOf }: PageFacts,
): Section[] {
  const byQuestion = new Map(tables.map((result) => [result.question, result]));
  return parts.map(({ number, title, questions }) => {
    const section: Section = { number, title, questions: [], open: [] };
    for (const { id, question } of questions) {
      const result = byQuestion.get(question);
      if (result === undefined) throw new Error('Each question shown has its table.');
      if (question.kind === 'open') {
        section.open.push({ title: question.title, answered: answeredText(result) });
      } else {
        const date = dateOf?.(result) ?? null;
        const crossHref = crossOf?.(question) ?? null;
        section.questions.push(questionView(result, { id, versions, date, crossHref }));
      }
    }
    return section;
  });
}

function answeredText({ parts: [part] }: QuestionResult): string {
  const answered = part?.table.base.total.n ?? 0;
  const asked = answered + (part?.table.itemNonResponse.total.n ?? 0);
  return `${formatNumber(answered)} of ${formatNumber(asked)} asked`;
}
