import { messagesFor } from '../messages/messages';
import { ANSWER_LIMITS } from './answer-limits';
import type {
  Bounds,
  CompiledField,
  CompiledItem,
  CompiledItems,
  FieldGroup,
  ValueRule,
} from './compiled-survey';
import {
  itemsOf,
  type ColumnDefinition,
  type ElementDefinition,
  type Item,
  type ItemDefinition,
  type QuestionDefinition,
  type TextItemDefinition,
} from './definition';
import type { Expression } from './expressions';

/** What a rule needs of the compiler to compile the questions and expressions inside it. */
export interface RuleCompiler {
  compileExpression(text: string): Expression;
  field(question: QuestionDefinition): CompiledField;
  elements(elements: ElementDefinition[]): CompiledField[];
}

/** What values a question takes, by its type. */
export function compileRule(question: QuestionDefinition, compiler: RuleCompiler): ValueRule {
  switch (question.type) {
    case 'text':
      return textRule(question, compiler);
    case 'comment':
      return {
        kind: 'text',
        text: 'comment',
        maxLength: lengthLimit(question.maxLength, ANSWER_LIMITS.commentLength),
      };
    case 'boolean':
      return {
        kind: 'boolean',
        yes: question.valueTrue ?? true,
        no: question.valueFalse ?? false,
      };
    case 'rating':
      return { kind: 'choice', items: compileItems(rateItems(question), compiler) };
    case 'radiogroup':
    case 'dropdown':
      return { kind: 'choice', items: compileItems(choiceItems(question), compiler) };
    case 'checkbox':
    case 'tagbox':
    case 'ranking':
      return {
        kind: 'choices',
        items: compileItems(choiceItems(question), compiler),
        min: question.minSelectedChoices ?? 0,
        max: question.maxSelectedChoices ?? 0,
        ranked: question.type === 'ranking',
        ranksAll: question.type === 'ranking' && question.selectToRankEnabled !== true,
      };
    case 'expression':
      return { kind: 'expression', formula: compiler.compileExpression(question.expression ?? '') };
    case 'file':
      return {
        kind: 'file',
        max: question.allowMultiple === true ? (question.maxFiles ?? ANSWER_LIMITS.files) : 1,
        accepted: (question.acceptedTypes ?? '')
          .split(',')
          .map((type) => type.trim().toLowerCase())
          .filter((type) => type !== ''),
      };
    case 'multipletext':
      return {
        kind: 'record',
        group: groupOf(
          (question.items ?? []).map((item) => compiler.field(textItemAsQuestion(item))),
        ),
      };
    case 'html':
      throw new Error('html holds no answer and has no rule');
    default:
      return repeatedRule(question, compiler);
  }
}

function repeatedRule(question: QuestionDefinition, compiler: RuleCompiler): ValueRule {
  const columns = question.columns ?? [];
  switch (question.type) {
    case 'matrix':
      return {
        kind: 'matrix',
        rows: compileItems(rowItems(question), compiler),
        columns: compileItems(itemsOf(columns as Item[]), compiler),
        multiple: question.cellType === 'checkbox',
        eachRowRequired: question.eachRowRequired === true,
        eachRowUnique: question.eachRowUnique === true,
      };
    case 'matrixdropdown':
      return {
        kind: 'table',
        rows: compileItems(rowItems(question), compiler),
        group: groupOf(columnQuestions(question).map((column) => compiler.field(column))),
        uniqueKeys: uniqueColumns(columns as ColumnDefinition[]),
      };
    case 'matrixdynamic': {
      const keys = uniqueColumns(columns as ColumnDefinition[]);
      return {
        kind: 'list',
        scope: 'row',
        group: groupOf(columnQuestions(question).map((column) => compiler.field(column))),
        min: question.minRowCount ?? 0,
        max: question.maxRowCount ?? ANSWER_LIMITS.rows,
        initial: Math.max(question.rowCount ?? 2, question.minRowCount ?? 0),
        uniqueKeys:
          question.keyName === undefined ? keys : [...new Set([...keys, question.keyName])],
        countsFilledRows: true,
      };
    }
    default:
      return {
        kind: 'list',
        scope: 'panel',
        group: groupOf(compiler.elements(question.templateElements ?? [])),
        min: question.minPanelCount ?? 0,
        max: question.maxPanelCount ?? ANSWER_LIMITS.rows,
        initial: Math.max(question.panelCount ?? 0, question.minPanelCount ?? 0),
        uniqueKeys: question.keyName === undefined ? [] : [question.keyName],
        countsFilledRows: false,
      };
  }
}

/** Fields with the keys that their record may have: theirs and those of their comments. */
export function groupOf(fields: CompiledField[]): FieldGroup {
  const keys = fields.flatMap(({ key, comment }) => (comment ? [key, comment.key] : [key]));
  return { fields, keys: new Set(keys) };
}

function textRule(question: QuestionDefinition, compiler: RuleCompiler): ValueRule {
  const input = question.inputType ?? 'text';
  if (input === 'number') {
    return {
      kind: 'number',
      ...(question.step === undefined ? {} : { step: question.step }),
      ...bounds(question, compiler, (value) => Number(value)),
    };
  }
  if (input === 'date') return { kind: 'date', ...bounds(question, compiler, String) };
  return {
    kind: 'text',
    text: input,
    maxLength: lengthLimit(question.maxLength, ANSWER_LIMITS.textLength),
  };
}

function bounds<T>(
  question: QuestionDefinition,
  compiler: RuleCompiler,
  convert: (value: number | string) => T,
): Bounds<T> {
  const { min, max, minValueExpression, maxValueExpression } = question;
  return {
    ...(min === undefined ? {} : { min: convert(min) }),
    ...(max === undefined ? {} : { max: convert(max) }),
    ...(minValueExpression
      ? { minExpression: compiler.compileExpression(minValueExpression) }
      : {}),
    ...(maxValueExpression
      ? { maxExpression: compiler.compileExpression(maxValueExpression) }
      : {}),
  };
}

function lengthLimit(own: number | undefined, general: number): number {
  return own === undefined || own <= 0 ? general : Math.min(own, general);
}

function compileItems(items: ItemDefinition[], compiler: RuleCompiler): CompiledItems {
  return new Map(
    items.map((item): [CompiledItem['value'], CompiledItem] => [
      item.value,
      {
        value: item.value,
        exclusive: item.isExclusive === true,
        ...(item.visibleIf ? { visible: compiler.compileExpression(item.visibleIf) } : {}),
      },
    ]),
  );
}

/**
 * The choices a respondent sees, with those that SurveyJS adds at the end.
 * @param language of the words for those that the definition gives no text
 */
export function choiceItems(question: QuestionDefinition, language?: string): ItemDefinition[] {
  const items = itemsOf(question.choices);
  const words = messagesFor(language).formWords;
  const add = (value: string, text: QuestionDefinition['title'], plain: string, alone: boolean) =>
    items.push({ value, text: text ?? plain, isExclusive: alone });
  if (question.showRefuseItem === true) add('refused', question.refuseText, words.refuse, true);
  if (question.showDontKnowItem === true)
    add('dontknow', question.dontKnowText, words.dontKnow, true);
  if (question.showNoneItem === true) add('none', question.noneText, words.none, true);
  if (question.showOtherItem === true) add('other', question.otherText, words.other, false);
  return items;
}

/** The steps of a rating: its rateValues, else rateMin (1) to rateMax (5) by rateStep (1). */
export function rateItems(question: QuestionDefinition): ItemDefinition[] {
  if (question.rateValues !== undefined && question.rateValues.length > 0) {
    return itemsOf(question.rateValues);
  }
  const { rateMin = 1, rateMax = 5, rateStep = 1 } = question;
  const items: ItemDefinition[] = [];
  for (let value = rateMin; value <= rateMax; value += rateStep) items.push({ value });
  return items;
}

/** The fixed rows of a matrix; a comment has a row count under the same property. */
export function rowItems(question: QuestionDefinition): ItemDefinition[] {
  return Array.isArray(question.rows) ? itemsOf(question.rows) : [];
}

const CELL_TYPES: ReadonlyMap<string, QuestionDefinition['type']> = new Map([
  ['default', 'dropdown'],
  ['dropdown', 'dropdown'],
  ['radiogroup', 'radiogroup'],
  ['checkbox', 'checkbox'],
  ['tagbox', 'tagbox'],
  ['text', 'text'],
  ['comment', 'comment'],
  ['boolean', 'boolean'],
  ['rating', 'rating'],
]);

/** The column types that are supported; 'default' is the matrix's own cellType. */
export const COLUMN_CELL_TYPES: readonly string[] = [...CELL_TYPES.keys()];

/** The columns of matrixdropdown and matrixdynamic as questions; choices come from the matrix if need be. */
export function columnQuestions(question: QuestionDefinition): QuestionDefinition[] {
  return ((question.columns ?? []) as ColumnDefinition[]).map((column) => {
    const own = column.cellType === 'default' ? undefined : column.cellType;
    const type = CELL_TYPES.get(own ?? question.cellType ?? 'dropdown') ?? 'dropdown';
    const choices = column.choices ?? question.choices;
    return { ...column, type, ...(choices === undefined ? {} : { choices }) };
  });
}

function uniqueColumns(columns: ColumnDefinition[]): string[] {
  return columns.filter((column) => column.isUnique === true).map((column) => column.name);
}

export function textItemAsQuestion(item: TextItemDefinition): QuestionDefinition {
  return { ...item, type: 'text' };
}
