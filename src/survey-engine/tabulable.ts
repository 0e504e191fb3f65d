import { booleanCodes, codesOf, type Code } from './codes';
import { choiceItems, rateItems, rowItems } from './compile-rule';
import {
  itemsOf,
  titleOf,
  walkQuestions,
  type Item,
  type QuestionDefinition,
  type SurveyDefinition,
} from './definition';

/**
 * A question that can be counted, as the rows of `answerValues` hold it.
 * `items` are the values of AnswerValue.item (a single item '' where there is one line only), `options`
 * those of AnswerValue.code. By kind: `single`, `boolean` and `rating` count the codes of item '';
 * `multiple` counts the items; `matrix` the codes of each item; `counts` and `number` add up or average
 * the numbers of each item; `ranking` averages the ranks of each item.
 */
export interface TabulableQuestion {
  question: string;
  title: string;
  page: string;
  kind: 'single' | 'multiple' | 'rating' | 'matrix' | 'counts' | 'boolean' | 'number' | 'ranking';
  items: { code: string; label: string }[];
  options: { code: string; label: string }[];
}

/**
 * The questions that the results of a form can tabulate, in its order. Repeated parts (matrixdropdown,
 * matrixdynamic, paneldynamic), texts, dates and files are not among them.
 */
export function tabulable(definition: SurveyDefinition): TabulableQuestion[] {
  const questions: TabulableQuestion[] = [];
  walkQuestions(definition, (question, { page }) => {
    const shape = shapeOf(question);
    if (shape === undefined) return;
    const { kind, items, options } = shape;
    questions.push({
      question: question.name,
      title: titleOf(question),
      page: titleOf(page),
      kind,
      items: texts(items),
      options: texts(options),
    });
  });
  return questions;
}

interface Shape {
  kind: TabulableQuestion['kind'];
  items: Code[];
  options: Code[];
}

function shapeOf(question: QuestionDefinition): Shape | undefined {
  const whole: Code[] = [{ code: '', label: titleOf(question) }];
  switch (question.type) {
    case 'radiogroup':
    case 'dropdown':
      return { kind: 'single', items: whole, options: codesOf(choiceItems(question)) };
    case 'rating':
      return { kind: 'rating', items: whole, options: codesOf(rateItems(question)) };
    case 'boolean':
      return { kind: 'boolean', items: whole, options: booleanCodes(question) };
    case 'checkbox':
    case 'tagbox':
      return { kind: 'multiple', items: codesOf(choiceItems(question)), options: [] };
    case 'ranking':
      return { kind: 'ranking', items: codesOf(choiceItems(question)), options: [] };
    case 'matrix':
      if (question.cellType === 'checkbox') return undefined;
      return {
        kind: 'matrix',
        items: codesOf(rowItems(question)),
        options: codesOf(itemsOf((question.columns ?? []) as Item[])),
      };
    case 'multipletext': {
      const numbers = (question.items ?? []).filter(({ inputType }) => inputType === 'number');
      const items = numbers.map((item) => ({ code: item.name, label: titleOf(item) }));
      return items.length === 0 ? undefined : { kind: 'counts', items, options: [] };
    }
    case 'text':
      return question.inputType === 'number'
        ? { kind: 'number', items: whole, options: [] }
        : undefined;
    case 'expression':
      return { kind: 'number', items: whole, options: [] };
    default:
      return undefined;
  }
}

function texts(codes: Code[]): { code: string; label: string }[] {
  return codes.map(({ code, label }) => ({ code: String(code), label }));
}
