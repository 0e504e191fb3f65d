import type { Model, Question } from 'survey-core';
import { messages } from './messages';

/** The title of a question as the person saw it. */
export function titleOf(model: Model, name: string): string {
  const question = model.getQuestionByName(name.replace(/-Comment$/, '')) as Question | null;
  return question === null ? name : question.processedTitle;
}

/** A value in the words of the form: labels instead of codes, lists joined by semicolons. */
export function describeAnswer(model: Model, name: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return messages.conflict.none;
  const question = model.getQuestionByName(name) as Question | null;
  if (question === null) return plain(value);
  const shown = question.getDisplayValue(true, structuredClone(value)) as unknown;
  return plain(shown);
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join('; ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, part]) => `${key}: ${plain(part)}`)
      .join('; ');
  }
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
