import type { Model, PageModel, Question } from 'survey-core';
import type { Problem } from './answer-server';

/** Puts what the server refused beside the questions and goes to the first of them. */
export function showProblems(model: Model, problems: readonly Problem[]): void {
  let first: Question | undefined;
  for (const { question: name, message } of problems) {
    const question = model.getQuestionByName(name) as Question | null;
    if (question === null) continue;
    question.addError(message);
    first ??= question;
  }
  if (first === undefined) return;
  const page = first.page as PageModel | null;
  if (page !== null && page !== model.currentPage) model.currentPage = page;
  const target = first;
  requestAnimationFrame(() => {
    target.focus(true);
  });
}
