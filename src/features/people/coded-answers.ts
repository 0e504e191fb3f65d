import { isRecord, type Answers } from '../../survey-engine/answers';
import {
  questionsIn,
  walkQuestions,
  type ColumnDefinition,
  type QuestionDefinition,
  type SurveyDefinition,
} from '../../survey-engine/definition';

/** Questions whose answers are codes or numbers of the form itself, never typed words. */
const codedTypes = new Set([
  'radiogroup',
  'dropdown',
  'checkbox',
  'tagbox',
  'boolean',
  'rating',
  'ranking',
  'matrix',
]);

/**
 * What may stay of a set of answers when the person behind it is erased: choices, ratings and
 * numbers. Everything typed as text, dates, comments beside choices, files and whatever the
 * definition does not know is left out.
 */
export function codedAnswersOnly(definition: SurveyDefinition, answers: Answers): Answers {
  const questions: QuestionDefinition[] = [];
  walkQuestions(definition, (question) => questions.push(question));
  return pick(questions, answers);
}

type Asked = Pick<
  QuestionDefinition,
  'name' | 'inputType' | 'templateElements' | 'columns' | 'items' | 'cellType'
> & { type: string };

function pick(questions: Asked[], answers: Answers): Answers {
  const kept: Answers = {};
  for (const question of questions) {
    const value = coded(question, answers[question.name]);
    if (value !== undefined) kept[question.name] = value;
  }
  return kept;
}

function coded(question: Asked, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (codedTypes.has(question.type)) return value;
  if (question.type === 'text') return isNumber(question, value) ? value : undefined;
  if (question.type === 'multipletext' && isRecord(value)) {
    return pick(
      (question.items ?? []).map((item) => ({ ...item, type: 'text' })),
      value,
    );
  }
  if (question.type === 'paneldynamic' && Array.isArray(value)) {
    return value.filter(isRecord).map((panel) => pick(questionsIn(panels(question)), panel));
  }
  if (question.type === 'matrixdynamic' && Array.isArray(value)) {
    return value.filter(isRecord).map((row) => pick(columnsOf(question), row));
  }
  if (question.type === 'matrixdropdown' && isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([row, cells]) => [
        row,
        isRecord(cells) ? pick(columnsOf(question), cells) : {},
      ]),
    );
  }
  return undefined;
}

function isNumber(question: Asked, value: unknown): boolean {
  return question.inputType === 'number' && typeof value === 'number';
}

function panels(question: Asked) {
  return question.templateElements ?? [];
}

function columnsOf(question: Asked): Asked[] {
  return (question.columns ?? [])
    .filter((column): column is ColumnDefinition => typeof column === 'object' && 'name' in column)
    .map((column) => ({ ...column, type: column.cellType ?? question.cellType ?? 'dropdown' }));
}
