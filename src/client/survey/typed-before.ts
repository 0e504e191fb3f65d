import type { Model, Question } from 'survey-core';
import type { Answers } from './answers';

/**
 * What the person entered on the page as the server sent it, before the program was there.
 * The server's markup names each question in data-name, and its inputs hold plain values.
 */
export function typedBefore(container: ParentNode, model: Model): Answers {
  const answers: Answers = {};
  for (const element of container.querySelectorAll<HTMLElement>('[data-name]')) {
    const name = element.dataset.name ?? '';
    const question = model.getQuestionByName(name) as Question | null;
    if (question === null) continue;
    const value = valueIn(element, question);
    if (value !== undefined) answers[name] = value;
  }
  return answers;
}

function valueIn(element: HTMLElement, question: Question): unknown {
  const type = question.getType();
  if (type === 'text' || type === 'comment') {
    const text = element.querySelector<HTMLInputElement>('input, textarea')?.value.trim() ?? '';
    if (text === '') return undefined;
    return question.inputType === 'number' ? Number(text) : text;
  }
  if (type === 'dropdown') {
    return element.querySelector('select')?.value || undefined;
  }
  const checked = [...element.querySelectorAll<HTMLInputElement>('input:checked')].map(
    (input) => input.value,
  );
  if (checked.length === 0) return undefined;
  if (type === 'checkbox') return checked.map((text) => choiceOf(question, text));
  if (type === 'radiogroup' || type === 'rating') return choiceOf(question, checked[0] ?? '');
  if (type === 'boolean') return booleanOf(question, checked[0] ?? '');
  return undefined;
}

/** The choice's own value, which may be a number, behind the text in the markup. */
function choiceOf(question: Question, text: string): unknown {
  const items = (question.visibleChoices ?? question.visibleRateValues ?? []) as {
    value: unknown;
  }[];
  const item = items.find(({ value }) => String(value) === text);
  return item === undefined ? (Number.isNaN(Number(text)) ? text : Number(text)) : item.value;
}

function booleanOf(question: Question, text: string): unknown {
  const yes = question.valueTrue as unknown;
  const no = question.valueFalse as unknown;
  if (text === 'true') return yes ?? true;
  if (text === 'false') return no ?? false;
  return text;
}
