import { formatDate, formatDateTime, formatNumber, formatPercent } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import type { OpenCode, Project, Survey } from '../../../models';
import { paths } from '../../../paths';
import { questionView } from '../question-view';
import type { CodeTable } from './code-table';
import type { CodeableQuestion } from './codeable';
import type { ListedCodeChange, OpenAnswer } from './codes.queries';

type Named = Pick<Survey, 'form' | 'title'>;

/** The questions answered in words, with how many answers are coded. */
export function codingPage(
  survey: Named,
  questions: readonly { question: CodeableQuestion; table: CodeTable; codes: number }[],
): PageLocals {
  return {
    title: `Answers in words: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    questions: questions.map(({ question, table: { answered, uncoded }, codes }) => ({
      title: question.title,
      page: question.page,
      beside: question.beside,
      href: paths.questionCoding(survey.form, question.name),
      answered: formatNumber(answered),
      codes: formatNumber(codes),
      coded:
        answered === 0
          ? 'No data yet'
          : `${formatNumber(answered - uncoded)} (${formatPercent(((answered - uncoded) / answered) * 100)})`,
    })),
  };
}

const changeWords: Record<string, (change: ListedCodeChange) => string> = {
  added: ({ after }) => `Added as “${after}”`,
  renamed: ({ before, after }) => `Renamed from “${before}” to “${after}”`,
  described: ({ code }) => `Description of “${code}” changed`,
  merged: ({ before, after }) => `“${before}” merged into “${after}”`,
  retired: ({ before }) => `“${before}” retired`,
  restored: ({ before }) => `“${before}” taken back into use`,
};

export interface QuestionCodingData {
  survey: Named;
  project: Pick<Project, 'timeZone'>;
  question: CodeableQuestion;
  codes: readonly OpenCode[];
  table: CodeTable;
  changes: readonly ListedCodeChange[];
}

/** The codebook of one question, with the frequency of its codes by sex. */
export function questionCodingPage(data: QuestionCodingData): PageLocals {
  const { survey, project, question, codes, table, changes } = data;
  const active = codes.filter(({ retiredAt }) => retiredAt === null);
  const nameOf = new Map(codes.map(({ id, name }) => [id, name]));
  const address = paths.codingAnswers(survey.form, question.name);
  return {
    title: `Codes: ${question.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    question: { name: question.name, title: question.title, beside: question.beside },
    answered: table.answered,
    uncoded: table.uncoded,
    startHref: `${address}?show=${table.uncoded > 0 ? 'uncoded' : 'all'}`,
    allHref: `${address}?show=all`,
    codes: codes.map((code) => ({
      id: code.id,
      name: code.name,
      description: code.description,
      revision: code.revision,
      isActive: code.retiredAt === null,
      isMerged: code.mergedInto !== null,
      mergedInto: nameOf.get(code.mergedInto ?? 0) ?? '',
      href: paths.openCode(survey.form, question.name, code.id),
      decisionHref: paths.openCodeDecision(survey.form, question.name, code.id),
      others: active
        .filter(({ id }) => id !== code.id)
        .map(({ id, name }) => ({ value: id, label: name })),
    })),
    frequency:
      table.answered === 0
        ? null
        : questionView(
            {
              question: {
                question: question.name,
                title: 'Codes by sex',
                page: '',
                kind: 'multiple',
                items: [],
                options: [],
                askedIn: question.askedIn,
              },
              parts: [{ item: '', label: '', table: table.table, means: null }],
            },
            { id: 'codes', versions: 1, date: null },
          ),
    history: changes.map((change) => ({
      text: changeWords[change.change]?.(change) ?? change.change,
      by: change.by,
      at: formatDateTime(change.at, project.timeZone),
    })),
    scripts: ['charts.js'],
  };
}

export interface AnswerCodingData {
  survey: Named;
  question: CodeableQuestion;
  answer: OpenAnswer;
  codes: readonly OpenCode[];
  show: 'uncoded' | 'all';
  uncoded: number;
}

/** One answer with all codes, to be coded by hand or by keys. */
export function answerCodingPage(data: AnswerCodingData): PageLocals {
  const { survey, question, answer, codes, show, uncoded } = data;
  const given = new Set(answer.codeIds);
  const address = paths.codingAnswers(survey.form, question.name);
  const shown = codes.filter(({ id, retiredAt }) => retiredAt === null || given.has(id));
  return {
    title: `Code an answer: ${question.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    question: {
      name: question.name,
      title: question.title,
      beside: question.beside,
      href: paths.questionCoding(survey.form, question.name),
    },
    answer: {
      text: answer.text,
      receivedOn: formatDate(answer.receivedOn),
      isStale: answer.isStale,
    },
    responseHref: paths.response(answer.responseId),
    action: `${paths.codingAnswer(survey.form, question.name, answer.responseId)}?show=${show}`,
    skipHref: `${address}?show=${show}&after=${encodeURIComponent(answer.responseId)}`,
    show,
    uncoded,
    codes: shown.map(({ id, name, description, retiredAt }, index) => ({
      id,
      name,
      description,
      isGiven: given.has(id),
      isRetired: retiredAt !== null,
      key: keys[index] ?? '',
    })),
    scripts: ['coding.js'],
  };
}

/** Keys of the codes in their order. */
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
