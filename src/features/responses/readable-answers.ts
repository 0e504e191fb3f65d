import { messagesFor, type Messages } from '../../messages/messages';
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

/** Answers as a person reads them, in the language of the form, page by page; pages and questions without an answer are left out. */
export function readableAnswers(version: LoadedVersion, answers: Answers): ReadablePage[] {
  const { shownColumns } = version;
  const { language } = version.compiled;
  const { dates } = messagesFor(language);
  const cells = cellsOf(shownColumns, answers);
  const byQuestion = new Map<string, { column: Column; cell: Cell }[]>();
  shownColumns.forEach((column, index) => {
    const cell = cells[index] ?? null;
    if (cell === null || (column.type === 'flag' && cell === false)) return;
    byQuestion.set(column.question, [...(byQuestion.get(column.question) ?? []), { column, cell }]);
  });
  const pages = new Map<string, ReadablePage>();
  walkQuestions(version.definition, (question, { page }) => {
    const given = byQuestion.get(question.name);
    if (given === undefined) return;
    const title = titleOf(question, language);
    const entry = pages.get(page.name) ?? {
      title: localized(page.title, language) || page.name,
      answers: [],
    };
    entry.answers.push({ question: question.name, title, lines: linesOf(title, given, dates) });
    pages.set(page.name, entry);
  });
  return [...pages.values()];
}

function linesOf(
  title: string,
  given: { column: Column; cell: Cell }[],
  dates: Messages['dates'],
): { label: string; text: string }[] {
  return given.map(({ column, cell }) => {
    const part = column.title.startsWith(`${title} – `) ? column.title.slice(title.length + 3) : '';
    if (column.type === 'flag') return splitLast(part);
    return { label: part, text: textOf(column, cell, dates) };
  });
}

/** A choice that was made is its own text; inside a row it stands after the row's label. */
function splitLast(part: string): { label: string; text: string } {
  const at = part.lastIndexOf(' – ');
  return at < 0
    ? { label: '', text: part }
    : { label: part.slice(0, at), text: part.slice(at + 3) };
}

function textOf(column: Column, cell: Cell, dates: Messages['dates']): string {
  const code = column.codes?.find((candidate) => String(candidate.code) === String(cell));
  if (code !== undefined) return code.label;
  return column.type === 'date' ? dates.day(String(cell)) : String(cell ?? '');
}
