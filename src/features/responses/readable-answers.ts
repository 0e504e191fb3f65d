import { formatDate } from '../../http/format';
import type { Answers } from '../../survey-engine/answers';
import { cellsOf, type Cell, type Column } from '../../survey-engine/columns';
import { localized, titleOf, walkQuestions } from '../../survey-engine/definition';
import type { LoadedVersion } from '../surveys/survey-cache';

/** One question with its answer in words. `lines` are texts, or parts with a label each. */
export interface ReadableAnswer {
  question: string;
  title: string;
  lines: { label: string; text: string }[];
}

export interface ReadablePage {
  title: string;
  answers: ReadableAnswer[];
}

/** Answers as a person reads them, page by page; pages and questions without an answer are left out. */
export function readableAnswers(version: LoadedVersion, answers: Answers): ReadablePage[] {
  const cells = cellsOf(version.columns, answers);
  const byQuestion = new Map<string, { column: Column; cell: Cell }[]>();
  version.columns.forEach((column, index) => {
    const cell = cells[index] ?? null;
    if (cell === null || (column.type === 'flag' && cell === false)) return;
    byQuestion.set(column.question, [...(byQuestion.get(column.question) ?? []), { column, cell }]);
  });
  const pages = new Map<string, ReadablePage>();
  walkQuestions(version.definition, (question, { page }) => {
    const given = byQuestion.get(question.name);
    if (given === undefined) return;
    const title = titleOf(question);
    const entry = pages.get(page.name) ?? {
      title: localized(page.title) || page.name,
      answers: [],
    };
    entry.answers.push({ question: question.name, title, lines: linesOf(title, given) });
    pages.set(page.name, entry);
  });
  return [...pages.values()];
}

function linesOf(
  title: string,
  given: { column: Column; cell: Cell }[],
): { label: string; text: string }[] {
  return given.map(({ column, cell }) => {
    const part = column.title.startsWith(`${title} – `) ? column.title.slice(title.length + 3) : '';
    if (column.type === 'flag') return splitLast(part);
    return { label: part, text: textOf(column, cell) };
  });
}

/** A choice that was made is its own text; inside a row it stands after the row's label. */
function splitLast(part: string): { label: string; text: string } {
  const at = part.lastIndexOf(' – ');
  return at < 0
    ? { label: '', text: part }
    : { label: part.slice(0, at), text: part.slice(at + 3) };
}

function textOf(column: Column, cell: Cell): string {
  const code = column.codes?.find((candidate) => String(candidate.code) === String(cell));
  if (code !== undefined) return code.label;
  return column.type === 'date' ? formatDate(String(cell)) : String(cell ?? '');
}
